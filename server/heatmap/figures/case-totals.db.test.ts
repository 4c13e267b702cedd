import { cellToLatLng } from 'h3-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outcomes } from '../../../shared/contract/messages/cases.ts';
import {
  type CaseFilter,
  countedMarks,
  countInbox,
  getToday,
  listCases,
} from '../../../shared/contract/messages/cases-list.ts';
import { mergeCase } from '../../../shared/contract/messages/cases-triage.ts';
import { DAY } from '../../../shared/time.ts';
import { staffActor } from '../../../tests/support/actors.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { answerInstead } from '../../../tests/support/ports.ts';
import { asSystem, makeUnit } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';
import { currentTaxonomy } from '../../base/taxonomy/index.ts';
import { listDistricts } from '../../base/territory/index.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { listedCases } from '../../messages/cases/lists/listed-cases.ts';
import { noteNumbers } from '../../messages/cases/search/numbers.ts';
import { figureCounter } from '../../messages/cases/totals/counter.ts';
import { figureQuestion } from '../../messages/cases/totals/figure-question.ts';
import { countByFigures } from './case-totals.ts';
import { dropFigures, refill } from './feed/figures.ts';

let server: TestServer;
let operator: string;
let unitId: string;
/** A district and one of its parts. */
let district: string;
let part: string;
let facts: string[];

const HEXAGONS = ['89112e4d96fffff', '89112e4d96bffff', '891135a2143ffff'];
const NOW = '2026-11-30T09:00:00Z';
const CASES = 4000;

const head = staffActor({ roles: ['head'], permissions: new Set(['cases.read', 'cases.approve']) });

/** The same numbers at every run. */
function startDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % sides;
  };
}
type Dice = ReturnType<typeof startDice>;
const pick = <T>(dice: Dice, from: readonly T[]): T => from[dice(from.length)]!;

/** A case in any state, the greater part on roads; ends of local days among the moments. */
function makeCase(dice: Dice, residentId: string) {
  const registered = Date.parse('2026-06-01T00:00:00Z') + dice(180) * DAY;
  const time = pick(dice, [18 * 3600 + 3599, 19 * 3600, 7 * 3600, dice(86_400)]);
  const state = dice(5);
  const answered =
    state === 2 || (state === 3 && dice(2) === 0) ? new Date(registered + dice(60) * DAY) : null;
  const closed = state === 3 ? new Date(registered + 70 * DAY) : null;
  const due = dice(9) === 0 ? null : new Date(registered + 30 * DAY + dice(2000));
  const hexagon = pick(dice, [...HEXAGONS, null]);
  return {
    registered_at: new Date(registered + time * 1000),
    status: ['moderation', 'in_work', 'answered', 'closed', 'rejected'][state]!,
    block: pick(dice, ['roads', 'roads', 'waste', null]),
    fact_id: pick(dice, [...facts, null]),
    district_id: pick(dice, [district, part, 'gone', null]),
    channel: pick(dice, ['site_form', 'site_form', 'phone_call', 'paper']),
    executor_unit_id: pick(dice, [unitId, null]),
    h3: hexagon,
    lat: hexagon === null ? null : 56.4,
    lon: hexagon === null ? null : 61.9,
    importance: pick(dice, ['low', 'normal', 'normal', 'high']),
    outcome: pick(dice, [null, ...outcomes]),
    rating: pick(dice, [null, null, 1, 3, 4, 5]),
    reopen_count: dice(3),
    rework_count: dice(2),
    resident_id: pick(dice, [residentId, null]),
    answered_at: answered,
    closed_at: closed,
    due_at: due,
    breached_at: due && dice(5) === 0 && due.getTime() < Date.parse(NOW) ? due : null,
  };
}

beforeAll(async () => {
  // As a city runs: figures look by themselves, and a total never waits for them to.
  server = await startTestServer({ OTKLIK_FIGURES_LAG_MS: '1000' });
  server.setNow(NOW);
  operator = await signInAs(server, 'operator');
  unitId = await makeUnit(server, 'Управление дорог', 'probe-kind');
  await signInResident(server);
  const { id: residentId } = await server.app.services.database
    .selectFrom('identity.person')
    .select('id')
    .where('kind', '=', 'resident')
    .executeTakeFirstOrThrow();
  const child = listDistricts().find(({ parentId }) => parentId !== null)!;
  [district, part] = [child.parentId!, child.id];
  const placed = currentTaxonomy().facts.filter(({ category }) => category);
  facts = [placed[0]!.id, placed[1]!.id, placed.at(-1)!.id, 'left.the.taxonomy'];
  const dice = startDice(7);
  for (let done = 0; done < CASES; done += 1000)
    await plantCases(
      server,
      Array.from({ length: 1000 }, () => makeCase(dice, residentId)),
    );
  const [into] = await plantCases(server, [{ block: 'roads' }]);
  await plantCases(
    server,
    Array.from({ length: 30 }, () => ({ block: 'roads', status: 'merged', merged_into: into!.id })),
  );
});
afterAll(() => server.close());

/** As somebody of the staff asks. */
const asActor = <T>(actor: StaffActor, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  asSystem(server, (ctx) => work({ ...ctx, actor }));

/** The list counted to its end, row by row. */
async function countRows(ctx: Ctx, filter: CaseFilter): Promise<number> {
  const select = await listedCases(ctx, filter);
  const { count } = await select()
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** By the rows, and by the figures; null where these cannot tell. */
const countBoth = (actor: StaffActor, filter: CaseFilter) =>
  asActor(actor, async (ctx) => {
    const question = figureQuestion(actor, filter);
    return {
      rows: await countRows(ctx, filter),
      figures: question && (await countByFigures(ctx, question)),
    };
  });

const total = async (query: CaseFilter, cookie = operator) => {
  const reply = await server.call(listCases, { query: { ...query, limit: 1 } }, cookie);
  return [reply.total, reply.isApproximate];
};

/** A square about the middle of a hexagon, some 400 metres wide. */
function around(hexagon: string): string {
  const [lat, lon] = cellToLatLng(hexagon);
  const corner = (north: number, east: number) =>
    `${(lon + east * 0.003).toFixed(5)},${(lat + north * 0.002).toFixed(5)}`;
  return [corner(-1, -1), corner(-1, 1), corner(1, 1), corner(1, -1)].join(';');
}

/** A value of each filter that the figures know. */
const choices = (): { [K in keyof CaseFilter]?: readonly CaseFilter[K][] } => ({
  block: ['roads', 'none', ['waste', 'none'], ['roads', 'waste'], 'nowhere'],
  factId: [facts[0], 'none', 'nothing'],
  category: ['none', currentTaxonomy().facts.find(({ id }) => id === facts[0])!.category, 'roads.*', 'x'],
  channel: ['site_form', ['phone_call', 'paper'], 'email'],
  districtId: [district, part, `${district}.none`, 'none', 'nowhere'],
  unitId: [unitId, 'none', '7c7b1f0e-0000-4000-8000-000000000009'],
  importance: ['low', 'normal', 'high'],
  outcome: ['solved', 'none', 'duplicate'],
  applicant: ['cabinet', 'contact'],
  from: ['2026-08-01', '2026-11-15'],
  to: ['2026-09-30', '2026-06-10'],
  stage: ['open'],
  overdue: ['yes'],
  counted: countedMarks,
  cell: [HEXAGONS[0], '88112e4d97fffff', '87112e4d9ffffff', 'nowhere'],
  area: [around(HEXAGONS[0]!)],
  object: [`area:${district}`, `area:${part}`],
});

const readers: [string, Partial<StaffActor>][] = [
  ['everything', {}],
  ['a block', { blocks: ['roads'] }],
  ['a district', { districts: ['of-the-city'] }],
  ['both', { blocks: ['roads', 'waste'], districts: ['of-the-city'] }],
];
const readerOf = (limits: Partial<StaffActor>): StaffActor => ({
  ...head,
  ...limits,
  districts: limits.districts ? [district] : [],
});

describe.each(readers)('figures and rows of who reads %s are one number', (_, limits) => {
  test('for each filter by itself', async () => {
    for (const [name, values] of Object.entries(choices()))
      for (const value of values) {
        const filter = { [name]: value } as CaseFilter;
        const { rows, figures } = await countBoth(readerOf(limits), filter);
        expect(figures, JSON.stringify(filter)).toBe(rows);
      }
  });

  test('for filters together', async () => {
    const dice = startDice(11);
    const all = Object.entries(choices());
    for (let turn = 0; turn < 25; turn += 1) {
      const filter: Record<string, unknown> = {};
      for (let more = 0; more < 3; more += 1) {
        const [name, values] = pick(dice, all);
        filter[name] = pick(dice, values);
      }
      const { rows, figures } = await countBoth(readerOf(limits), filter as CaseFilter);
      if (figureQuestion(head, filter as CaseFilter)) expect(figures, JSON.stringify(filter)).toBe(rows);
      else expect(figures).toBeNull();
    }
  });
});

describe('the total of a list', () => {
  const rows = (filter: CaseFilter) => asActor(head, (ctx) => countRows(ctx, filter));

  test('of more than a thousand is the true number', async () => {
    for (const filter of [
      {},
      { block: 'roads' },
      { channel: 'site_form' },
      { unitId },
      { from: '2026-08-01', to: '2026-11-30' },
      { counted: 'reopened' },
      { applicant: 'cabinet' },
    ] satisfies CaseFilter[]) {
      const counted = await rows(filter);
      expect(counted, JSON.stringify(filter)).toBeGreaterThan(1000);
      expect(await total(filter), JSON.stringify(filter)).toEqual([counted, false]);
    }
  });

  test('whose filter the figures cannot tell is «больше 1 000»', async () => {
    const filter: CaseFilter = { status: ['moderation', 'in_work', 'answered', 'closed'] };
    expect(await rows(filter)).toBeGreaterThan(1000);
    expect(await total(filter)).toEqual([1000, true]);
    expect(await total({ hasPlace: 'yes' })).toEqual([1000, true]);
  });

  test('follows every change at once', async () => {
    const [all, roads] = [await rows({}), await rows({ block: 'roads' })];
    const [one, two, three] = await plantCases(server, [
      { block: 'roads' },
      { block: 'roads' },
      { block: 'roads' },
    ]);
    expect(await total({})).toEqual([all + 3, false]);
    const set = (id: string, values: object) =>
      server.app.services.database.updateTable('cases.case_file').set(values).where('id', '=', id).execute();
    await set(one!.id, { block: 'waste' });
    expect(await total({ block: 'roads' })).toEqual([roads + 2, false]);
    await server.call(
      mergeCase,
      { params: { id: two!.id }, body: { into: three!.id, version: 1 } },
      operator,
    );
    expect(await total({})).toEqual([all + 2, false]);
    expect(await total({ block: 'roads' })).toEqual([roads + 1, false]);
    expect(await total({})).toEqual([await rows({}), false]);
  });

  test('of a reader with limits is of what they may read', async () => {
    const roads = await signInAs(server, 'operator', { slug: 'roads-only', blocks: ['roads'] });
    const own = await asActor(readerOf({ blocks: ['roads'] }), (ctx) => countRows(ctx, {}));
    expect(await total({}, roads)).toEqual([own, false]);
    expect(own).toBeLessThan(await rows({}));
    expect(own).toBeGreaterThan(1000);
  });

  test('never contradicts the rows, and needs no figures to be short', async () => {
    const short: CaseFilter = { block: 'roads', channel: 'paper', importance: 'high' };
    const few = await rows(short);
    expect(few).toBeGreaterThan(10);
    const { services } = server.app;
    const endCount = answerInstead(services, figureCounter, async () => 7);
    try {
      expect(await total({})).toEqual([1000, true]);
      expect(await total(short)).toEqual([few, false]);
      endCount();
      dropFigures(services);
      expect(await total({})).toEqual([1000, true]);
      expect(await total(short)).toEqual([few, false]);
    } finally {
      endCount();
      await refill(services);
    }
    expect(await total({})).toEqual([await rows({}), false]);
  });

  test('of a number known elsewhere is cut nowhere, and narrowed is exact', async () => {
    const { database } = server.app.services;
    const found = await database
      .selectFrom('cases.case_file')
      .select('id')
      .where('status', '<>', 'merged')
      .limit(1500)
      .execute();
    await noteNumbers(
      database,
      found.map(({ id }, at) => ({ caseId: id, number: `kursk_probe-${11_000 + at}` })),
    );
    expect(await total({ q: 'kursk_probe-1' })).toEqual([1000, true]);
    const narrow: CaseFilter = { q: 'kursk_probe-1', channel: 'paper' };
    const [papers, isApproximate] = await total(narrow);
    const own = await database
      .selectFrom('cases.case_file')
      .select('id')
      .where(
        'id',
        'in',
        found.map(({ id }) => id),
      )
      .where('channel', '=', 'paper')
      .execute();
    expect([papers, isApproximate]).toEqual([own.length, false]);
    expect(await total({ q: 'kursk_probe-11007' })).toEqual([1, false]);
  });

  test('that would cost a long pass over the cases is not counted', async () => {
    const question = figureQuestion(head, { importance: 'high', from: '2026-11-01' })!;
    const passed = await rows({ from: '2026-11-01' });
    const count = (most: number) => asActor(head, (ctx) => countByFigures(ctx, question, most));
    expect(await count(passed - 1)).toBeNull();
    expect(await count(passed)).toBe(await rows({ importance: 'high', from: '2026-11-01' }));
  });
});

describe('counts beside queues', () => {
  const plantQueue = async (count: number, fields: object) => {
    for (let left = count; left > 0; left -= 1000)
      await plantCases(
        server,
        Array.from({ length: Math.min(left, 1000) }, () => fields),
      );
  };

  test('what is overdue is told by the figures, as its list', async () => {
    const { counts } = await server.call(getToday, {}, operator);
    const [overdue, isApproximate] = await total({ overdue: 'yes' });
    expect(overdue).toBeGreaterThan(1000);
    expect([counts.overdue, counts.hasMoreOverdue]).toEqual([overdue, isApproximate]);
    expect(isApproximate).toBe(false);
  });

  test('a view that was not counted to its end is named, and its number is past the limit', async () => {
    expect((await server.call(countInbox, {}, operator)).atLeast).toEqual([]);
    await plantQueue(1002, { status: 'clarification' });
    const counts = await server.call(countInbox, {}, operator);
    expect([counts.views.waiting, counts.atLeast]).toEqual([1001, ['waiting']]);
  });

  test('of an inbox longer than is read no number is said to be all', async () => {
    await plantQueue(5000, {});
    const { views, atLeast } = await server.call(countInbox, {}, operator);
    expect(views.new).toBe(5001);
    expect(atLeast).toEqual(expect.arrayContaining(['new', 'overdue', 'today', 'snoozed', 'waiting']));
    const { waiting } = await server.call(getToday, {}, operator);
    expect(waiting.find(({ kind }) => kind === 'triage')?.count).toBe(1001);
  });
});
