import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PublicationCard } from '../../../shared/contract/pages/publications.ts';
import * as onPages from '../../../shared/contract/pages/publications-variants.ts';
import { itemAt } from '../../../shared/lists.ts';
import {
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

/** What the network tells of a post, and what a person has said of it before. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
let approver: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor, approver } = desk);
});
beforeEach(() => server.setNow(WEDNESDAY));
afterAll(() => server.close());

const firstOf = (card: PublicationCard) => itemAt(card.variants, 0);
const lastChange = (card: PublicationCard) => firstOf(card).changes.at(-1)!;
const statesOf = (card: PublicationCard) => firstOf(card).changes.map(({ state }) => state);
async function stand(text: string): Promise<PublicationCard> {
  const { id } = await desk.agreed({ text });
  await desk.come();
  return desk.read(id);
}
const correct = async ({ id }: PublicationCard, text: string) =>
  server.call(onPages.correctVariant, ofVariant(await desk.read(id), { text, reason: 'Час другой' }), editor);
const of = (card: PublicationCard, body: object = {}, change = lastChange(card).id) => ({
  params: { id: firstOf(card).id, change },
  body: { version: card.version, ...body } as never,
});
const approve = (card: PublicationCard) => server.call(onPages.approveCorrection, of(card), approver);
const settle = (card: PublicationCard, isDone: boolean, change?: string) =>
  server.call(onPages.settleCorrection, of(card, { isDone }, change), editor);
const fail = (act: 'edit' | 'remove') =>
  desk.told.faults[act].push({ when: 'before', failure: new NetworkFailure('refused', 'Сеть отказала') });
let minute = 0;
/** A minute has passed, and what was due is done. */
function later(): Promise<void> {
  minute += 1;
  return desk.come(`2026-11-27T05:${String(minute).padStart(2, '0')}:00Z`);
}
/** A correction of a piece that the network has refused. */
async function refused(card: PublicationCard, text: string): Promise<PublicationCard> {
  fail('edit');
  await approve(await correct(card, text));
  await later();
  return desk.read(card.id);
}

describe('what a person found on the page', () => {
  test.each(['failed', 'unknown'] as const)(
    'of what was %s stands since the moment they saw, and is not said again',
    async (state) => {
      const text = `Нашли сами ${state}`;
      const url = `https://network.example/found-${state}`;
      const { id } = await desk.agreed({ text });
      const { pool } = server.app;
      await pool.query('UPDATE networks.publication SET state = $1, next_at = NULL WHERE text = $2', [
        state,
        text,
      ]);
      await pool.query(
        "UPDATE publications.variant SET state = $1, reason = 'Связь оборвалась' WHERE publication_id = $2",
        [state, id],
      );
      const body = { url, publishedAt: '2026-11-25T06:30:00Z' };
      const out = await server.call(onPages.proveVariant, ofVariant(await desk.read(id), body), editor);
      expect(firstOf(out)).toMatchObject({ state: 'published', url, reason: '' });
      expect(itemAt(out.history, 0)).toMatchObject({ what: 'Администрация, ВКонтакте: вышла', note: url });
      await desk.come();
      expect(firstOf(await desk.read(id))).toMatchObject({ url, publishedAt: '2026-11-25T06:30:00.000Z' });
      expect(desk.saidOf(text)).toBe(0);
    },
  );

  test('is taken off stays so, though the network tells of the post once more', async () => {
    const one = await stand('Снято и забыто');
    await server.call(onPages.withdrawVariant, ofVariant(one, { reason: 'Сведения неверны' }), editor);
    await desk.come();
    // A day later it is looked for.
    await desk.come('2026-11-28T06:00:00Z');
    expect(firstOf(await desk.read(one.id))).toMatchObject({
      state: 'withdrawn',
      reason: 'Сведения неверны',
    });
  });
});

describe('what the network tells of a change', () => {
  test('of the latest asked is told: a former one stays as it ended', async () => {
    const one = await stand('Сеанс в пять');
    const failed = await refused(one, 'Сеанс в шесть');
    const anew = await approve(await correct(failed, 'Сеанс в восемь'));
    expect(firstOf(anew).changes.map(({ state }) => state)).toEqual(['failed', 'doing']);
    await later();
    const done = await desk.read(one.id);
    expect(firstOf(done).changes.map(({ state }) => state)).toEqual(['failed', 'done']);
    expect(firstOf(done).text).toBe('Сеанс в восемь');
  });

  test('of one that is to be taken off leaves it standing, and says why', async () => {
    const one = await stand('Сеанс в пять');
    fail('remove');
    await server.call(onPages.withdrawVariant, ofVariant(one, { reason: 'Сведения неверны' }), editor);
    await later();
    const failed = await desk.read(one.id);
    expect(firstOf(failed).state).toBe('published');
    expect(lastChange(failed)).toMatchObject({
      kind: 'withdraw',
      state: 'failed',
      stateReason: 'Сеть отказала',
    });
    const gone = await settle(failed, true);
    expect(firstOf(gone)).toMatchObject({ state: 'withdrawn', reason: 'Сведения неверны' });
  });

  test('is of the one that was sent again, whatever was asked for since', async () => {
    const one = await stand('Каток в шесть');
    const failed = await refused(one, 'Каток в семь');
    const former = lastChange(failed).id;
    // A later one was not agreed to, the latest the network did not do either; nor one of another piece.
    const returned = await correct(one, 'Каток в восемь');
    await server.call(onPages.returnCorrection, of(returned, { reason: 'Час верный' }), approver);
    await later();
    fail('remove');
    const asked = ofVariant(await desk.read(one.id), { reason: 'Сведения неверны' });
    await server.call(onPages.withdrawVariant, asked, editor);
    await later();
    const other = await refused(await stand('Лыжня открыта'), 'Лыжня закрыта');
    expect(statesOf(await desk.read(one.id))).toEqual(['failed', 'returned', 'failed']);
    await settle(await desk.read(one.id), false, former);
    await later();
    const done = await desk.read(one.id);
    expect(statesOf(done)).toEqual(['done', 'returned', 'failed']);
    expect(firstOf(done)).toMatchObject({ state: 'published', text: 'Каток в семь' });
    expect(await desk.read(other.id)).toEqual(other);
  });
});

test('nothing of it touches the piece beside', async () => {
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
