import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import * as onPages from '../../../../shared/contract/pages/publications-variants.ts';
import { itemAt } from '../../../../shared/lists.ts';
import {
  FRIDAY_TEN,
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';

/** What is done with a piece on one of its pages: its moment, another try, its address. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor } = desk);
});
afterAll(() => server.close());

const SATURDAY = '2026-11-28T05:00:00Z';
const firstOf = (card: PublicationCard) => itemAt(card.variants, 0);
const handed = () => [{ pageId: desk.byHand, dueAt: FRIDAY_TEN }];
const conflict = (words: RegExp) => ({ status: 409, detail: expect.stringMatching(words) });

async function published(text: string): Promise<PublicationCard> {
  server.setNow(WEDNESDAY);
  const { id } = await desk.agreed({ text });
  await desk.come();
  return desk.read(id);
}

/** A post that was handed to the network, as far as the network and the piece say. */
async function left(text: string, state: 'unknown' | 'failed' | 'waiting'): Promise<PublicationCard> {
  server.setNow(WEDNESDAY);
  const { id } = await desk.agreed({ text });
  const { pool } = server.app;
  await pool.query('UPDATE networks.publication SET state = $1, next_at = NULL WHERE text = $2', [
    state,
    text,
  ]);
  await pool.query('UPDATE publications.variant SET state = $1, reason = $2 WHERE publication_id = $3', [
    state,
    state === 'waiting' ? '' : 'Связь оборвалась',
    id,
  ]);
  return desk.read(id);
}

describe('moved', () => {
  const move = (card: PublicationCard, dueAt = SATURDAY) =>
    server.call(onPages.moveVariant, ofVariant(card, { dueAt }), editor);
  const refuse = (card: PublicationCard) =>
    server.fail(onPages.moveVariant, ofVariant(card, { dueAt: SATURDAY }), editor);

  test('is what has not come out: planned, waiting or for a person; its piece says where to', async () => {
    server.setNow(WEDNESDAY);
    for (const card of [await desk.begin(), await desk.agreed(), await desk.agreed({ variants: handed() })]) {
      const moved = await move(card);
      expect(firstOf(moved)).toMatchObject({ dueAt: '2026-11-28T05:00:00.000Z', state: firstOf(card).state });
      expect(moved.version).toBe(card.version + 1);
      expect(itemAt(moved.history, 0)).toMatchObject({
        what: expect.stringMatching(
          /^Администрация, (?:ВКонтакте|Одноклассники): перенесена на 28\.11\.2026, 10:00$/u,
        ),
        note: '',
      });
    }
    const { rows } = await server.app.pool.query<{ payload: string }>(
      "SELECT payload FROM audit.record WHERE action = 'publications.move-variant'",
    );
    expect(rows.every(({ payload }) => payload.includes('variant'))).toBe(true);
  });

  test('to this very minute it may be, and goes at once', async () => {
    server.setNow(WEDNESDAY);
    const card = await desk.agreed({ text: 'Прямо сейчас' });
    await move(card, WEDNESDAY);
    await desk.come(WEDNESDAY);
    expect(firstOf(await desk.read(card.id)).state).toBe('published');
  });

  test('is not what is out, failed, was given up, or is being said now', async () => {
    const out = await published('Перенести поздно');
    expect(await refuse(out)).toMatchObject(conflict(/^Переносят то, что ещё не вышло/u));
    const gone = await desk.begin();
    const given = await server.call(
      acts.cancelPublication,
      { params: { id: gone.id }, body: { version: gone.version, reason: 'Передумали' } },
      editor,
    );
    for (const card of [given, await left('Не вышла, не перенести', 'failed')])
      expect(await refuse(card)).toMatchObject(conflict(/^Переносят то, что ещё не вышло/u));
    const saying = await desk.agreed({ text: 'Говорится сейчас' });
    await server.app.pool.query(
      "UPDATE networks.publication SET state = 'publishing' WHERE text = 'Говорится сейчас'",
    );
    expect(await refuse(saying)).toMatchObject(conflict(/^Запись уже выходит/u));
  });
});

describe('resumed', () => {
  test('is what was stopped, of a piece that was agreed to, and nothing else', async () => {
    server.setNow(WEDNESDAY);
    const waiting = await desk.agreed();
    const resume = (card: PublicationCard) =>
      server.fail(onPages.resumeVariant, ofVariant(card, { dueAt: SATURDAY }), editor);
    expect(await resume(waiting)).toMatchObject(conflict(/^Эту запись не останавливали/u));
    const given = await server.call(
      acts.cancelPublication,
      { params: { id: waiting.id }, body: { version: waiting.version, reason: 'Передумали' } },
      editor,
    );
    expect(firstOf(given).state).toBe('cancelled');
    expect(await resume(given)).toMatchObject(conflict(/^Эту запись не останавливали/u));
  });
});

describe('tried again', () => {
  test.each(['failed', 'unknown'] as const)('is what is %s', async (state) => {
    const card = await left(`Ещё раз ${state}`, state);
    const again = await server.call(onPages.retryVariant, ofVariant(card), editor);
    expect(firstOf(again)).toMatchObject({ state: 'waiting', reason: '' });
    expect(itemAt(again.history, 0).what).toBe('Администрация, ВКонтакте: отправлена снова');
  });

  test('is nothing that waits, or whose end the network knows', async () => {
    const waiting = await left('Ждёт', 'waiting');
    const out = await published('Вышла, не повторить');
    for (const card of [waiting, out])
      expect(await server.fail(onPages.retryVariant, ofVariant(card), editor)).toMatchObject(
        conflict(/^Повторяют то, что не вышло/u),
      );
    await server.app.pool.query(
      "UPDATE publications.variant SET state = 'failed', published_at = NULL, url = '' WHERE id = $1",
      [firstOf(out).id],
    );
    expect(await server.fail(onPages.retryVariant, ofVariant(out), editor)).toMatchObject(
      conflict(/^Повторяют то, что не вышло/u),
    );
  });
});

describe('proved by its address', () => {
  const proof = (card: PublicationCard, url: string, publishedAt = WEDNESDAY) =>
    ofVariant(card, { url, publishedAt });
  const prove = (...given: Parameters<typeof proof>) =>
    server.call(onPages.proveVariant, proof(...given), editor);

  test('of this very minute it may be', async () => {
    server.setNow(WEDNESDAY);
    const card = await desk.agreed({ variants: handed() });
    expect(firstOf(await prove(card, 'https://ok.ru/topic/31', WEDNESDAY))).toMatchObject({
      state: 'published',
      publishedAt: '2026-11-25T07:00:00.000Z',
    });
  });

  test('is not what nobody agreed to, nor what waits for its hour', async () => {
    server.setNow(WEDNESDAY);
    for (const card of [await desk.begin(), await desk.agreed()])
      expect(
        await server.fail(onPages.proveVariant, proof(card, 'https://network.example/nobody'), editor),
      ).toMatchObject(conflict(/^Чем кончилась эта запись, уже известно/u));
  });

  test('is not what another post of ours stands at', async () => {
    const other = await published('Стоит по своему адресу');
    const lost = await left('Потерялась', 'unknown');
    expect(await server.fail(onPages.proveVariant, proof(lost, firstOf(other).url), editor)).toMatchObject({
      status: 400,
      fields: { url: expect.stringMatching(/другая наша запись/u) },
    });
    expect(firstOf(await desk.read(lost.id)).state).toBe('unknown');
  });
});

test('nothing of it touches the piece beside', async () => {
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
