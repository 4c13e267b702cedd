import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import { giveOrder } from '../../../../shared/contract/group/orders.ts';
import { countZones } from '../../../../shared/contract/heatmap/zones.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { newId } from '../../../lib/ids.ts';

let server: TestServer;
let head: string;
let secretary: string;
let member: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-20T05:00:00Z');
  head = (await signInStaff(server, 'head')).cookie;
  secretary = (await signInStaff(server, 'secretary')).cookie;
  member = await signInStaff(server, 'member');
});
afterAll(() => server.close());

const read = (cookie = head) => server.call(headSheet, {}, cookie);
const tile = async (id: string) => (await read()).tiles.find((one) => one.id === id)!;

describe('the sheet', () => {
  it('of a centre with no messages says so and asks nothing', async () => {
    const sheet = await read();
    expect(sheet).toMatchObject({
      headline: 'Срочного нет, просроченных дел тоже.',
      matters: [],
      promises: [],
      changes: [],
      meeting: null,
      decisions: null,
      report: null,
      mayOrder: true,
    });
    expect(sheet.tiles.map(({ id, value, before }) => [id, value, before])).toEqual([
      ['open', 0, null],
      ['overdue', 0, null],
      ['inTime', null, null],
      ['solved', null, null],
    ]);
    expect(sheet.blocks.map(({ code }) => code)).not.toContain('other');
    expect(sheet.pains.every(({ counts }) => counts.every((count) => count === 0))).toBe(true);
    expect((await read(secretary)).mayOrder).toBe(false);
  });

  it('counts what is open now by place and sphere, and what was kept in time of the last thirty days', async () => {
    const many = (count: number, registered: string, more = {}) =>
      Array.from({ length: count }, () => ({
        block: 'roads',
        district_id: 'sinarsky.trubny',
        fact_id: 'roads.pavement.pothole',
        registered_at: registered,
        due_at: registered,
        ...more,
      }));
    const answered = '2026-11-07T05:00:00Z';
    await plantCases(server, [
      ...many(6, '2026-09-25T05:00:00Z', { due_at: '2026-12-25T05:00:00Z' }),
      ...many(4, '2026-11-06T05:00:00Z'),
      // Came on the first of the thirty days and is open: a month ago, when the day before ended, it was not there.
      ...many(1, '2026-10-22T05:00:00Z', { due_at: '2026-12-25T05:00:00Z' }),
      ...many(3, '2026-11-05T05:00:00Z', {
        status: 'answered' as const,
        answered_at: answered,
        due_at: answered,
      }),
    ]);
    const sheet = await read();
    const trubny = sheet.pains.find(({ district }) => district === 'sinarsky.trubny')!;
    expect(trubny.counts[sheet.blocks.findIndex(({ code }) => code === 'roads')]).toBe(11);
    const open = await tile('open');
    expect([open.value, open.before, open.course.at(-1)]).toEqual([11, 6, 11]);
    expect([sheet.weeks.length, sheet.weeks.at(-2), sheet.weeks.at(-1)]).toEqual([
      12,
      '2026-11-15',
      '2026-11-20',
    ]);
    // The record begins on 25 September: the ends of weeks before it are no zeros.
    expect(open.course.slice(0, 4)).toEqual([null, null, null, 6]);
    expect((await tile('overdue')).value).toBe(4);
    // Three terms were kept, four broken.
    const inTime = await tile('inTime');
    expect(inTime.value).toBeCloseTo(3 / 7, 5);
    // Of twelve weeks the last three had terms.
    expect([inTime.course.length, inTime.course.filter((share) => share !== null).length]).toEqual([12, 3]);
    expect(sheet.changes).toMatchObject([
      { district: 'sinarsky.trubny', block: 'roads', open: 11, before: 6 },
    ]);
    expect(sheet.headline.replaceAll('\u00a0', ' ')).toBe(
      'Просрочено 4 дела: жители ждут ответа дольше срока.',
    );
  });

  it('puts a red zone without an owner before the head, and an order on it is an assignment at once', async () => {
    await server.call(countZones, { body: {} }, (await signInStaff(server, 'chair')).cookie);
    const { matters } = await read();
    expect(matters).toMatchObject([
      { kind: 'zone', isUrgent: false, title: expect.stringContaining('Дороги') },
    ]);
    const order = matters[0]!.order!;
    const { responsible, ...rest } = order;
    expect(responsible).toBeNull();
    const given = await server.call(giveOrder, { body: { ...rest, responsibleId: member.personId } }, head);
    expect(given).toMatchObject({
      source: 'resolution',
      basis: 'Поручение главы от 20.11.2026',
      text: order.text,
      responsibleId: member.personId,
      dueOn: order.dueOn,
      state: 'issued',
    });
    expect(given.links).toMatchObject([{ kind: 'zone', targetId: matters[0]!.id }]);
  });

  it('puts an assignment whose day is past before the head as urgent, with whom it binds', async () => {
    server.setNow('2026-12-10T05:00:00Z');
    const { matters, headline } = await read();
    const late = matters.find(({ kind }) => kind === 'assignment')!;
    expect(late).toMatchObject({
      isUrgent: true,
      order: { responsible: { id: member.personId }, link: null },
    });
    expect(headline).toBe(`${late.title}.`);
    expect(late.title).toMatch(/^Не исполнено: Составить план/);
    expect(late.note.replaceAll('\u00a0', ' ')).toMatch(
      /^П-1\/2026, срок прошёл \d+ (день|дня|дней) назад\. /,
    );
  });
});

describe('an order', () => {
  const body = {
    text: 'Назвать один срок',
    expectedResult: '',
    dueOn: '2026-12-15',
    link: null,
  };
  const order = (change: object) => ({ body: { ...body, responsibleId: member.personId, ...change } });

  it.each([
    ['text', { text: 'да' }],
    ['dueOn', { dueOn: '2026-12-09' }],
    ['responsibleId', { responsibleId: newId() }],
    ['target', { link: { kind: 'zone', targetId: newId() } }],
    ['target', { link: { kind: 'problem', targetId: newId() } }],
  ])('is refused at %s', async (field, change) => {
    const refusal = await server.fail(giveOrder, order(change) as never, head);
    expect(refusal.fields).toHaveProperty(field);
  });

  it('is the leadership’s alone', async () => {
    for (const cookie of [secretary, member.cookie])
      expect((await server.fail(giveOrder, order({}), cookie)).status).toBe(403);
    expect((await server.fail(headSheet, {}, member.cookie)).status).toBe(403);
  });
});
