import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import { itemAt } from '../../../../shared/lists.ts';
import {
  FRIDAY_TEN,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../../tests/support/pages/publication-desk.ts';
import { NOBODY, WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { plantSolved } from '../../../../tests/support/pages/solved-case.ts';
import { drawPicture, pdfDocument } from '../../../../tests/support/pictures.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

/** A piece while it is written: what of it stays, what goes, and what is refused. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor } = desk);
});
beforeEach(() => server.setNow(WEDNESDAY));
afterAll(() => server.close());

const changeOf = (card: PublicationCard, given: object) => ({
  params: { id: card.id },
  body: { ...desk.fields(given), version: card.version } as never,
});
const change = (card: PublicationCard, given: object) =>
  server.call(acts.changePublication, changeOf(card, given), editor);
async function upload(bytes?: Buffer): Promise<{ fileId: string; token: string }> {
  const { fileId, token } = (await sendFile(server, bytes ?? (await drawPicture('png')), { cookie: editor }))
    .body;
  return { fileId, token };
}

describe('a change', () => {
  test.each<[string, object, string]>([
    ['to a class there is not', { risk: 'bold' }, 'risk'],
    ['to a page there is not', { variants: [{ pageId: NOBODY, dueAt: FRIDAY_TEN }] }, 'variants'],
  ])('%s is refused', async (_, given, field) => {
    const card = await desk.begin();
    const refused = { status: 400, fields: { [field]: expect.any(String) } };
    expect(await server.fail(acts.changePublication, changeOf(card, given), editor)).toMatchObject(refused);
    const body = desk.fields(given) as never;
    expect(await server.fail(acts.createPublication, { body }, editor)).toMatchObject(refused);
    expect(await desk.read(card.id)).toEqual(card);
  });

  test.each(['approval', 'approved'])(
    'of what is in «%s» is refused until it is taken back',
    async (state) => {
      const sent = await desk.submit(await desk.begin());
      const card = state === 'approval' ? sent : await desk.approve(sent);
      expect(await server.fail(acts.changePublication, changeOf(card, {}), editor)).toMatchObject({
        status: 409,
        detail: expect.stringMatching(/^Правят черновик или возвращённое/u),
      });
    },
  );

  test('keeps the pages that stay, drops those that do not, and says so in the history', async () => {
    const card = await desk.begin({
      text: 'Было',
      variants: [desk.connected, desk.byHand].map((pageId) => ({ pageId, dueAt: FRIDAY_TEN })),
    });
    const changed = await change(card, {
      text: 'Стало',
      risk: 'sensitive',
      variants: [{ pageId: desk.byHand, dueAt: '2026-11-28T05:00:00Z', ownText: 'Иначе' }],
    });
    expect(changed).toMatchObject({
      text: 'Стало',
      risk: 'sensitive',
      variants: [{ pageId: desk.byHand, ownText: 'Иначе', dueAt: '2026-11-28T05:00:00.000Z' }],
    });
    expect(itemAt(changed.variants, 0).id).toBe(
      card.variants.find(({ pageId }) => pageId === desk.byHand)?.id,
    );
    expect(changed.history.map(({ what }) => what)).toEqual(['исправлена', 'начата']);
    expect((await change(changed, { variants: [] })).variants).toEqual([]);
  });
});

describe('pictures', () => {
  test('stand in their order, are described anew, and go when they are not wanted', async () => {
    const [first, second, third] = [await upload(), await upload(), await upload()];
    const card = await desk.begin({
      pictures: [
        { ...first, alt: 'Первая' },
        { ...second, alt: 'Вторая' },
      ],
    });
    const changed = await change(card, {
      pictures: [
        { ...third, alt: 'Третья' },
        { fileId: first.fileId, alt: 'Первая, заново' },
      ],
    });
    expect(changed.pictures.map(({ fileId, alt }) => [fileId, alt])).toEqual([
      [third.fileId, 'Третья'],
      [first.fileId, 'Первая, заново'],
    ]);
    expect((await change(changed, { pictures: [] })).pictures).toEqual([]);
  });

  test('are no documents', async () => {
    const paper = await upload(pdfDocument());
    const body = desk.fields({ pictures: [{ ...paper, alt: '' }] }) as never;
    expect(await server.fail(acts.createPublication, { body }, editor)).toMatchObject({
      status: 400,
      fields: { pictures: expect.stringMatching(/картинки/u) },
    });
  });

  test('of a case stay the case’s own, wherever they stand', async () => {
    const { id } = await plantSolved(server);
    const body = {
      kind: 'case',
      id,
      pageIds: [desk.connected],
      dueAt: FRIDAY_TEN,
      pictures: 'photos',
    };
    const begun = await server.call(acts.beginFromSource, { body: body as never }, editor);
    const [before, after] = begun.pictures;
    const own = await upload();
    const changed = await change(begun, {
      pictures: [
        { ...own, alt: 'Своя' },
        { fileId: after?.fileId, alt: 'После' },
        { fileId: before?.fileId, alt: 'До' },
      ],
    });
    expect(changed.pictures.map(({ isBorrowed }) => isBorrowed)).toEqual([false, true, true]);
    // It is told by its place.
    await server.app.services.database
      .updateTable('files.file')
      .set({ released: false })
      .where('id', '=', after?.fileId ?? '')
      .execute();
    const asked = { params: { id: changed.id }, body: { version: changed.version } };
    expect((await server.fail(acts.submitPublication, asked, editor)).detail).toMatch(
      /^Картинку 2 взяли из дела/u,
    );
  });
});

test('what is begun says of what, in the history and in the journal', async () => {
  const { id, number } = await plantSolved(server);
  const begun = await server.call(
    acts.beginFromSource,
    { body: { kind: 'case', id, pageIds: [desk.byHand] } },
    editor,
  );
  expect(begun.history[0]?.what).toBe(`начата по: № ${number}`);
  const { rows } = await server.app.pool.query<{ payload: string }>(
    "SELECT payload FROM audit.record WHERE action = 'publications.create-publication' AND object_id = $1",
    [begun.id],
  );
  for (const told of [id, desk.byHand]) expect(rows[0]?.payload).toContain(told);
});

test('nothing of it touches the piece beside', async () => {
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
