import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { setPhotoBoxes } from '../../../shared/contract/messages/cases-photos.ts';
import type { PublicationCard } from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import { openPublicationDesk } from '../../support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../support/pages/register-desk.ts';
import { attachPhoto, plantSolved } from '../../support/pages/solved-case.ts';
import { drawPicture } from '../../support/pictures.ts';
import { plantedKinds, plantText } from './planted-words.ts';

/** Drafts of closed cases by the product's own commands: how soon, what of a person is left in them, which photos get in. */

const { PLAYED = '', PLAYED_SEED = '1' } = process.env;
const TIMED = Number(process.env.PLAYED_TIMED ?? 40);
const TEXTS = Number(process.env.PLAYED_TEXTS ?? 480);
const SEED = Number(PLAYED_SEED);

const nth = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(sorted.length * share) - 1] ?? Number.POSITIVE_INFINITY;

test('drafts of closed cases', { timeout: 900_000 }, async () => {
  const desk = await openPublicationDesk();
  const { server, editor } = desk;
  server.setNow(WEDNESDAY);
  const begin = (id: string, pictures: 'card' | 'photos' = 'card') =>
    server.call(
      acts.beginFromSource,
      { body: { kind: 'case', id, pageIds: [desk.connected], pictures } },
      editor,
    );

  // Photos as telephones send them.
  const photos = await Promise.all(
    [0, 1].map((at) => drawPicture('jpeg', { width: 4000 - at * 500, height: 3000, withExif: true })),
  );
  const took: number[] = [];
  for (let at = 0; at < TIMED; at += 1) {
    const { id } = await plantSolved(server, {}, null);
    await attachPhoto(server, id, 'before', true, photos[0]);
    await attachPhoto(server, id, 'after', true, photos[1]);
    const began = performance.now();
    const card = await begin(id);
    took.push(performance.now() - began);
    expect(card.pictures).toHaveLength(1);
  }
  took.sort((a, b) => a - b);

  // What leads to a person.
  const left: string[] = [];
  const byKind: Record<string, { planted: number; left: number }> = {};
  for (const kind of plantedKinds) byKind[kind] = { planted: 0, left: 0 };
  for (let index = 0; index < TEXTS; index += 1) {
    const { answer, title, address, plants, isUnanswered } = plantText(SEED, index);
    const given = { title, address, is_home: index % 2 === 0 };
    const { id } = await plantSolved(server, given, null, isUnanswered ? null : answer);
    const card = await begin(id);
    const draft = [card.text, card.brief, ...card.pictures.map(({ alt }) => alt)].join('\n');
    for (const { kind, words, isIn } of plants) {
      const count = byKind[kind]!;
      count.planted += 1;
      if (!isIn(draft)) continue;
      count.left += 1;
      left.push(`${kind}: ${words} ← ${answer}`);
    }
  }
  const planted = Object.values(byKind).reduce((sum, one) => sum + one.planted, 0);

  const photoFaults = await tryPhotos();

  async function filesOf(card: PublicationCard): Promise<string[]> {
    const { rows } = await server.app.pool.query<{ file_id: string; made_of: { fileId: string }[] }>(
      'SELECT file_id, made_of FROM publications.picture WHERE publication_id = $1',
      [card.id],
    );
    return rows.flatMap((row) => [row.file_id, ...row.made_of.map(({ fileId }) => fileId)]);
  }

  /** Every state of the photo before and after, beside others of the case, both ways; hidden or covered later, before it is handed over. */
  async function tryPhotos() {
    const faults: string[] = [];
    let tried = 0;
    const states = ['none', 'hidden', 'released'] as const;
    for (const way of ['card', 'photos'] as const)
      for (const before of states)
        for (const after of states)
          for (const other of ['none', 'released', 'hidden'] as const) {
            tried += 1;
            const { id } = await plantSolved(server, {}, null);
            const forbidden: string[] = [];
            const allowed: string[] = [];
            for (const [role, state] of Object.entries({ before, after, document: other })) {
              if (state === 'none') continue;
              const file = await attachPhoto(server, id, role as 'before', state === 'released');
              if (state === 'released' && role !== 'document') allowed.push(file);
              else forbidden.push(file);
            }
            const card = await begin(id, way);
            const files = await filesOf(card);
            const name = `${way}, до ${before}, после ${after}, прочее ${other}`;
            if (files.some((file) => forbidden.includes(file))) faults.push(`${name}: попало чужое`);
            const expected = way === 'card' ? (allowed.length === 2 ? 1 : 0) : allowed.length;
            if (card.pictures.length !== expected && !(way === 'card' && allowed.length === 1))
              faults.push(`${name}: картинок ${card.pictures.length}, ждали ${expected}`);
          }
    for (const way of ['card', 'photos'] as const)
      for (const role of ['before', 'after'] as const)
        for (const change of ['hidden', 'covered'] as const) {
          tried += 1;
          const { id } = await plantSolved(server, {}, null);
          const files = {
            before: await attachPhoto(server, id, 'before', true),
            after: await attachPhoto(server, id, 'after', true),
          };
          const card = await begin(id, way);
          const boxes = change === 'covered' ? [{ x: 0.1, y: 0.1, width: 0.3, height: 0.3 }] : [];
          await server.call(
            setPhotoBoxes,
            {
              params: { id, fileId: files[role] },
              body: change === 'covered' ? { boxes } : { boxes, release: false },
            },
            editor,
          );
          await server.drain();
          const { version } = await desk.read(card.id);
          const sent = { params: { id: card.id }, body: { version } };
          const name = `${way}, ${role} ${change} после черновика`;
          // A covered photo goes out covered; the card that was drawn of the bare one does not.
          const mayGo = change === 'covered' && way === 'photos';
          const gone = await server.inject({
            method: 'POST',
            url: `/api/publications/${card.id}/submit`,
            headers: { cookie: editor, 'x-otklik': '1' },
            payload: sent.body,
          });
          if (gone.statusCode < 300 !== mayGo) faults.push(`${name}: ответ ${gone.statusCode}`);
        }
    return { tried, faults };
  }

  const played = {
    timed: TIMED,
    median: Math.round(nth(took, 0.5)),
    p95: Math.round(nth(took, 0.95)),
    worst: Math.round(nth(took, 1)),
    texts: TEXTS,
    planted,
    left: left.length,
    byKind,
    photos: photoFaults.tried,
    photoFaults: photoFaults.faults,
  };
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(played));
  console.log(JSON.stringify(played), `\n${left.slice(0, 60).join('\n')}`);
  await server.close();
});
