import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import { countPublications } from '../../../../shared/contract/pages/publications-list.ts';
import { proveVariant } from '../../../../shared/contract/pages/publications-variants.ts';
import {
  FRIDAY_TEN,
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
  seenOf,
} from '../../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { NetworkFailure } from '../../../base/networks/index.ts';

/** Who lets a piece out, returns it, takes it back or gives it up, and when they may not. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
let approver: string;
let deputy: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor, approver, deputy } = desk);
});
afterAll(() => server.close());

const withReason = (card: PublicationCard, reason = 'Прорвало трубу') => ({
  params: { id: card.id },
  body: { version: card.version, reason },
});
const sendBack = (card: PublicationCard, reason = 'Проверьте срок') =>
  server.call(acts.returnPublication, withReason(card, reason), approver);
const giveUp = (card: PublicationCard) =>
  server.call(acts.cancelPublication, withReason(card, 'Передумали'), editor);
const urgently = (card: PublicationCard, cookie = editor) =>
  server.call(acts.publishUrgently, withReason(card), cookie);
const takeBack = (card: PublicationCard) => server.call(acts.recallPublication, seenOf(card), editor);
const statesOf = (card: PublicationCard) => card.variants.map(({ state }) => state);
const onBoth = () => ({
  variants: [desk.connected, desk.byHand].map((pageId) => ({ pageId, dueAt: FRIDAY_TEN })),
});

/** A piece in a state of its life. */
const pieces = {
  draft: () => desk.begin(),
  approval: async () => desk.submit(await desk.begin()),
  returned: async () => sendBack(await desk.submit(await desk.begin())),
  approved: () => desk.agreed(),
  cancelled: async () => giveUp(await desk.begin()),
};
type State = keyof typeof pieces;
const states: State[] = ['draft', 'approval', 'returned', 'approved', 'cancelled'];

describe('an act is of pieces in its states, and of no others', () => {
  const made = new Map<State, PublicationCard>();
  beforeAll(async () => {
    server.setNow(WEDNESDAY);
    for (const state of states) made.set(state, await pieces[state]());
  });

  test.each<[string, State[], (card: PublicationCard) => Promise<unknown>]>([
    [
      'sent to be agreed to',
      ['approval', 'approved', 'cancelled'],
      (card) => server.fail(acts.submitPublication, seenOf(card), editor),
    ],
    [
      'agreed to',
      ['draft', 'returned', 'approved', 'cancelled'],
      (card) => server.fail(acts.approvePublication, seenOf(card), approver),
    ],
    [
      'returned',
      ['draft', 'returned', 'approved', 'cancelled'],
      (card) => server.fail(acts.returnPublication, withReason(card), approver),
    ],
    [
      'let out urgently',
      ['approved', 'cancelled'],
      (card) => server.fail(acts.publishUrgently, withReason(card), editor),
    ],
    [
      'taken back',
      ['draft', 'returned', 'cancelled'],
      (card) => server.fail(acts.recallPublication, seenOf(card), editor),
    ],
    ['given up', ['cancelled'], (card) => server.fail(acts.cancelPublication, withReason(card), editor)],
    ['looked at as urgent', states, (card) => server.fail(acts.reviewUrgent, seenOf(card), approver)],
  ])('%s', async (_, refused, act) => {
    for (const state of refused)
      expect(await act(made.get(state)!), state).toMatchObject({ status: 409, code: 'lib.conflict' });
  });

  test('given up from whatever state it is in, before it is out', async () => {
    for (const state of ['draft', 'approval', 'returned', 'approved'] as const)
      expect(await giveUp(await pieces[state]()), state).toMatchObject({
        state: 'cancelled',
        reason: 'Передумали',
        variants: [{ state: 'cancelled' }],
      });
  });

  test('let out urgently though it was returned, or others are still asked', async () => {
    for (const state of ['approval', 'returned'] as const)
      expect(await urgently(await pieces[state]()), state).toMatchObject({
        state: 'approved',
        isUrgent: true,
        variants: [{ state: 'waiting' }],
      });
  });
});

test('whoever lets it out urgently answers for it: another looks, and it comes out at its hour', async () => {
  server.setNow(WEDNESDAY);
  const out = await urgently(await desk.begin({ text: 'Срочно: прорыв' }), deputy);
  expect(out).toMatchObject({ urgentReason: 'Прорвало трубу', reviewedAt: null });
  expect(await server.fail(acts.reviewUrgent, seenOf(out), deputy)).toMatchObject({ status: 403 });
  const looked = await server.call(acts.reviewUrgent, seenOf(out), approver);
  expect(looked.reviewedAt).toBe('2026-11-25T07:00:00.000Z');
  expect(looked.reviewedBy).not.toBe('');
  await desk.come();
  expect(desk.saidOf('Срочно: прорыв')).toBe(1);
});

test('taken back, nothing of it is urgent any more, and nobody has to look', async () => {
  server.setNow(WEDNESDAY);
  const { review } = await server.call(countPublications, {}, editor);
  const back = await takeBack(await urgently(await desk.begin()));
  expect(back).toMatchObject({ state: 'draft', isUrgent: false, urgentReason: '', reviewBy: null });
  expect(await server.call(countPublications, {}, editor)).toMatchObject({ review });
});

describe('what has not come out is stopped', () => {
  test('on every page, by hand or by the network, with what was to be said', async () => {
    server.setNow(WEDNESDAY);
    const agreed = await desk.agreed(onBoth());
    expect(statesOf(agreed).toSorted()).toEqual(['manual', 'waiting']);
    const back = await takeBack(agreed);
    expect(statesOf(back)).toEqual(['planned', 'planned']);
    const body = { ...desk.fields({ text: 'Другие слова', ...onBoth() }), version: back.version } as never;
    const mended = await server.call(acts.changePublication, { params: { id: back.id }, body }, editor);
    expect(mended.variants.map(({ text }) => text)).toEqual(['Другие слова', 'Другие слова']);
    const given = await giveUp(await desk.approve(await desk.submit(mended)));
    expect(statesOf(given)).toEqual(['cancelled', 'cancelled']);
  });

  test('but not once a page has said it', async () => {
    server.setNow(WEDNESDAY);
    const agreed = await desk.agreed(onBoth());
    server.setNow('2026-11-27T06:00:00Z');
    const byHand = agreed.variants.findIndex(({ pageId }) => pageId === desk.byHand);
    const proof = { url: 'https://ok.ru/topic/77', publishedAt: FRIDAY_TEN };
    const out = await server.call(proveVariant, ofVariant(agreed, proof, byHand), editor);
    const refused = { status: 409, detail: expect.stringMatching(/^Часть уже вышла/u) };
    expect(await server.fail(acts.recallPublication, seenOf(out), editor)).toMatchObject(refused);
    expect(await server.fail(acts.cancelPublication, withReason(out), editor)).toMatchObject(refused);
    expect(statesOf(await desk.read(out.id)).toSorted()).toEqual(['published', 'waiting']);
  });

  test('nor while a page is saying it', async () => {
    server.setNow(WEDNESDAY);
    const agreed = await desk.agreed({ text: 'Уже выходит' });
    const saying = (state: string) =>
      server.app.pool.query('UPDATE networks.publication SET state = $1 WHERE text = $2', [
        state,
        'Уже выходит',
      ]);
    await saying('publishing');
    expect(await server.fail(acts.recallPublication, seenOf(agreed), editor)).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/^Запись уже выходит/u),
    });
    await saying('waiting');
    expect(statesOf(await takeBack(await desk.read(agreed.id)))).toEqual(['planned']);
  });

  test('and what a page refused is given up without its words of refusal', async () => {
    await desk.come();
    server.setNow(WEDNESDAY);
    const { id } = await desk.agreed({ text: 'Отказали' });
    desk.told.faults.publish.push({
      when: 'before',
      failure: new NetworkFailure('refused', 'Стена закрыта'),
    });
    await desk.come();
    const failed = await desk.read(id);
    expect(failed.variants).toMatchObject([{ state: 'failed', reason: 'Стена закрыта' }]);
    expect((await giveUp(failed)).variants).toMatchObject([{ state: 'cancelled', reason: '' }]);
  });
});

test('every act stands in the history of the piece and in the journal, with its reason', async () => {
  server.setNow(WEDNESDAY);
  const back = await takeBack(await desk.submit(await sendBack(await desk.submit(await desk.begin()))));
  const out = await urgently(back);
  const looked = await server.call(acts.reviewUrgent, seenOf(out), approver);
  const { history, id } = await giveUp(looked);
  expect(history.map(({ what, note }) => [what, note]).toReversed()).toEqual([
    ['начата', ''],
    ['отправлена на согласование', ''],
    ['возвращена на доработку', 'Проверьте срок'],
    ['отправлена на согласование', ''],
    ['возвращена автору: ещё нигде не вышла', ''],
    ['выпущена срочно', 'Прорвало трубу'],
    ['срочная проверена', ''],
    ['не выйдет', 'Передумали'],
  ]);
  const { rows } = await server.app.pool.query<{ action: string }>(
    'SELECT action FROM audit.record WHERE object_id = $1 ORDER BY seq',
    [id],
  );
  expect(rows.map(({ action }) => action.replace('publications.', ''))).toEqual([
    'create-publication',
    'submit-publication',
    'return-publication',
    'submit-publication',
    'recall-publication',
    'publish-urgently',
    'review-urgent',
    'cancel-publication',
  ]);
});

test('whoever wrote a piece is written to when it is returned, and nobody of what they returned themselves', async () => {
  server.setNow(WEDNESDAY);
  await sendBack(await desk.submit(await desk.begin({ text: 'Письмо автору' })));
  const own = await server.call(
    acts.createPublication,
    { body: desk.fields({ text: 'Письмо себе' }) as never },
    deputy,
  );
  await server.call(acts.returnPublication, withReason(await desk.submit(own, deputy)), deputy);
  const { rows } = await server.app.pool.query<{ text: string }>(
    "SELECT text FROM outbox.letter WHERE purpose = 'publication-returned' AND text ~ 'Письмо'",
  );
  expect(rows).toMatchObject([{ text: expect.stringContaining('«Письмо автору». Проверьте срок') }]);
});

test('nothing of it touches the piece beside', async () => {
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
