import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listUse } from '../../../../shared/contract/group/assignments-desk.ts';
import { headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import { giveOrder, listOrders, type OrderDraft } from '../../../../shared/contract/group/orders.ts';
import { countZones, getZone } from '../../../../shared/contract/heatmap/zones.ts';
import { gatherBurst, listBursts } from '../../../../shared/contract/messages/problems.ts';
import { plantCases } from '../../../../tests/support/plant.ts';
import { asSystem, submitCase } from '../../../../tests/support/site/cases.ts';
import { makeExecutors } from '../../../../tests/support/site/journey.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { type SignedIn, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { sweepClocks } from '../../../base/clocks/index.ts';
import { watchBursts } from '../../../messages/problems/bursts.ts';
import { linkedCases } from '../../assignments/links/linked-cases.ts';

const pothole = 'roads.pavement.pothole';
// Tuesday, 14:00 in the city.
const START = '2026-12-15T09:00:00Z';

let server: TestServer;
let chair: SignedIn;
let head: SignedIn;
let operator: SignedIn;
let executor: SignedIn;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-12-15T08:00:00Z');
  const units = await makeExecutors(server);
  const [roads, idle] = [...units.values()] as [string, string];
  chair = await signInStaff(server, 'chair');
  head = await signInStaff(server, 'head');
  operator = await signInStaff(server, 'operator', { blocks: ['roads'] });
  executor = await signInStaff(server, 'executor', { unitId: roads });
  const own = {
    district_id: 'sinarsky.trubny',
    block: 'roads',
    executor_unit_id: roads,
    due_at: '2026-11-13T18:59:59Z',
  };
  // Nobody works at the organisation that has most of the open cases: the one where somebody does is proposed.
  await plantCases(server, [
    ...Array.from({ length: 3 }, () => ({ ...own, fact_id: pothole, executor_unit_id: idle })),
    { ...own, fact_id: pothole },
  ]);
  for (let one = 0; one < 6; one += 1)
    await submitCase(server, { place: { lat: 56.4149 + one * 0.0004, lon: 61.9189 }, factId: pothole });
  server.setNow(START);
  await asSystem(server, watchBursts);
});
afterAll(() => server.close());

const orders = async (cookie: string, kind: 'burst' | 'zone' = 'burst', id?: string) =>
  (await server.call(listOrders, { query: { kind, ...(id && { id }) } }, cookie)).orders;
const firstOf = async (cookie: string) => (await orders(cookie))[0]!;
const bursts = async (cookie = operator.cookie) => (await server.call(listBursts, {}, cookie)).bursts;
const send = (draft: OrderDraft | null) => {
  const { responsible, ...body } = draft!;
  return { body: { ...body, responsibleId: responsible!.id } };
};

describe('an order on a burst', () => {
  it('begins with what to do, who has such cases there and a near day', async () => {
    const [burst] = await orders(chair.cookie);
    expect(burst!.given).toEqual([]);
    expect(burst!.draft).toMatchObject({
      text: expect.stringContaining('Разобраться со всплеском сообщений: '),
      dueOn: '2026-12-17',
      responsible: { id: executor.personId },
      link: { kind: 'burst', targetId: burst!.id },
    });
    const matter = (await server.call(headSheet, {}, head.cookie)).matters.find(
      ({ kind }) => kind === 'burst',
    );
    expect(matter?.order).toEqual(burst!.draft);
  });

  it('is no operator’s to give; of others’ work nothing is told', async () => {
    const [burst] = await orders(operator.cookie);
    expect(burst).toMatchObject({ draft: null, given: [] });
    const { draft } = await firstOf(chair.cookie);
    expect((await server.fail(giveOrder, send(draft), operator.cookie)).status).toBe(403);
    const foreign = await signInStaff(server, 'operator', { slug: 'waste', blocks: ['waste'] });
    expect(await orders(foreign.cookie)).toEqual([]);
    expect(await orders(foreign.cookie, 'burst', burst!.id)).toEqual([]);
  });

  it('takes it up and stands beside it with its state; the sheet asks no more', async () => {
    const { draft, id } = await firstOf(chair.cookie);
    const given = await server.call(giveOrder, send(draft), chair.cookie);
    expect(given).toMatchObject({
      source: 'order',
      basis: 'Поручение руководства центра от 15.12.2026',
      responsibleId: executor.personId,
      links: [{ kind: 'burst', targetId: id, href: '/staff/problems' }],
    });
    expect((await bursts())[0]).toMatchObject({ notedBy: expect.any(String), can: ['gather'] });
    const shown = { number: given.number, state: 'issued', dueOn: '2026-12-17', isLate: false };
    expect((await orders(operator.cookie))[0]!.given).toMatchObject([{ ...shown, id: null }]);
    expect((await orders(chair.cookie))[0]!.given).toMatchObject([{ ...shown, id: given.id }]);
    const { matters } = await server.call(headSheet, {}, head.cookie);
    expect(matters.map(({ kind }) => kind)).not.toContain('burst');
    const { rows } = await server.app.pool.query(
      "SELECT count(*)::int AS count FROM audit.record WHERE action = 'problems.note-burst' AND object_id = $1",
      [id],
    );
    expect(rows[0].count).toBe(1);
    // Taken up, it climbs no further.
    server.setNow('2026-12-15T10:30:00Z');
    await asSystem(server, sweepClocks);
    const climbed = await server.app.pool.query(
      "SELECT title FROM clocks.line WHERE subject_id = $1 AND title = 'никто не взялся'",
      [id],
    );
    expect(climbed.rows).toEqual([]);
  });

  it('answers for the problem the burst became, and is late after its day', async () => {
    const { id, given } = await firstOf(chair.cookie);
    const problem = await server.call(gatherBurst, { params: { id } }, operator.cookie);
    const members = await server.app.pool.query(
      'SELECT number FROM problems.v_member JOIN cases.v_case ON id = case_id WHERE problem_id = $1',
      [problem.id],
    );
    const linked = await asSystem(server, (ctx) => linkedCases(ctx, given[0]!.id!));
    expect(linked).toHaveLength(members.rows.length);
    const use = await server.call(listUse, { query: {} }, chair.cookie);
    expect(use.rows).toMatchObject([
      { kind: 'problem', href: `/staff/problems/${problem.id}`, assignment: { number: given[0]!.number } },
    ]);
    expect(use.totals).toMatchObject({ people: members.rows.length, decisions: 1 });
    const found = await server.call(listUse, { query: { number: members.rows[0].number } }, chair.cookie);
    expect(found.rows.map(({ assignment }) => assignment?.number)).toEqual([given[0]!.number]);
    server.setNow('2026-12-18T09:00:00Z');
    await asSystem(server, watchBursts);
    expect(await orders(chair.cookie)).toEqual([]);
    // The burst is over: its order is still found, and no new one is begun.
    expect(await orders(chair.cookie, 'burst', id)).toMatchObject([
      { draft: null, given: [{ isLate: true }] },
    ]);
  });
});

describe('an order on a red zone', () => {
  it('begins with its owner or who has its cases, stands in its history and beside it', async () => {
    await server.call(countZones, { body: {} }, chair.cookie);
    const [zone] = await orders(chair.cookie, 'zone');
    expect(zone!.draft).toMatchObject({
      text: expect.stringContaining('Составить план выхода зоны'),
      responsible: { id: executor.personId },
    });
    const given = await server.call(giveOrder, send(zone!.draft), head.cookie);
    expect(given).toMatchObject({ source: 'resolution', basis: 'Поручение главы от 18.12.2026' });
    const card = await server.call(getZone, { params: { id: zone!.id } }, operator.cookie);
    expect(card.history.at(-1)?.text).toMatch(/^Поручение П-2\/2026: /u);
    expect((await orders(operator.cookie, 'zone', zone!.id))[0]).toMatchObject({
      draft: null,
      given: [{ number: 'П-2/2026' }],
    });
    const { matters } = await server.call(headSheet, {}, head.cookie);
    expect(matters.map(({ id }) => id)).not.toContain(zone!.id);
  });
});
