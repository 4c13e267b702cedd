import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import * as onPages from '../../../../shared/contract/pages/publications-variants.ts';
import { itemAt } from '../../../../shared/lists.ts';
import {
  FRIDAY_TEN,
  ofVariant,
  openPublicationDesk,
  type PublicationDesk,
} from '../../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { NetworkFailure } from '../../../base/networks/index.ts';

/** Corrections of what stands on a page: which may be made, who decides of them, and that each is of its own post. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
let approver: string;
/** A piece that stands on the page, and another beside it with a correction that waits all the while. */
let one: PublicationCard;
let beside: PublicationCard;
async function stand(text: string): Promise<PublicationCard> {
  server.setNow(WEDNESDAY);
  const { id } = await desk.agreed({ text });
  await desk.come();
  return desk.read(id);
}
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor, approver } = desk);
  beside = await correct(await stand('Каток в шесть'), 'Каток в семь');
});
beforeEach(async () => {
  one = await stand('Сеанс в пять');
});
afterAll(() => server.close());

const firstOf = (card: PublicationCard) => itemAt(card.variants, 0);
const lastChange = (card: PublicationCard) => firstOf(card).changes.at(-1)!;
const conflict = (words: RegExp) => ({ status: 409, detail: expect.stringMatching(words) });
const words = (text: string) => ({ text, reason: 'Час другой' });
const correct = (card: PublicationCard, text: string) =>
  server.call(onPages.correctVariant, ofVariant(card, words(text)), editor);
const of = (card: PublicationCard, body: object = {}, change = lastChange(card).id) => ({
  params: { id: firstOf(card).id, change },
  body: { version: card.version, ...body } as never,
});
const approve = (card: PublicationCard) => server.call(onPages.approveCorrection, of(card), approver);
const settle = (card: PublicationCard, isDone: boolean) =>
  server.call(onPages.settleCorrection, of(card, { isDone }), editor);

test('what is not out, or was taken off, is neither corrected nor taken off', async () => {
  server.setNow(WEDNESDAY);
  const SATURDAY = '2026-11-28T05:00:00Z';
  const waiting = await desk.agreed({ variants: [{ pageId: desk.connected, dueAt: SATURDAY }] });
  const gone = await server.call(
    onPages.withdrawVariant,
    ofVariant(one, { reason: 'Сведения неверны' }),
    editor,
  );
  await desk.come();
  for (const card of [waiting, await desk.read(gone.id)]) {
    const refused = conflict(/^Исправляют и снимают то, что вышло/u);
    expect(
      await server.fail(onPages.correctVariant, ofVariant(card, words('Другой час')), editor),
    ).toMatchObject(refused);
    expect(
      await server.fail(onPages.withdrawVariant, ofVariant(card, { reason: 'Неверно' }), editor),
    ).toMatchObject(refused);
  }
});

test('the longest text a network takes is a correction still; a network that publishes nothing itself has no limit', async () => {
  expect(lastChange(await correct(one, 'я'.repeat(1000))).after).toHaveLength(1000);
  server.setNow(WEDNESDAY);
  const card = await desk.agreed({ variants: [{ pageId: desk.byHand, dueAt: FRIDAY_TEN }] });
  const proof = { url: 'https://ok.ru/topic/44', publishedAt: WEDNESDAY };
  const out = await server.call(onPages.proveVariant, ofVariant(card, proof), editor);
  expect(lastChange(await correct(out, 'я'.repeat(1001))).state).toBe('approval');
});

describe('agreed to', () => {
  test('is the one that was asked for: another that waits is as it was', async () => {
    const asked = await correct(one, 'Сеанс в шесть');
    expect(asked.history[0]).toMatchObject({
      what: 'Администрация, ВКонтакте: исправление на согласовании',
      note: 'Час другой',
    });
    const agreed = await approve(asked);
    expect(agreed.history[0]).toMatchObject({ what: 'Администрация, ВКонтакте: исправление согласовано' });
    await desk.come();
    const done = await desk.read(one.id);
    expect(firstOf(done)).toMatchObject({ text: 'Сеанс в шесть', state: 'published' });
    expect(lastChange(done)).toMatchObject({ state: 'done', stateReason: '', approvedBy: /./u });
  });

  test('is none of another post, none that is decided, and none that is being made', async () => {
    const asked = await correct(one, 'Сеанс в шесть');
    const stranger = of(asked, {}, lastChange(beside).id);
    expect(await server.fail(onPages.approveCorrection, stranger, approver)).toMatchObject({
      status: 404,
      detail: expect.stringMatching(/^Такого исправления нет/u),
    });
    expect(await server.fail(onPages.settleCorrection, of(asked, { isDone: true }), editor)).toMatchObject(
      conflict(/^Чем кончилось это исправление/u),
    );
    const agreed = await approve(asked);
    for (const act of [
      () => server.fail(onPages.approveCorrection, of(agreed), approver),
      () => server.fail(onPages.returnCorrection, of(agreed, { reason: 'Час верный' }), approver),
      () => server.fail(onPages.settleCorrection, of(agreed, { isDone: true }), editor),
    ])
      expect(await act()).toMatchObject(conflict(/^Чем кончилось это исправление/u));
  });

  test('is none that was returned, with its words; another may be asked for', async () => {
    const asked = await correct(one, 'Сеанс в шесть');
    const returned = await server.call(
      onPages.returnCorrection,
      of(asked, { reason: 'Час верный' }),
      approver,
    );
    expect(lastChange(returned)).toMatchObject({ state: 'returned', stateReason: 'Час верный' });
    expect(returned.history[0]).toMatchObject({
      what: 'Администрация, ВКонтакте: исправление не согласовано',
      note: 'Час верный',
    });
    expect(await server.fail(onPages.approveCorrection, of(returned), approver)).toMatchObject({
      status: 409,
    });
    const again = await correct(returned, 'Сеанс в семь');
    expect(firstOf(again).changes.map(({ state }) => state)).toEqual(['returned', 'approval']);
  });
});

describe('what the network did not do', () => {
  /** A correction the network has refused. */
  async function refused(): Promise<PublicationCard> {
    desk.told.faults.edit.push({ when: 'before', failure: new NetworkFailure('refused', 'Сеть отказала') });
    await approve(await correct(one, 'Сеанс в шесть'));
    await desk.come();
    return desk.read(one.id);
  }

  test('says why, and is sent again by a person', async () => {
    const failed = await refused();
    expect(lastChange(failed)).toMatchObject({ state: 'failed', stateReason: 'Сеть отказала' });
    expect(firstOf(failed).text).toBe('Сеанс в пять');
    const again = await settle(failed, false);
    expect(lastChange(again)).toMatchObject({ state: 'doing', stateReason: '' });
    expect(again.history[0]?.what).toBe('Администрация, ВКонтакте: изменение отправлено снова');
    await desk.come();
    expect(lastChange(await desk.read(one.id)).state).toBe('done');
  });

  test('a person made on the page, and says so', async () => {
    const done = await settle(await refused(), true);
    expect(firstOf(done)).toMatchObject({ text: 'Сеанс в шесть', state: 'published' });
    expect(lastChange(done)).toMatchObject({ state: 'done', stateReason: '' });
    expect(done.history[0]?.what).toBe('Администрация, ВКонтакте: изменение видно на странице');
  });
});

test('on a page that is not connected an agreed correction waits for a person', async () => {
  server.setNow(WEDNESDAY);
  const card = await desk.agreed({ variants: [{ pageId: desk.byHand, dueAt: FRIDAY_TEN }] });
  const proof = { url: 'https://ok.ru/topic/45', publishedAt: WEDNESDAY };
  const out = await server.call(onPages.proveVariant, ofVariant(card, proof), editor);
  const agreed = await approve(await correct(out, 'Сеанс в шесть'));
  expect(lastChange(agreed)).toMatchObject({
    state: 'unknown',
    stateReason: expect.stringMatching(/сделайте это на странице/u),
  });
  expect(firstOf(await settle(agreed, false)).text).toBe('Поставили тёплую остановку');
  expect(firstOf(await settle(await desk.read(card.id), true)).text).toBe('Сеанс в шесть');
});

test('nothing of it touches the correction beside', async () => {
  expect(lastChange(beside)).toMatchObject({ state: 'approval', approvedBy: '' });
  expect(await desk.read(beside.id)).toEqual(beside);
});
