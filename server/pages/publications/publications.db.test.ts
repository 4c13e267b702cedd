import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import * as lists from '../../../shared/contract/pages/publications-list.ts';
import { itemAt } from '../../../shared/lists.ts';
import {
  FRIDAY_TEN,
  openPublicationDesk,
  type PublicationDesk,
  seenOf,
} from '../../../tests/support/pages/publication-desk.ts';
import { WEDNESDAY } from '../../../tests/support/pages/register-desk.ts';
import { drawPicture } from '../../../tests/support/pictures.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../tests/support/uploads.ts';
import { NetworkFailure } from '../../base/networks/index.ts';

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

const firstOf = (card: contract.PublicationCard) => itemAt(card.variants, 0);

describe('writing', () => {
  test('a piece is begun with its pages, changed, and told what cannot go out', async () => {
    server.setNow(WEDNESDAY);
    const card = await desk.begin({ text: '' });
    expect(card).toMatchObject({ state: 'draft', version: 1, approvalsLeft: 0 });
    expect(card.notes[0]).toMatchObject({ tone: 'stop', field: 'text' });
    expect(card.can).toEqual(['change', 'submit', 'urgent', 'cancel']);
    expect(await server.fail(acts.submitPublication, seenOf(card), editor)).toMatchObject({ status: 400 });
    const body = {
      ...desk.fields({ text: 'Остановка открыта', brief: 'По 24 сообщениям' }),
      version: 1,
    } as never;
    const changed = await server.call(acts.changePublication, { params: { id: card.id }, body }, editor);
    expect(changed).toMatchObject({ text: 'Остановка открыта', brief: 'По 24 сообщениям', version: 2 });
    // The variant of the page is the same one.
    expect(firstOf(changed).id).toBe(firstOf(card).id);
    expect(changed.notes.map(({ tone }) => tone)).toEqual(['ok']);
    expect(
      await server.fail(acts.changePublication, { params: { id: card.id }, body }, editor),
    ).toMatchObject({
      status: 409,
    });
  });

  test.each<[string, object, string]>([
    ['a class there is not', { risk: 'bold' }, 'risk'],
    [
      'a page twice',
      { variants: ['a', 'b'].map(() => ({ pageId: 'connected', dueAt: FRIDAY_TEN })) },
      'variants',
    ],
    [
      'a page there is not',
      { variants: [{ pageId: '00000000-0000-4000-8000-000000000000', dueAt: FRIDAY_TEN }] },
      'variants',
    ],
  ])('refuses %s', async (_, given, path) => {
    const text = JSON.stringify(desk.fields(given)).replaceAll('"connected"', `"${desk.connected}"`);
    const refused = await server.fail(acts.createPublication, { body: JSON.parse(text) }, editor);
    expect(refused).toMatchObject({ status: 400, fields: { [path]: expect.any(String) } });
  });

  test('pictures are its own uploads; they are shown to everybody once it is let out', async () => {
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    server.setNow(WEDNESDAY);
    const card = await desk.begin({ pictures: [{ fileId, token, alt: 'Остановка' }] });
    expect(card.pictures).toEqual([{ fileId, alt: 'Остановка', isBorrowed: false, isReleased: false }]);
    const stolen = { ...desk.fields({ pictures: [{ fileId, alt: '' }] }) } as never;
    expect(await server.fail(acts.createPublication, { body: stolen }, editor)).toMatchObject({
      code: 'files.not-found',
    });
    const agreed = await desk.approve(await desk.submit(card));
    expect(agreed.pictures[0]).toMatchObject({ isReleased: true });
    await desk.come();
    expect(desk.told.log.at(-1)).toMatchObject({ pictures: [expect.any(String)] });
  });

  test('the check of the form is that of the server', async () => {
    const body = desk.fields({ text: 'я'.repeat(1001) }) as never;
    const { notes } = await server.call(acts.checkPublication, { body }, editor);
    expect(notes[0]).toMatchObject({ tone: 'stop', field: 'text', pageId: desk.connected });
  });
});

describe('agreement', () => {
  test('nobody agrees to their own; another does, and it waits for its hour', async () => {
    server.setNow(WEDNESDAY);
    const own = await server.call(acts.createPublication, { body: desk.fields() as never }, deputy);
    const sent = await desk.submit(own, deputy);
    expect(sent).toMatchObject({ state: 'approval', approvalsLeft: 1 });
    expect(await server.fail(acts.approvePublication, seenOf(sent), deputy)).toMatchObject({ status: 403 });
    expect((await desk.read(own.id, deputy)).can).not.toContain('approve');
    const agreed = await desk.approve(sent);
    expect(agreed).toMatchObject({ state: 'approved', approvalsLeft: 0 });
    expect(firstOf(agreed)).toMatchObject({ state: 'waiting', dueAt: '2026-11-27T05:00:00.000Z' });
    expect(await server.fail(acts.approvePublication, seenOf(agreed), approver)).toMatchObject({
      status: 409,
    });
  });

  test('a sensitive one needs two, each once', async () => {
    const sent = await desk.submit(await desk.begin({ risk: 'sensitive' }));
    expect(sent.approvalsLeft).toBe(2);
    const half = await desk.approve(sent);
    expect(half).toMatchObject({ state: 'approval', approvalsLeft: 1 });
    expect(await server.fail(acts.approvePublication, seenOf(half), approver)).toMatchObject({ status: 409 });
    expect(await desk.approve(half, deputy)).toMatchObject({ state: 'approved', approvalsLeft: 0 });
  });

  test('returned with words, it is mended and asked for anew: what was agreed before is not', async () => {
    const half = await desk.approve(await desk.submit(await desk.begin({ risk: 'sensitive' })));
    const returned = await server.call(
      acts.returnPublication,
      { params: { id: half.id }, body: { version: half.version, reason: 'Проверьте срок' } },
      deputy,
    );
    expect(returned).toMatchObject({ state: 'returned', reason: 'Проверьте срок' });
    server.setNow('2026-11-25T07:01:00Z');
    expect(await desk.submit(returned)).toMatchObject({ state: 'approval', approvalsLeft: 2, reason: '' });
  });

  test('urgently, with a reason; another looks within a working day, and is reminded', async () => {
    server.setNow(WEDNESDAY);
    const { id, version } = await desk.begin({ risk: 'sensitive' });
    const urgent = await server.call(
      acts.publishUrgently,
      { params: { id }, body: { version, reason: 'Прорыв трубы' } },
      editor,
    );
    // Let out on a Wednesday: until the end of Thursday in Yekaterinburg.
    expect(urgent).toMatchObject({ state: 'approved', isUrgent: true, reviewBy: '2026-11-26T19:00:00.000Z' });
    expect(await server.call(lists.countPublications, {}, editor)).toMatchObject({ review: 1 });
    const { items } = await server.call(lists.listPublications, { query: { shelf: 'review' } }, editor);
    expect(items.map((one) => one.id)).toEqual([id]);
    const looked = await server.call(acts.reviewUrgent, seenOf(urgent), approver);
    expect(looked).toMatchObject({ reviewedBy: expect.any(String), reviewedAt: expect.any(String) });
    expect(await server.fail(acts.reviewUrgent, seenOf(looked), approver)).toMatchObject({ status: 409 });
  });

  test('one who let it out urgently does not look at it', async () => {
    const { id, version } = await server.call(
      acts.createPublication,
      { body: desk.fields() as never },
      deputy,
    );
    const urgent = await server.call(
      acts.publishUrgently,
      { params: { id }, body: { version, reason: 'Прорыв трубы' } },
      deputy,
    );
    expect(await server.fail(acts.reviewUrgent, seenOf(urgent), deputy)).toMatchObject({ status: 403 });
  });

  test('taken back while nothing of it is out; given up with a reason', async () => {
    const agreed = await desk.agreed({ text: 'Передумали о сквере' });
    const back = await server.call(acts.recallPublication, seenOf(agreed), editor);
    expect(back).toMatchObject({ state: 'draft', variants: [{ state: 'planned' }] });
    await desk.come();
    expect(desk.saidOf('Передумали о сквере')).toBe(0);
    server.setNow(WEDNESDAY);
    const again = await desk.approve(await desk.submit(back));
    expect(firstOf(again).state).toBe('waiting');
    const given = await server.call(
      acts.cancelPublication,
      { params: { id: again.id }, body: { version: again.version, reason: 'Передумали' } },
      editor,
    );
    expect(given).toMatchObject({ state: 'cancelled', reason: 'Передумали', can: [] });
    await desk.come();
    expect(desk.saidOf('Передумали о сквере')).toBe(0);
  });
});

test('what failed is taken back, mended, agreed to anew, and comes out once', async () => {
  server.setNow(WEDNESDAY);
  const { id } = await desk.agreed({ text: 'Отказ, потом правка' });
  desk.told.faults.publish.push({
    when: 'before',
    failure: new NetworkFailure('refused', 'Сеть отказала: слова под запретом'),
  });
  await desk.come();
  const back = await server.call(acts.recallPublication, seenOf(await desk.read(id)), editor);
  expect(back).toMatchObject({ state: 'draft', variants: [{ state: 'planned' }] });
  const body = { ...desk.fields({ text: 'После правки' }), version: back.version } as never;
  const mended = await server.call(acts.changePublication, { params: { id }, body }, editor);
  await desk.approve(await desk.submit(mended));
  await desk.come();
  expect(firstOf(await desk.read(id))).toMatchObject({ state: 'published', text: 'После правки' });
  expect([desk.saidOf('Отказ, потом правка'), desk.saidOf('После правки')]).toEqual([0, 1]);
});

test('a page that is kept no more is named before the piece goes', async () => {
  server.setNow(WEDNESDAY);
  const card = await desk.begin({
    variants: [desk.connected, desk.byHand].map((pageId) => ({ pageId, dueAt: FRIDAY_TEN })),
  });
  const archive = (isOver: boolean) =>
    server.app.pool.query('UPDATE register.page SET archived_at = $1, archive_reason = $2 WHERE id = $3', [
      isOver ? WEDNESDAY : null,
      isOver ? 'Закрыта' : '',
      desk.byHand,
    ]);
  await archive(true);
  expect(await server.fail(acts.submitPublication, seenOf(card), editor)).toMatchObject({
    status: 400,
    fields: { variants: expect.stringMatching(/больше не ведут/u) },
  });
  await archive(false);
  expect(await desk.submit(card)).toMatchObject({ state: 'approval' });
});

describe('the calendar', () => {
  test('shows what is planned and published of each page, and whether its week is met', async () => {
    server.setNow(WEDNESDAY);
    const calendar = await desk.calendar();
    expect(calendar).toMatchObject({
      from: '2026-11-23',
      to: '2026-11-29',
      today: '2026-11-25',
      can: ['keep'],
    });
    expect(calendar.pages.map(({ title }) => title)).toEqual(['Город', 'Город в ОК']);
    expect(calendar.days.map(({ isWorking }) => isWorking)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    const week = itemAt(itemAt(calendar.pages, 1).weeks, 0);
    expect(week).toMatchObject({ need: 5, state: 'unknown' });
    expect((await desk.calendar({ from: '2026-12-02', weeks: 2 })).days).toHaveLength(14);
    expect((await desk.calendar({}, desk.head)).can).toEqual([]);
  });
});

test('nobody below the editors sees drafts', async () => {
  const executor = await signInAs(server, 'executor');
  expect(await server.fail(contract.getCalendar, { query: {} }, executor)).toMatchObject({ status: 403 });
});
