import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffActor } from '../../../tests/support/actors.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import type { Actor, StaffActor } from '../../lib/module/context.ts';
import { type IncidentMeasure, incidentMeasure, incidentSlice } from './counted.ts';
import { seenIncidents, withMerged } from './rows.ts';

/** What a number of incidents counts, and who sees which of them: incidents and their terms as rows, and nothing else. */

const id = (serial: number): string => `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`;
const UNIT = id(900);
const CELL = '8910dc0ca77ffff';
const moment = (text: string): Date => new Date(`2026-11-${text.replace(' ', 'T')}:00Z`);

interface Given {
  status?: string;
  block?: string;
  fact?: string;
  district?: string;
  unit?: string;
  h3?: string;
  opened?: string;
  mergedInto?: number;
}

let server: TestServer;

const text = (value: string | undefined): string => (value === undefined ? 'NULL' : `'${value}'`);

async function put(serial: number, given: Given): Promise<void> {
  const { status = given.mergedInto === undefined ? 'captured' : 'merged', opened = '24 09:00' } = given;
  const reason = status === 'dismissed' ? "'opinion'" : 'NULL';
  const into = given.mergedInto === undefined ? 'NULL' : `'${id(given.mergedInto)}'`;
  const at = `'${moment(opened).toISOString()}'`;
  await server.asOwner(
    `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, dismiss_reason, merged_into, opened_at,
       last_posted_at, block, fact_id, district_id, unit_id, h3)
     VALUES ('${id(serial)}', 'И-${serial}', 'Вода', '${status}', 'normal', 'rule', '{}', ${reason}, ${into}, ${at}, ${at},
       ${[given.block, given.fact, given.district, given.unit, given.h3].map(text).join(', ')})`,
  );
}

const term = (serial: number, started: string, due: string, ended: string | null): Promise<unknown> =>
  server.asOwner(
    `INSERT INTO incidents.term (incident_id, kind, started_at, rule_id, rule_version, due_at, ended_at) VALUES ('${id(serial)}', 'answer',
     ${[started, due].map((one) => `'${moment(one).toISOString()}'`).join(", 'rule', '1', ")}, ${ended === null ? 'NULL' : `'${moment(ended).toISOString()}'`})`,
  );

/** Numbers of the incidents a condition holds for. */
async function those(condition: ReturnType<typeof incidentSlice>): Promise<number[]> {
  const { rows } = await asSystem(server, (ctx) =>
    sql<{ number: string }>`SELECT number FROM incidents.incident AS incident WHERE ${condition}`.execute(
      ctx.db,
    ),
  );
  return rows.map(({ number }) => Number(number.slice(2))).toSorted((one, other) => one - other);
}

beforeAll(async () => {
  server = await startTestServer();
  // Slices.
  await put(1, { block: 'roads', fact: 'roads.pavement.pothole', district: 'krasnogorsky.yuzhny', h3: CELL });
  await put(2, { block: 'housing', district: 'krasnogorsky', unit: UNIT });
  await put(3, {});
  // Measures.
  await put(10, { opened: '10 09:00' });
  await term(10, '10 09:00', '10 12:00', '10 15:00');
  await put(11, { opened: '11 09:00' });
  await term(11, '10 09:00', '11 12:00', null);
  await put(12, { opened: '10 09:00', status: 'dismissed' });
  await term(12, '10 09:00', '10 12:00', null);
  await put(13, { opened: '10 09:00', mergedInto: 10 });
  await term(13, '10 09:00', '10 12:00', null);
  await put(14, { opened: '10 09:00', mergedInto: 13 });
}, 60_000);
afterAll(() => server.close());

const all = [1, 2, 3, 10, 11, 12, 13, 14];

describe('a slice', () => {
  test.each<[string, Parameters<typeof incidentSlice>[0], number[]]>([
    ['of everything', {}, all],
    ['of a block', { block: 'roads' }, [1]],
    ['of no block', { block: 'none' }, all.filter((one) => one > 2)],
    ['of a fact', { factId: 'roads.pavement.pothole' }, [1]],
    ['of a unit', { unitId: UNIT }, [2]],
    ['of no unit', { unitId: 'none' }, all.filter((one) => one !== 2)],
    ['of a district with its parts', { districtId: 'krasnogorsky' }, [1, 2]],
    ['of a part of it', { districtId: 'krasnogorsky.yuzhny' }, [1]],
    ['of a stored cell', { cell: CELL }, [1]],
    ['of another cell', { cell: '8910dc0ca73ffff' }, []],
    ['of a wider hexagon', { cell: '8810dc0ca7fffff' }, [1]],
    ['of what is no hexagon', { cell: 'ffff' }, []],
    ['of an outline', { area: '61.9,56.3;62.1,56.3;62.1,56.5;61.9,56.5' }, [1]],
    ['of an outline elsewhere', { area: '60.9,55.3;60.91,55.3;60.91,55.31;60.9,55.31' }, []],
    ['of both a block and a unit', { block: 'roads', unitId: UNIT }, []],
  ])('%s', async (_, slice, numbers) => {
    expect(await those(incidentSlice(slice))).toEqual(numbers);
  });
});

describe('a number', () => {
  test.each<[IncidentMeasure, string, string, number[]]>([
    ['open', 'at the moment its term begins', '10 09:00', [10, 11]],
    ['open', 'a minute before', '10 08:59', []],
    ['open', 'a minute before it ends', '10 14:59', [10, 11]],
    ['open', 'at the moment it ends', '10 15:00', [11]],
    ['overdue', 'at the moment it is due', '10 12:00', []],
    ['overdue', 'a minute later', '10 12:01', [10]],
    ['overdue', 'once it has ended', '10 15:00', []],
    ['overdue', 'a day later', '11 12:01', [11]],
  ])('%s %s', async (measure, _, at, numbers) => {
    const to = moment(at);
    expect(
      await those(incidentMeasure(measure, { from: moment('01 00:00'), to }, moment('30 00:00'))),
    ).toEqual(numbers);
  });

  test('of a period that is not over is of now', async () => {
    const moments = { from: moment('01 00:00'), to: moment('30 00:00') };
    expect(await those(incidentMeasure('open', moments, moment('10 14:00')))).toEqual([10, 11]);
    expect(await those(incidentMeasure('open', moments, moment('10 16:00')))).toEqual([11]);
    expect(await those(incidentMeasure('overdue', moments, moment('10 11:00')))).toEqual([]);
  });

  test('received is of the days it was opened in, the first moment with it and the last without', async () => {
    const received = (from: string, to: string) =>
      those(incidentMeasure('received', { from: moment(from), to: moment(to) }, moment('30 00:00')));
    expect(await received('10 09:00', '11 09:00')).toEqual([10]);
    expect(await received('10 09:01', '11 09:01')).toEqual([11]);
  });
});

describe('who sees an incident', () => {
  const staff = (more: Partial<StaffActor>): StaffActor =>
    staffActor({ roles: ['operator'], permissions: new Set(['incidents.watch']), ...more });
  const unsorted = all.filter((one) => one > 2);
  test.each<[string, Actor, number[]]>([
    ['the system', { kind: 'system', name: 'test' }, all],
    ['whoever watches everywhere', staff({}), all],
    ['whoever watches a block, and what has none yet', staff({ blocks: ['roads'] }), [1, ...unsorted]],
    ['whoever watches a district with its parts', staff({ districts: ['krasnogorsky'] }), all],
    ['whoever watches a part of it', staff({ districts: ['krasnogorsky.yuzhny'] }), [1, ...unsorted]],
    ['whoever watches what only begins like it', staff({ districts: ['krasnogorsky.yuzh'] }), unsorted],
    [
      'whoever watches a block within a district',
      staff({ blocks: ['housing'], districts: ['krasnogorsky.yuzhny'] }),
      unsorted,
    ],
    ['an executor, of their unit', staff({ permissions: new Set(), unitIds: [UNIT] }), [2]],
    ['an executor of another', staff({ permissions: new Set(), unitIds: [id(901)] }), []],
    ['a resident', { kind: 'resident', id: id(902) } as Actor, []],
  ])('%s', async (_, actor, numbers) => {
    expect(await those(seenIncidents(actor))).toEqual(numbers);
  });
});

test('what was merged into an incident is told with it, and what was merged into that', async () => {
  const merged = (...ids: string[]) => those(sql<boolean>`incident.id IN ${withMerged(ids)}`);
  expect(await merged(id(10))).toEqual([10, 13, 14]);
  expect(await merged(id(13), id(1))).toEqual([1, 13, 14]);
  expect(await merged()).toEqual([]);
});
