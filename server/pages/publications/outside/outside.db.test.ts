import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import * as acts from '../../../../shared/contract/pages/publications-acts.ts';
import * as outside from '../../../../shared/contract/pages/publications-outside.ts';
import { itemAt } from '../../../../shared/lists.ts';
import {
  openPublicationDesk,
  type PublicationDesk,
  seenOf,
} from '../../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { plantSolved } from '../../../../tests/support/pages/solved-case.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

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

const tokenOf = (url: string) => ({ params: { token: itemAt(url.split('/a/'), 1) } });

async function ask(card: PublicationCard, given: object = {}, cookie = editor) {
  const body = { version: card.version, name: 'Директор школы Орлова', ...given };
  const reply = await server.call(outside.askOutside, { params: { id: card.id }, body }, cookie);
  return { card: reply.card, expiresAt: reply.expiresAt, link: tokenOf(reply.url) };
}

const submitted = async (given?: object) => {
  server.setNow(WEDNESDAY);
  return desk.submit(await desk.begin(given));
};

test('whoever is asked sees what goes out and where, agrees without sign-in, and it goes out once colleagues have agreed too', async () => {
  const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
  const picture = { fileId, token, alt: 'Школа' };
  const sent = await submitted({
    text: 'Открыли школьный двор',
    brief: 'Проверьте дату',
    pictures: [picture],
  });
  const { card, link, expiresAt } = await ask(sent, { email: 'orlova@school.invalid' });
  expect(expiresAt).toBe('2026-11-28T07:00:00.000Z');
  expect(card.version).toBe(sent.version + 1);
  expect(card.outside).toMatchObject([
    { name: 'Директор школы Орлова', email: expect.stringContaining('@'), state: 'waiting', can: [] },
  ]);
  expect(JSON.stringify(card)).not.toContain('orlova@school.invalid');
  const { rows } = await server.app.pool.query<{ text: string; secret: string; recipient: string }>(
    "SELECT text, secret, recipient FROM outbox.letter WHERE purpose = 'publication-asked'",
  );
  expect(rows).toMatchObject([{ recipient: 'orlova@school.invalid', text: /до 28\.11\.2026 12:00/u }]);
  expect(rows[0]!.secret).toContain(link.params.token);

  const page = await server.call(outside.getApprovalPage, link);
  expect(page).toMatchObject({
    name: 'Директор школы Орлова',
    brief: 'Проверьте дату',
    answer: null,
    can: ['agree', 'return'],
    looks: [{ network: 'vk', author: 'Город', text: 'Открыли школьный двор' }],
    pictures: [{ fileId, alt: 'Школа' }],
  });
  const see = async (query: object) =>
    (
      await server.inject({
        method: 'GET',
        url: `/api/files/${fileId}/display?${new URLSearchParams({ ...query })}`,
      })
    ).statusCode;
  expect([await see(link.params), await see({ token: 'x'.repeat(43) }), await see({})]).toEqual([
    200, 404, 404,
  ]);

  // A colleague has agreed: it waits for the one outside still.
  const half = await desk.approve(card);
  expect(half).toMatchObject({ state: 'approval', approvalsLeft: 0 });
  const agreed = await server.call(outside.agreeByLink, link);
  // What was agreed to stays to be seen, as long as the link lasts.
  expect(agreed).toMatchObject({
    answer: 'agreed',
    can: [],
    brief: 'Проверьте дату',
    looks: [{ text: 'Открыли школьный двор' }],
    pictures: [{ fileId }],
  });
  const out = await desk.read(card.id);
  expect(out).toMatchObject({ state: 'approved', variants: [{ state: 'waiting' }] });
  expect(out.approvals.at(-1)).toMatchObject({
    by: 'Директор школы Орлова',
    isOutside: true,
    isAgreed: true,
  });
  expect(out.history.map(({ what }) => what)).toContain('по ссылке согласована');
  const { rows: journal } = await server.app.pool.query<{ actor: string }>(
    "SELECT actor FROM audit.record WHERE action = 'publications.agree-by-link'",
  );
  expect(journal).toMatchObject([{ actor: /^link:/u }]);
  // Once: a second word is none.
  expect(await server.fail(outside.agreeByLink, link)).toMatchObject({ status: 409 });
  expect(await server.fail(outside.returnByLink, { ...link, body: { reason: 'Передумала' } })).toMatchObject({
    status: 409,
  });
  expect(await server.call(outside.getApprovalPage, link)).toMatchObject({ answer: 'agreed', can: [] });
});

test('returned with words, it is its author’s again; the next round is asked about anew', async () => {
  const { card, link } = await ask(await submitted({ text: 'Неверная дата' }));
  const other = await ask(card, { name: 'Пресс-секретарь' });
  expect(await server.fail(outside.returnByLink, { ...link, body: { reason: '  ' } })).toMatchObject({
    status: 400,
  });
  await server.call(outside.returnByLink, { ...link, body: { reason: 'Откроем 5 декабря' } });
  const returned = await desk.read(card.id);
  expect(returned).toMatchObject({ state: 'returned', reason: 'Откроем 5 декабря' });
  expect(returned.history[0]).toMatchObject({
    by: 'Директор школы Орлова',
    what: 'по ссылке возвращена на доработку',
    note: 'Откроем 5 декабря',
  });
  expect(await server.fail(outside.getApprovalPage, other.link)).toMatchObject({
    status: 410,
    code: 'publications.link-expired',
  });
  const { rows } = await server.app.pool.query<{ text: string }>(
    "SELECT text FROM outbox.letter WHERE purpose = 'publication-returned' AND text ~ 'Откроем 5 декабря'",
  );
  expect(rows).toHaveLength(1);
  // Sent anew, the former answers are to words that are no more.
  const again = await desk.submit(returned);
  expect(again.outside).toEqual([]);
  expect(await server.fail(outside.agreeByLink, other.link)).toMatchObject({ status: 410 });
  expect(await server.call(outside.getApprovalPage, link)).toMatchObject({ answer: 'returned', looks: [] });
  expect(await desk.approve(again)).toMatchObject({ state: 'approved' });
});

test('past its term a link opens nothing and the piece waits, until whoever agrees decides not to; its author does not', async () => {
  const sent = await submitted({ text: 'Не дождались' });
  const { card, link } = await ask(sent, { days: 1 });
  server.setNow('2026-11-26T06:59:59Z');
  expect(await server.call(outside.getApprovalPage, link)).toMatchObject({ answer: null });
  server.setNow('2026-11-26T07:00:00Z');
  expect(await server.fail(outside.agreeByLink, link)).toMatchObject({ status: 410 });
  const half = await desk.approve(card);
  expect(half).toMatchObject({ state: 'approval', outside: [{ state: 'late' }] });
  const drop = (of: PublicationCard) => ({
    params: { id: of.id, link: itemAt(of.outside, 0).id },
    body: { version: of.version },
  });
  expect(await server.fail(outside.dropOutside, drop(half), editor)).toMatchObject({ status: 403 });
  const seen = await desk.read(card.id, approver);
  expect(itemAt(seen.outside, 0).can).toEqual(['drop']);
  const out = await server.call(outside.dropOutside, drop(seen), approver);
  expect(out).toMatchObject({ state: 'approved', outside: [{ state: 'dropped' }] });
  expect(await server.fail(outside.dropOutside, drop(out), approver)).toMatchObject({ status: 409 });
  // One who wrote it and agrees to others' decides nothing of their own.
  server.setNow(WEDNESDAY);
  const own = await desk.submit(
    await server.call(acts.createPublication, { body: desk.fields() as never }, deputy),
    deputy,
  );
  const asked = await ask(own, {}, deputy);
  expect(await server.fail(outside.dropOutside, drop(asked.card), deputy)).toMatchObject({ status: 403 });
});

test('only what waits for consent is asked about; a token nobody gave opens nothing', async () => {
  server.setNow(WEDNESDAY);
  const draft = await desk.begin();
  const body = { version: draft.version, name: 'Орлова' };
  expect(await server.fail(outside.askOutside, { params: { id: draft.id }, body }, editor)).toMatchObject({
    status: 409,
  });
  for (const token of ['x'.repeat(43), 'y'.repeat(20)])
    expect(await server.fail(outside.getApprovalPage, { params: { token } })).toMatchObject({ status: 404 });
  // Recalled, it is asked about no more.
  const { card, link } = await ask(await desk.submit(draft));
  await server.call(acts.recallPublication, seenOf(card), editor);
  expect(await server.fail(outside.agreeByLink, link)).toMatchObject({ status: 410 });
});

const dropOf = (card: PublicationCard, link: string) => ({
  params: { id: card.id, link },
  body: { version: card.version },
});
const seeBy = async ({ params }: ReturnType<typeof tokenOf>, fileId: string) =>
  (
    await server.inject({
      method: 'GET',
      url: `/api/files/${fileId}/display?${new URLSearchParams(params)}`,
    })
  ).statusCode;

describe('nobody waits any more', () => {
  test('for one who is let go, with their name in the history; for others it does', async () => {
    const first = await ask(await submitted({ text: 'Двоих спросили' }));
    const second = await ask(first.card, { name: 'Пресс-секретарь' });
    const [orlova, press] = second.card.outside;
    const half = await desk.approve(second.card);
    const left = await server.call(outside.dropOutside, dropOf(half, orlova!.id), approver);
    expect(left).toMatchObject({ state: 'approval', outside: [{ state: 'dropped' }, { state: 'waiting' }] });
    expect(left.history[0]?.what).toBe('ответа по ссылке больше не ждут: Директор школы Орлова');
    expect(await server.fail(outside.getApprovalPage, first.link)).toMatchObject({ status: 410 });
    expect(await server.fail(outside.dropOutside, dropOf(left, orlova!.id), approver)).toMatchObject({
      status: 404,
    });
    await server.call(outside.agreeByLink, second.link);
    const out = await desk.read(left.id);
    expect(out).toMatchObject({ state: 'approved', outside: [{ state: 'dropped' }, { state: 'agreed' }] });
    const { rows } = await server.app.pool.query<{ payload: string }>(
      "SELECT payload FROM audit.record WHERE action = 'publications.drop-outside' AND object_id = $1",
      [left.id],
    );
    expect(rows[0]?.payload).toContain(orlova!.id);
    expect(press?.id).not.toBe(orlova!.id);
  });

  test('but not by a link of another piece, of words that are no more, or that was answered', async () => {
    const { card } = await ask(await submitted({ text: 'Прежний круг' }));
    const refuse = (of: PublicationCard, link: string) =>
      server.fail(outside.dropOutside, dropOf(of, link), approver);
    const none = { status: 404, detail: expect.stringMatching(/^Такой ссылки нет/u) };
    expect(await refuse(card, itemAt(desk.neighbour.outside, 0).id)).toMatchObject(none);
    const former = itemAt(card.outside, 0).id;
    const again = await desk.submit(await server.call(acts.recallPublication, seenOf(card), editor));
    expect(await refuse(again, former)).toMatchObject(none);
    const anew = await ask(again);
    await server.call(outside.agreeByLink, anew.link);
    const answered = await desk.read(card.id);
    expect(await refuse(answered, itemAt(answered.outside, 0).id)).toMatchObject(none);
  });
});

test('a link shows the pictures of its piece, and of no other; none once it is over', async () => {
  const picture = async () => {
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    return { fileId, token, alt: 'Школа' };
  };
  const shown = await picture();
  const { card, link } = await ask(await submitted({ pictures: [shown] }), { days: 1 });
  expect(await seeBy(link, shown.fileId)).toBe(200);
  expect(await seeBy(link, itemAt(desk.neighbour.pictures, 0).fileId)).toBe(404);
  server.setNow('2026-11-26T06:59:59Z');
  expect(await seeBy(link, shown.fileId)).toBe(200);
  server.setNow('2026-11-26T07:00:00Z');
  expect(await seeBy(link, shown.fileId)).toBe(404);
  server.setNow(WEDNESDAY);
  await server.call(outside.dropOutside, dropOf(card, itemAt(card.outside, 0).id), approver);
  expect(await seeBy(link, shown.fileId)).toBe(404);
});

test('a photo its case hides is shown by no link', async () => {
  server.setNow(WEDNESDAY);
  const { id } = await plantSolved(server);
  const body = { kind: 'case', id, pageIds: [desk.connected], pictures: 'photos' } as never;
  const sent = await desk.submit(await server.call(acts.beginFromSource, { body }, editor));
  const { card, link } = await ask(sent);
  const { fileId } = itemAt(card.pictures, 0);
  await server.app.pool.query('UPDATE files.file SET released = false WHERE id = $1', [fileId]);
  expect(await seeBy(link, fileId)).toBe(404);
});

test('of two answers that come by one link at once one is taken', async () => {
  const { card, link } = await ask(await submitted({ text: 'Нажали дважды' }));
  const send = () =>
    server.inject({
      method: 'POST',
      url: `/api/approval/${link.params.token}/agree`,
      headers: { 'x-otklik': '1' },
    });
  const statuses = (await Promise.all([send(), send()])).map(({ statusCode }) => statusCode);
  expect(statuses.toSorted()).toEqual([200, 409]);
  expect((await desk.read(card.id)).approvals).toHaveLength(1);
});

test('nothing of it touches the piece beside', async () => {
  server.setNow(WEDNESDAY);
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
