import { afterAll, beforeAll, expect, it } from 'vitest';
import { listImposed } from '../../../../shared/contract/pages/gospubliki.ts';
import * as acts from '../../../../shared/contract/pages/gospubliki-acts.ts';
import { changePublication } from '../../../../shared/contract/pages/publications-acts.ts';
import { createPage } from '../../../../shared/contract/pages/register-acts.ts';
import {
  type GospublikiDesk,
  openGospublikiDesk,
  seenRequest as seen,
} from '../../../../tests/support/pages/gospubliki-desk.ts';
import { FRIDAY_TEN } from '../../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { drawPicture, pdfDocument } from '../../../../tests/support/pictures.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

let desk: GospublikiDesk;
let server: GospublikiDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openGospublikiDesk();
  ({ server, editor } = desk);
});
afterAll(() => server.close());

const miss = (pageIds: readonly string[]) => ({ pageIds, reason: 'Страница на ремонте' });

it('a page that is said to be missed leaves the others open; what comes out after all is taken as out', async () => {
  const accepted = await desk.accept(await desk.receive());
  const part = await server.call(acts.missPages, seen(accepted, miss([desk.byHand])), editor);
  expect(part).toMatchObject({ look: 'accepted', version: accepted.version + 1 });
  expect(part.history[0]).toMatchObject({ what: 'не выйдет на страницах: 1', note: 'Страница на ремонте' });
  const of = (pageId: string, { targets } = part) => targets.find((target) => target.pageId === pageId);
  expect(of(desk.byHand)).toMatchObject({ reason: 'Страница на ремонте', missedAt: expect.any(String) });
  expect(of(desk.connected)).toMatchObject({ reason: '', missedAt: null });
  const both = miss([desk.byHand, desk.connected]);
  expect((await server.fail(acts.missPages, seen(part, both), editor)).fields).toHaveProperty('pageIds');

  const settled = await desk.comeOut(part);
  expect(settled).toMatchObject({ look: 'published', published: 1, duty: 'report' });
  const out = await desk.proveByHand(settled);
  expect(out).toMatchObject({ look: 'published', published: 2, version: settled.version + 1 });
  expect(of(desk.byHand, out)).toMatchObject({
    reason: '',
    missedAt: null,
    url: expect.stringMatching(/^https/u),
  });
  expect(out.history[0]).toMatchObject({ what: 'вышла на 2 из 2', note: '' });
  // The report was owed from the moment all was settled, and still is.
  expect(out.dueAt).toBe(settled.dueAt);
});

it('what waits for its hour is stopped first; a page beside it may be said to be missed', async () => {
  const agreed = await desk.agree(await desk.accept(await desk.receive()));
  const both = miss([desk.byHand, desk.connected]);
  expect((await server.fail(acts.missPages, seen(agreed, both), editor)).status).toBe(409);
  const part = await server.call(acts.missPages, seen(agreed, miss([desk.byHand])), editor);
  expect(part.look).toBe('scheduled');
});

it('what is not accepted for a page is no part of what comes out', async () => {
  const card = await desk.receive();
  const accepted = await desk.accept(card, { pageIds: [desk.connected], restReason: 'Там другие читатели' });
  expect(accepted.history[0]?.what).toBe('принята на 1 из 2 страниц');
  const out = await desk.comeOut(accepted);
  expect(out).toMatchObject({ look: 'published', published: 1 });
  expect(out.history[0]?.what).toBe('вышла на 1 из 1');
});

it('a reason is kept only where the limit is passed by what it is accepted for', async () => {
  const { unitId } = (await desk.calendar()).pages[0] ?? { unitId: '' };
  const body = { unitId, network: 'max', title: 'Город в MAX', url: 'https://max.ru/city', grade: 'active' };
  const { id: calm } = await server.call(createPage, { body: body as never }, editor);
  for (const _ of [1, 2]) await desk.begin({ variants: [{ pageId: calm, dueAt: FRIDAY_TEN }] });
  const card = await desk.receive({ pageIds: [calm, desk.byHand] });
  const loadOf = (pageId: string) => card.targets.find((target) => target.pageId === pageId)?.load;
  expect(loadOf(calm)).toMatchObject({ share: 0, shareWith: 1 / 3, isOver: false });
  expect(loadOf(desk.byHand)).toMatchObject({ isOver: true });
  const accepted = await desk.accept(card, { pageIds: [calm], restReason: 'Перегружена' });
  expect(accepted.overReason).toBe('');
  expect(accepted.history[0]).toMatchObject({ what: 'принята на 1 из 2 страниц', note: '' });
  // Of an overload one may speak now, and of nothing else that is not so.
  const over = await desk.receive({ pageIds: [desk.byHand] });
  const objected = await server.call(
    acts.objectRequest,
    seen(over, { ground: 'overload', reason: 'На этой неделе уже три заявки' }),
    editor,
  );
  expect(objected.history[0]).toMatchObject({
    what: 'возражение: страницы перегружены заявками',
    note: 'На этой неделе уже три заявки',
  });
  for (const _ of [1, 2]) await desk.begin({ variants: [{ pageId: calm, dueAt: FRIDAY_TEN }] });
  const free = await desk.receive({ pageIds: [calm] });
  expect(free.targets[0]?.load).toMatchObject({ share: 1 / 5, shareWith: 2 / 6, isOver: false });
  const words = { ground: 'overload', reason: 'На этой неделе уже три заявки' };
  const refused = await server.fail(acts.objectRequest, seen(free, words), editor);
  expect(refused.fields).toHaveProperty('ground');
  const mixed = await desk.accept(await desk.receive({ pageIds: [calm, desk.byHand] }));
  expect(mixed.overReason).toBe('О переписи должны узнать все');
});

it('who has decided stays, whoever writes that it was called back', async () => {
  const accepted = await desk.accept(await desk.receive());
  const back = await server.call(
    acts.withdrawRequest,
    seen(accepted, { reason: 'Позвонил ЦУР' }),
    desk.deputy,
  );
  expect(back.decidedBy).toBe(accepted.decidedBy);
  expect(back.history[0]).toMatchObject({ what: 'отозвана', note: 'Позвонил ЦУР' });
  const fresh = await desk.receive();
  const taken = await server.call(acts.withdrawRequest, seen(fresh, { reason: 'Ошибка' }), desk.deputy);
  expect(taken.decidedBy).not.toBe('');
});

it('of what stands on a page it is told how much was asked for by others', async () => {
  const imposed = async () => {
    server.setNow(FRIDAY_TEN);
    const { pages, days } = await server.call(listImposed, {}, desk.head);
    return { days, page: pages.find(({ pageId }) => pageId === desk.byHand) };
  };
  const before = await imposed();
  expect(before.days).toBe(30);
  const accepted = await desk.accept(await desk.receive({ pageIds: [desk.byHand] }));
  expect((await imposed()).page?.all).toBe(before.page?.all);
  await desk.proveByHand(await desk.comeOut(accepted));
  const after = await imposed();
  expect(after.page).toMatchObject({
    imposed: (before.page?.imposed ?? 0) + 1,
    all: (before.page?.all ?? 0) + 1,
    isOver: true,
  });
});

it('what the editors say on a page it was not accepted for is no part of it', async () => {
  const accepted = await desk.accept(await desk.receive(), {
    pageIds: [desk.connected],
    restReason: 'Там другие читатели',
  });
  const piece = await desk.read(accepted.publication?.id ?? '');
  const variants = [desk.connected, desk.byHand].map((pageId) => ({ pageId, dueAt: FRIDAY_TEN }));
  const body = { ...desk.fields({ text: piece.text, variants }), version: piece.version } as never;
  await server.call(changePublication, { params: { id: piece.id }, body }, editor);
  const out = await desk.comeOut(accepted);
  const after = await desk.proveByHand(out);
  expect(after).toMatchObject({ look: 'published', published: 1, version: out.version });
  expect(after.targets.find(({ pageId }) => pageId === desk.byHand)).toMatchObject({
    isAccepted: false,
    url: '',
    reason: 'Там другие читатели',
  });
  expect(after.history.filter(({ what }) => what.startsWith('вышла'))).toHaveLength(1);
});

it('a report of this very day is taken', async () => {
  const out = await desk.comeOut(await desk.accept(await desk.receive({ pageIds: [desk.connected] })));
  const report = { number: 'И-78', on: '2026-11-27', words: '' };
  expect(await server.call(acts.reportRequest, seen(out, report), editor)).toMatchObject({
    look: 'reported',
  });
});

it('a request takes pictures, in their order; a document comes as its letter', async () => {
  const upload = async (bytes: Buffer) => {
    const { fileId, token } = (await sendFile(server, bytes, { cookie: editor })).body;
    return { fileId, token };
  };
  const [one, two] = [await upload(await drawPicture('png')), await upload(await drawPicture('png'))];
  const paper = await upload(pdfDocument());
  const pictures = [
    { ...two, alt: 'Первая' },
    { ...paper, alt: 'Письмо' },
  ];
  const refused = await server.fail(acts.receiveRequest, { body: desk.asked({ pictures }) as never }, editor);
  expect(refused.fields).toMatchObject({ pictures: expect.stringMatching(/картинки/u) });
  const card = await desk.receive({
    file: paper,
    pictures: [
      { ...two, alt: 'Первая' },
      { ...one, alt: 'Вторая' },
    ],
  });
  expect(card).toMatchObject({ fileId: paper.fileId, pictures: [{ alt: 'Первая' }, { alt: 'Вторая' }] });
});

it('nothing of it touches the request beside', async () => {
  server.setNow(WEDNESDAY);
  expect(await desk.readRequest(desk.beside.id)).toEqual(desk.beside);
});
