import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaceKind } from '../../../shared/contract/heatmap/zones.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { newId } from '../../lib/ids.ts';
import type { Split } from './atoms.ts';
import { type Cell, cellsOfKind, countCity, sumAtoms } from './facts.ts';
import { zonePack } from './pack.ts';
import type { CellFacts } from './score.ts';

const AT = Date.parse('2026-11-24T09:00:00Z');
const [SECOND, HOUR, DAY] = [1000, 3_600_000, 86_400_000];
/** Ages are counted back from the moment of the count; a negative one is still to come. */
const ago = (age: number): Date => new Date(AT - age);
const MANHOLE = 'roads.pavement.manhole';

type Fields = Record<string, unknown>;
type Expected = Partial<Omit<CellFacts, 'weeks'>> & { week?: number };

/** One case, in a cell of its own, and what it counts as: whatever is not named is nothing. Week 0 is the one that ends now. */
const cases: [string, Fields, Expected | null][] = [
  ['registered this moment', { age: 0 }, { week: 0, open: 1, recent: 1 }],
  ['registered a second later', { age: -SECOND }, null],
  ['a second less than a week ago', { age: 7 * DAY - SECOND }, { week: 0, open: 1, recent: 1 }],
  ['a week ago', { age: 7 * DAY }, { week: 1, open: 1, recent: 1 }],
  ['a second less than the weeks that are looked at', { age: 371 * DAY - SECOND }, { week: 52, open: 1 }],
  ['as old as they are', { age: 371 * DAY }, null],
  ['rejected', { age: DAY, status: 'rejected' }, null],
  ['without a place', { age: DAY, district_id: null }, null],
  ['answered', { age: DAY, answered_at: ago(HOUR) }, { week: 0, recent: 1 }],
  ['answered this moment', { age: DAY, answered_at: ago(0) }, { week: 0, recent: 1 }],
  ['answered later', { age: DAY, answered_at: ago(-HOUR) }, { week: 0, open: 1, recent: 1 }],
  ['closed', { age: DAY, closed_at: ago(HOUR) }, { week: 0, recent: 1 }],
  ['closed this moment', { age: DAY, closed_at: ago(0) }, { week: 0, recent: 1 }],
  ['closed later', { age: DAY, closed_at: ago(-HOUR) }, { week: 0, open: 1, recent: 1 }],
  [
    'answered, closed later',
    { age: DAY, answered_at: ago(HOUR), closed_at: ago(-HOUR) },
    { week: 0, recent: 1 },
  ],
  ['due a second ago', { age: DAY, due_at: ago(SECOND) }, { week: 0, open: 1, overdue: 1, recent: 1 }],
  ['due this moment', { age: DAY, due_at: ago(0) }, { week: 0, open: 1, recent: 1 }],
  [
    'a step of it breached',
    { age: DAY, breached_at: ago(HOUR) },
    { week: 0, open: 1, overdue: 1, recent: 1 },
  ],
  [
    'due long ago, answered',
    { age: 20 * DAY, due_at: ago(15 * DAY), answered_at: ago(HOUR) },
    { week: 2, recent: 1 },
  ],
  [
    'beyond two of its terms',
    { age: 10 * DAY, due_at: ago(6 * DAY) },
    { week: 1, open: 1, overdue: 1, beyond: 1, recent: 1 },
  ],
  [
    'two of its terms, to the second',
    { age: 10 * DAY, due_at: ago(5 * DAY) },
    { week: 1, open: 1, overdue: 1, recent: 1 },
  ],
  ['danger', { age: 72 * HOUR - SECOND, fact_id: MANHOLE }, { week: 0, open: 1, danger: 1, recent: 1 }],
  ['danger of three days ago', { age: 72 * HOUR, fact_id: MANHOLE }, { week: 0, open: 1, recent: 1 }],
  ['danger that is answered', { age: HOUR, fact_id: MANHOLE, answered_at: ago(1) }, { week: 0, recent: 1 }],
  ['four weeks ago but for a second', { age: 28 * DAY - SECOND }, { week: 3, open: 1, recent: 1 }],
  ['four weeks ago', { age: 28 * DAY }, { week: 4, open: 1 }],
  ['come back', { age: DAY, reopen_count: 1 }, { week: 0, open: 1, recent: 1, repeated: 1 }],
  ['come back long ago', { age: 28 * DAY, reopen_count: 1 }, { week: 4, open: 1 }],
  ['important', { age: 7 * DAY - SECOND, importance: 'high' }, { week: 0, open: 1, recent: 1, important: 1 }],
  ['important a week ago', { age: 7 * DAY, importance: 'high' }, { week: 1, open: 1, recent: 1 }],
];

let server: TestServer;
type FoundCell = Cell & { facts: CellFacts };
const countAt = (at: Date, by: Split = 'block', kind: PlaceKind = 'district'): Promise<FoundCell[]> => {
  const rule = zonePack.on('2026-11-24');
  return asSystem(server, async (ctx) => {
    const counted = await countCity(ctx, rule, at, { by, hexagons: kind === 'hexagon' ? [] : 'none' });
    return cellsOfKind(counted, kind).map(({ atoms, ...cell }) => ({
      ...cell,
      facts: sumAtoms(atoms, counted.weeks),
    }));
  });
};

const place = { district_id: 'sinarsky.trubny', fact_id: 'roads.pavement.pothole', due_at: ago(-30 * DAY) };
const plant = (block: string, { age, ...fields }: Fields) =>
  plantCases(server, [{ ...place, block, registered_at: ago(age as number), ...fields }]);

/** A rating of a case, so long ago. */
async function rate(caseId: string, score: number | null, age: number): Promise<void> {
  const contactId = newId();
  await server.app.pool.query(
    `INSERT INTO cases.contact (id, case_id, kind, regime, regime_reason, identity, received_at)
     SELECT $1, id, 'message', regime, '', 'anonymous', registered_at FROM cases.case_file WHERE id = $2`,
    [contactId, caseId],
  );
  await server.app.pool.query(
    `INSERT INTO cases.rating (id, case_id, contact_id, round, score, resolved, at) VALUES ($1, $2, $3, 1, $4, 'no', $5)`,
    [newId(), caseId, contactId, score, ago(age)],
  );
}

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(new Date(AT).toISOString());
  for (const [name, fields] of cases) await plant(name, fields);
  const spot = { address: 'Мира, 1' };
  for (const age of [0, HOUR, 24 * HOUR - SECOND, 24 * HOUR, -SECOND])
    await plant('one place', { age, ...spot });
  await plant('one place', { age: HOUR, address: 'Мира, 2' });
  await plant('no place', { age: HOUR });
  for (const [age, score] of [
    [0, 2],
    [HOUR, 3],
    [28 * DAY - SECOND, 1],
    [28 * DAY, 1],
    [-SECOND, 1],
    [HOUR, null],
  ] as const) {
    const [rated] = await plant('rated', { age: 30 * DAY });
    await rate(rated!.id, score, age);
  }
  await plant('two topics', { age: HOUR });
  await plant('two topics', { age: HOUR, fact_id: null });
});
afterAll(() => server.close());

describe('what is known of a cell', () => {
  it('is told case by case', async () => {
    const cells = await countAt(new Date(AT));
    const found = Object.fromEntries(cells.map(({ block, facts }) => [block, facts]));
    const nothing = {
      open: 0,
      overdue: 0,
      recent: 0,
      repeated: 0,
      ratings: 0,
      lowRatings: 0,
      important: 0,
      reach: null,
    };
    for (const [name, { age: _, address }, expected] of cases.map(
      ([label, fields, told]) => [label, fields, told] as const,
    )) {
      if (!expected) {
        expect(found[name], name).toBeUndefined();
        continue;
      }
      const { week, ...counts } = expected;
      const weeks = Array.from({ length: 53 }, (_unused, at) => Number(at === week));
      expect(found[name], name).toEqual({
        ...nothing,
        onObject: address ? 1 : 0,
        danger: 0,
        beyond: 0,
        weeks,
        ...counts,
      });
    }
  });

  it('holds the most at one place within a day, and people’s ratings of four weeks', async () => {
    const cells = await countAt(new Date(AT));
    const of = (name: string) => cells.find(({ block }) => block === name)!.facts;
    expect(of('one place').onObject).toBe(3);
    expect(of('no place').onObject).toBe(0);
    expect(of('rated')).toMatchObject({ ratings: 3, lowRatings: 2 });
  });

  it('is of a great district, by block or by topic', async () => {
    const blocks = await countAt(new Date(AT));
    expect(new Set(blocks.map(({ place: { kind, key }, factId }) => `${kind} ${key} ${factId}`))).toEqual(
      new Set(['district sinarsky null']),
    );
    const topics = (await countAt(new Date(AT), 'fact')).filter(({ block }) => block === 'two topics');
    expect(topics.map(({ factId, facts }) => [factId ?? '', facts.weeks[0]]).toSorted()).toEqual([
      ['', 1],
      ['roads.pavement.pothole', 1],
    ]);
    expect(blocks.find(({ block }) => block === 'two topics')!.facts.weeks[0]).toBe(2);
  });

  it('is of as many weeks as there are cases of', async () => {
    const weeksAt = async (age: number) => (await countAt(ago(age)))[0]?.facts.weeks.length;
    expect(await weeksAt(371 * DAY - 20 * DAY)).toBe(2);
    expect(await weeksAt(371 * DAY - 2 * DAY)).toBe(1);
    expect(await weeksAt(0)).toBe(53);
    await plant('older than all that is looked at', { age: 400 * DAY });
    expect(await weeksAt(0)).toBe(53);
  });
});
