import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import * as acts from '../../../../shared/contract/pages/gospubliki-acts.ts';
import {
  type GospublikiDesk,
  openGospublikiDesk,
  seenRequest as seen,
} from '../../../../tests/support/pages/gospubliki-desk.ts';
import { NOBODY, WEDNESDAY } from '../../../../tests/support/pages/register-desk.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

let desk: GospublikiDesk;
let server: GospublikiDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openGospublikiDesk();
  ({ server, editor } = desk);
});
afterAll(() => server.close());

describe('a request that came', () => {
  it('is kept with its letter, its pictures, its terms and the load of its pages', async () => {
    const picture = (await sendFile(server, await drawPicture('png'))).body;
    const letter = (await sendFile(server, await drawPicture('png'))).body;
    const card = await desk.receive({
      file: { fileId: letter.fileId, token: letter.token },
      pictures: [{ fileId: picture.fileId, token: picture.token, alt: 'Двор' }],
    });
    expect(card).toMatchObject({
      look: 'received',
      duty: 'decide',
      // The end of the next working day in the city.
      dueAt: '2026-11-26T18:59:59.000Z',
      isLate: false,
      breaches: [],
      pictures: [{ fileId: picture.fileId, alt: 'Двор' }],
      fileId: letter.fileId,
      isLoadKept: false,
      can: ['change', 'accept', 'object', 'withdraw'],
    });
    expect(card.targets).toHaveLength(2);
    expect(card.targets.every(({ load }) => load?.weeks.length === 2)).toBe(true);
    // The head sees it and may do nothing.
    expect((await desk.readRequest(card.id, desk.head)).can).toEqual([]);
    expect((await server.fail(acts.receiveRequest, { body: desk.asked() as never }, desk.head)).status).toBe(
      403,
    );
  });

  it('is put right while nobody has decided; a window that ends sooner ends the term sooner', async () => {
    const card = await desk.receive();
    const body = desk.asked({ windowFrom: '2026-11-25', windowTo: '2026-11-25', pageIds: [desk.connected] });
    const changed = await server.call(acts.changeRequest, seen(card, body), editor);
    expect(changed).toMatchObject({ dueAt: '2026-11-25T18:59:59.000Z', pages: 1, version: 2 });
    expect((await server.fail(acts.changeRequest, seen(card, body), editor)).code).toBe(
      'lib.changed-meanwhile',
    );
    expect(changed.history[0]?.what).toBe('исправлена, окно другое');
    const change = (given: object) => seen(changed, desk.asked({ ...given, number: card.number }));
    const longer = { windowFrom: '2026-11-25', windowTo: '2026-11-30' };
    const nowhere = await server.fail(acts.changeRequest, change({ ...longer, pageIds: [NOBODY] }), editor);
    expect(nowhere.fields).toHaveProperty('pageIds');
    // Written on the day it came; its window ends on another day.
    const moved = await server.call(acts.changeRequest, change({ ...longer, datedOn: '2026-11-25' }), editor);
    expect(moved.history[0]?.what).toBe('исправлена, окно другое');
    const same = desk.asked({ ...longer, number: card.number, title: 'О другом' });
    expect((await server.call(acts.changeRequest, seen(moved, same), editor)).history[0]?.what).toBe(
      'исправлена',
    );
  });

  test.each<[string, object, string]>([
    ['of nobody who may ask', { asker: 'press' }, 'asker'],
    ['of tomorrow', { receivedOn: '2026-11-26' }, 'receivedOn'],
    ['by a letter newer than it came', { datedOn: '2026-11-26' }, 'datedOn'],
    ['for a window that ends before it begins', { windowTo: '2026-11-25' }, 'windowTo'],
    ['for a window that is over', { windowFrom: '2026-11-20', windowTo: '2026-11-24' }, 'windowTo'],
    ['for a page there is not', { pageIds: [NOBODY] }, 'pageIds'],
    ['for no page', { pageIds: [] }, 'pageIds'],
    ['for a page there is beside one there is not', { pageIds: ['connected', NOBODY] }, 'pageIds'],
    ['for a page twice', { pageIds: ['connected', 'connected'] }, 'pageIds'],
    ['by somebody who does not work here', { responsibleId: NOBODY }, 'responsibleId'],
  ])('is refused %s', async (_, given, path) => {
    server.setNow(WEDNESDAY);
    const text = JSON.stringify(desk.asked(given)).replaceAll('"connected"', `"${desk.connected}"`);
    const refused = await server.fail(acts.receiveRequest, { body: JSON.parse(text) }, editor);
    expect(refused).toMatchObject({ status: 400, fields: { [path]: expect.any(String) } });
  });

  it('is entered once', async () => {
    const { number } = await desk.receive();
    const refused = await server.fail(acts.receiveRequest, { body: desk.asked({ number }) as never }, editor);
    expect(refused).toMatchObject({ status: 409, fields: { number: expect.any(String) } });
  });
});

describe('accepted', () => {
  it('goes its way to the report: publication, pages, urls, report', async () => {
    const picture = (await sendFile(server, await drawPicture('png'))).body;
    const card = await desk.receive({
      pictures: [{ fileId: picture.fileId, token: picture.token, alt: 'Двор' }],
    });
    const accepted = await desk.accept(card);
    expect(accepted).toMatchObject({ look: 'accepted', duty: 'publish', isLoadKept: true });
    expect(accepted.overReason).toBe('О переписи должны узнать все');
    const piece = await desk.read(accepted.publication?.id ?? '');
    expect(piece).toMatchObject({
      text: card.text,
      source: {
        kind: 'request',
        id: card.id,
        title: `ЦУР Свердловской области, № ${card.number} от 24.11.2026`,
        link: `/staff/gospubliki/${card.id}`,
      },
      pictures: [{ fileId: picture.fileId, alt: 'Двор', isBorrowed: false }],
    });
    expect(piece.variants.map(({ dueAt }) => dueAt)).toEqual([
      '2026-11-27T05:00:00.000Z',
      '2026-11-27T05:00:00.000Z',
    ]);
    expect((await server.fail(acts.acceptRequest, desk.acceptance(accepted), editor)).status).toBe(409);

    const half = await desk.comeOut(accepted);
    expect(half).toMatchObject({ look: 'scheduled', published: 1 });
    expect(
      (await server.fail(acts.reportRequest, seen(half, { number: 'И-1', on: '2026-11-27' }), editor)).status,
    ).toBe(409);
    expect(half.can).toEqual(['miss']);
    const missOut = seen(half, { pageIds: [desk.connected], reason: 'Не вышло' });
    expect(await server.fail(acts.missPages, missOut, editor)).toMatchObject({ status: 400 });

    const done = await desk.proveByHand(half);
    expect(done).toMatchObject({ look: 'published', duty: 'report', published: 2, breaches: [] });
    // The end of the next working day: Monday.
    expect(done.dueAt).toBe('2026-11-30T18:59:59.000Z');
    expect(done.targets.map(({ url }) => url.startsWith('https://'))).toEqual([true, true]);

    const paper = await server.inject({
      url: `/api/gospubliki/requests/${card.id}/report?format=html`,
      headers: { cookie: editor },
    });
    expect(paper.statusCode).toBe(200);
    for (const { url } of done.targets) expect(paper.body).toContain(url);
    expect(paper.body).toContain('ОТЧЁТ');
    const word = await server.inject({
      url: `/api/gospubliki/requests/${card.id}/report?format=docx`,
      headers: { cookie: editor },
    });
    expect(word.statusCode).toBe(200);
    // A DOCX is a ZIP.
    expect(word.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const early = await desk.receive();
    const none = await server.inject({
      url: `/api/gospubliki/requests/${early.id}/report`,
      headers: { cookie: editor },
    });
    expect(none.statusCode).toBe(409);
    server.setNow('2026-11-27T05:00:00Z');

    const report = { number: 'И-77', on: '2026-11-25', words: 'Размещено' };
    expect(
      await server.fail(acts.reportRequest, seen(done, { ...report, on: '2026-11-28' }), editor),
    ).toMatchObject({
      fields: { on: expect.any(String) },
    });
    expect(
      await server.fail(acts.reportRequest, seen(done, { ...report, on: '2026-11-24' }), editor),
    ).toMatchObject({
      fields: { on: expect.any(String) },
    });
    const reported = await server.call(acts.reportRequest, seen(done, report), editor);
    expect(reported).toMatchObject({ look: 'reported', duty: null, can: [], report });
    expect(reported.history.map(({ what, note }) => [what, note])).toEqual([
      ['отчёт отправлен: № И-77 от 25.11.2026', 'Размещено'],
      ['вышла на 2 из 2', 'о всех страницах известно, ждёт отчёта'],
      ['вышла на 1 из 2', ''],
      ['принята', 'сверх предела нагрузки: О переписи должны узнать все'],
      ['записана', ''],
    ]);
    expect((await server.fail(acts.reportRequest, seen(reported, report), editor)).status).toBe(409);
  });

  test.each<[string, object, string]>([
    ['on no page', { pageIds: [] }, 'pageIds'],
    ['outside of its window', { on: '2026-12-01' }, 'on'],
    ['over the limit without a reason', { overReason: '' }, 'overReason'],
  ])('is refused %s', async (_, given, path) => {
    const card = await desk.receive();
    expect(await server.fail(acts.acceptRequest, desk.acceptance(card, given), editor)).toMatchObject({
      status: 400,
      fields: { [path]: expect.any(String) },
    });
  });

  it('at an hour that is over is refused at its field', async () => {
    const card = await desk.receive({ windowFrom: '2026-11-25' });
    const refused = await server.fail(
      acts.acceptRequest,
      desk.acceptance(card, { on: '2026-11-25', at: '12:00' }),
      editor,
    );
    expect(refused).toMatchObject({ status: 400, fields: { at: expect.any(String) } });
  });

  it('for a part of its pages keeps why not for the others; what does not come out is said, and reported', async () => {
    const card = await desk.receive();
    const part = { pageIds: [desk.byHand] };
    expect(await server.fail(acts.acceptRequest, desk.acceptance(card, part), editor)).toMatchObject({
      fields: { restReason: expect.any(String) },
    });
    const accepted = await desk.accept(card, { ...part, restReason: 'Там уже сказано' });
    const rest = accepted.targets.find(({ pageId }) => pageId === desk.connected);
    expect(rest).toMatchObject({ isAccepted: false, reason: 'Там уже сказано', variant: null });
    const missed = await server.call(
      acts.missPages,
      seen(accepted, { pageIds: [desk.byHand], reason: 'Страница на ремонте' }),
      editor,
    );
    expect(missed).toMatchObject({ look: 'published', duty: 'report', published: 0 });
    expect(missed.targets.find(({ pageId }) => pageId === desk.byHand)).toMatchObject({
      reason: 'Страница на ремонте',
      url: '',
    });
  });

  it('and about to go out is not called missed; called back, it is told no more', async () => {
    const accepted = await desk.accept(await desk.receive({ pageIds: [desk.connected] }));
    const waiting = await desk.agree(accepted);
    expect(waiting).toMatchObject({ look: 'scheduled' });
    const body = { pageIds: [desk.connected], reason: 'Передумали' };
    expect(await server.fail(acts.missPages, seen(waiting, body), editor)).toMatchObject({ status: 409 });
    const back = await server.call(acts.withdrawRequest, seen(waiting, { reason: 'Позвонил ЦУР' }), editor);
    expect(back).toMatchObject({ look: 'withdrawn', reason: 'Позвонил ЦУР', duty: null, can: [] });
    server.setNow('2026-11-27T05:00:00Z');
    for (let at = 0; at < 3; at += 1) await server.drain();
    expect(await desk.readRequest(accepted.id)).toMatchObject({ look: 'withdrawn', published: 0 });
  });

  it('and out on a page is not called back', async () => {
    const half = await desk.comeOut(await desk.accept(await desk.receive()));
    const refused = await server.fail(acts.withdrawRequest, seen(half, { reason: 'Отозвали' }), editor);
    expect(refused.status).toBe(409);
  });
});

describe('objected to', () => {
  it('by a ground and words, and the load as it was is kept', async () => {
    const card = await desk.receive();
    const objected = await server.call(
      acts.objectRequest,
      seen(card, { ground: 'facts', reason: 'Перепись уже кончилась' }),
      desk.deputy,
    );
    expect(objected).toMatchObject({
      look: 'objected',
      ground: 'противоречит фактам',
      reason: 'Перепись уже кончилась',
      publication: null,
      duty: null,
      isLoadKept: true,
      can: [],
    });
    expect(objected.targets[0]?.load).not.toBeNull();
  });

  test.each<[string, object, object, string]>([
    ['by no ground of the list', {}, { ground: 'mood' }, 'ground'],
    ['of a mandatory one by what holds for others', { isMandatory: true }, { ground: 'overload' }, 'ground'],
    ['in no words', {}, { reason: 'Нет' }, 'reason'],
  ])('is refused %s', async (_, given, body, path) => {
    const card = await desk.receive(given);
    const refused = await server.fail(
      acts.objectRequest,
      seen(card, { ground: 'facts', reason: 'Перепись уже кончилась', ...body }),
      editor,
    );
    expect(refused).toMatchObject({ status: 400, fields: { [path]: expect.any(String) } });
  });

  it('a mandatory one offers only what holds for it', async () => {
    const { grounds } = await desk.receive({ isMandatory: true });
    expect(grounds.some(({ isOverload }) => isOverload)).toBe(false);
    expect(grounds.length).toBeGreaterThan(2);
  });
});
