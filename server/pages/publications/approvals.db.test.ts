import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PublicationCard } from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import * as outside from '../../../shared/contract/pages/publications-outside.ts';
import { itemAt } from '../../../shared/lists.ts';
import { clashingAt, plantAnswer } from '../../../tests/support/pages/promised-answer.ts';
import {
  openPublicationDesk,
  type PublicationDesk,
  seenOf,
} from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';

/** Whose consent a piece waits for, and what of it stands on record. */

let desk: PublicationDesk;
let server: PublicationDesk['server'];
let editor: string;
let approver: string;
let deputy: string;
beforeAll(async () => {
  desk = await openPublicationDesk();
  ({ server, editor, approver, deputy } = desk);
});
beforeEach(() => server.setNow(WEDNESDAY));
afterAll(() => server.close());

const sendBack = ({ id, version }: PublicationCard) => {
  const body = { version, reason: 'Проверьте срок' };
  return server.call(acts.returnPublication, { params: { id }, body }, deputy);
};
async function ask(card: PublicationCard) {
  const body = { version: card.version, name: 'Директор школы Орлова' };
  const { card: asked, url } = await server.call(
    outside.askOutside,
    { params: { id: card.id }, body },
    editor,
  );
  return { card: asked, link: { params: { token: itemAt(url.split('/a/'), 1) } } };
}
const submitted = async (given?: object) => desk.submit(await desk.begin(given));

describe('consent', () => {
  test('and refusal stand one after another, each with who, why and of which words', async () => {
    const half = await desk.approve(await desk.submit(await desk.begin({ risk: 'sensitive' })));
    const back = await sendBack(half);
    const again = await desk.approve(await desk.submit(back), deputy);
    expect(again.approvals).toMatchObject([
      { isAgreed: true, note: '', isCurrent: false, isOutside: false },
      { isAgreed: false, note: 'Проверьте срок', isCurrent: false },
      { isAgreed: true, note: '', isCurrent: true },
    ]);
    const { rows } = await server.app.pool.query<{ serial: number; round: number; by_ref: string }>(
      'SELECT serial, round, by_ref FROM publications.approval WHERE publication_id = $1 ORDER BY serial',
      [again.id],
    );
    expect(rows.map(({ serial, round }) => [serial, round])).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
    expect(new Set(rows.map(({ by_ref: by }) => by)).size).toBe(2);
  });

  test('with words that override nothing is a plain one', async () => {
    const sent = await desk.submit(await desk.begin());
    const despite = { params: { id: sent.id }, body: { version: sent.version, despite: 'На всякий случай' } };
    const agreed = await server.call(acts.approvePublication, despite, approver);
    expect(agreed.history[0]).toMatchObject({ what: 'согласована', note: '' });
    expect(agreed.approvals).toMatchObject([{ note: '' }]);
  });

  test('a colleague may give once a piece, however often it comes round', async () => {
    const half = await desk.approve(await desk.submit(await desk.begin({ risk: 'sensitive' })));
    expect(half.history[0]).toMatchObject({ what: 'согласована, нужен ещё один человек' });
    expect(half.version).toBe(3);
    expect(await server.fail(acts.approvePublication, seenOf(half), approver)).toMatchObject({
      detail: 'Вы уже согласовали: нужен ещё один человек.',
    });
    const back = await sendBack(half);
    expect(await desk.approve(await desk.submit(back))).toMatchObject({ approvalsLeft: 1 });
  });

  test('is to what is sent: a piece that was mended by another is that other’s', async () => {
    const draft = await desk.begin();
    const body = { ...desk.fields({ text: 'Поправил заместитель' }), version: draft.version } as never;
    const mended = await server.call(acts.changePublication, { params: { id: draft.id }, body }, deputy);
    const sent = await desk.submit(mended);
    expect(await server.fail(acts.approvePublication, seenOf(sent), deputy)).toMatchObject({ status: 403 });
    expect(await desk.approve(sent)).toMatchObject({ state: 'approved' });
  });
});

test('more colleagues than are needed stand for nobody outside', async () => {
  const { card, link } = await ask(await submitted({ text: 'Директора ждут' }));
  expect(card.history[0]).toMatchObject({
    what: 'по ссылке спрошено согласие: Директор школы Орлова',
    note: 'до 28.11.2026, 12:00',
  });
  const half = await desk.approve(card);
  expect(half.history[0]?.what).toBe('согласована, ждут ответа по ссылке');
  expect(half.version).toBe(card.version + 1);
  expect(await desk.approve(half, deputy)).toMatchObject({ state: 'approval', approvalsLeft: 0 });
  await server.call(outside.agreeByLink, link);
  expect(await desk.read(card.id)).toMatchObject({ state: 'approved' });
});

test('who asks for a sensitive piece is told who is left', async () => {
  const { card } = await ask(await submitted({ risk: 'sensitive' }));
  expect((await desk.approve(card)).history[0]?.what).toBe(
    'согласована, нужен ещё один человек, ждут ответа по ссылке',
  );
});

test('the consent of one outside stands for no colleague, whatever hand holds the link', async () => {
  const { card, link } = await ask(await submitted({ text: 'Сам себе согласовал' }));
  await server.call(outside.agreeByLink, link);
  const waiting = await desk.read(card.id);
  expect(waiting).toMatchObject({ state: 'approval', approvalsLeft: 1 });
  expect(await desk.approve(waiting)).toMatchObject({ state: 'approved' });
});

describe('the last word comes from outside', () => {
  const approve = (card: PublicationCard, despite: string) =>
    server.call(
      acts.approvePublication,
      { params: { id: card.id }, body: { version: card.version, despite } },
      approver,
    );

  test('and lets out what a colleague agreed to in spite of it, with a reason', async () => {
    await plantAnswer(server, '2026-11-30', '2026-11-21T09:00:00Z');
    const { card, link } = await ask(await submitted({ text: clashingAt('Титова, 14') }));
    const half = await approve(card, 'Подрядчик перенёс, ответ исправляем');
    expect(half.history[0]).toMatchObject({
      what: expect.stringMatching(/, хотя срок в тексте другой$/u),
      note: 'Подрядчик перенёс, ответ исправляем',
    });
    expect(half.approvals).toMatchObject([{ note: 'Подрядчик перенёс, ответ исправляем' }]);
    expect(await server.call(outside.agreeByLink, link)).toMatchObject({ answer: 'agreed' });
    expect(await desk.read(card.id)).toMatchObject({ state: 'approved' });
  });

  test('and does not, where another day was promised meanwhile and no colleague said why', async () => {
    const text = clashingAt('Титова, 20');
    const { card, link } = await ask(await submitted({ text }));
    await approve(card, '');
    await plantAnswer(server, '2026-11-30', '2026-11-21T09:00:00Z', 'ул. Титова, 20');
    expect(await server.fail(outside.agreeByLink, link)).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/прежде сказано.*Её вернут автору/u),
    });
    expect(await desk.read(card.id)).toMatchObject({ state: 'approval' });
  });
});

test('nothing of it touches the piece beside', async () => {
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
