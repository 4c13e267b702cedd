import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { lastOf } from '../../../shared/lists.ts';
import { staffActor } from '../../../tests/support/actors.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { loadReference, requireReference } from './reference-data.ts';
import { loadStored, startReference, stopReference, storeLadder, storeRules, storeYear } from './store.ts';

/** What an administrator puts over the shipped packs: kept, told in the journal, in force once loaded, taken over by other processes. */

const NOW = '2026-11-24T09:00:00.000Z';
const person = staffActor({ roles: ['admin'], permissions: new Set() });
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
});
beforeEach(async () => {
  for (const table of ['rule_entry', 'ladder_entry', 'calendar_year'])
    await server.asOwner(`TRUNCATE deadlines.${table}`);
  await loadStored(server.app.services);
});
afterAll(async () => {
  loadReference('Asia/Yekaterinburg');
  await server.close();
});

interface Told {
  action: string;
  object: string;
  objectId: string;
  data?: unknown;
}

/** Runs as a person, and tells the lines of the journal. */
async function told(work: (ctx: Ctx) => Promise<void>, actor: Ctx['actor'] = person): Promise<Told[]> {
  const lines: Told[] = [];
  await asSystem(server, (ctx) =>
    work({ ...ctx, actor, audit: ((line: Told) => void lines.push(line)) as Ctx['audit'] }),
  );
  return lines;
}
const rowsOf = async (table: string) =>
  JSON.parse(JSON.stringify((await server.asOwner(`SELECT * FROM deadlines.${table} ORDER BY id`)).rows));

const shippedRule = () => requireReference().rulePack.rules.find(({ id }) => id === 'answer-6wd')!;
const newRule = (version: string, amount: number) => ({
  ...shippedRule(),
  version,
  amount,
  validFrom: '2026-12-01',
  validTo: null,
});
const newLadder = (version: string) => ({
  ...lastOf(requireReference().ladder.versions),
  version,
  validFrom: '2026-12-01',
  validTo: null,
});
const newYear = (toVerify = false) => ({ ...lastOf(requireReference().calendarPack.years), toVerify });
const amounts = () =>
  requireReference().rulePack.rules.flatMap(({ id, amount, validFrom, validTo }) =>
    id === 'answer-6wd' ? [[amount, validFrom, validTo]] : [],
  );

describe('kept in the transaction of whoever asked', () => {
  test('rules, each with its line of the journal', async () => {
    const rules = [newRule('2026.2', 8), { ...newRule('2026.2', 9), id: 'answer-other' }];
    const lines = await told((ctx) => storeRules(ctx, rules, 'Решение № 5'));
    expect(await rowsOf('rule_entry')).toEqual(
      rules.map((entry) => ({
        id: expect.any(Number),
        rule_id: entry.id,
        version: '2026.2',
        valid_from: '2026-12-01',
        entry: JSON.parse(JSON.stringify(entry)),
        reason: 'Решение № 5',
        saved_by: person.id,
        saved_at: NOW,
      })),
    );
    expect(lines).toEqual(
      rules.map(({ id }) => ({
        action: 'deadlines.change-rule',
        object: 'rule',
        objectId: id,
        data: { version: '2026.2', validFrom: '2026-12-01' },
      })),
    );
  });

  test('a ladder', async () => {
    const ladder = newLadder('своя-2');
    const lines = await told((ctx) => storeLadder(ctx, ladder, 'Решение № 6'));
    expect(await rowsOf('ladder_entry')).toEqual([
      {
        id: expect.any(Number),
        version: 'своя-2',
        valid_from: '2026-12-01',
        entry: JSON.parse(JSON.stringify(ladder)),
        reason: 'Решение № 6',
        saved_by: person.id,
        saved_at: NOW,
      },
    ]);
    expect(lines).toEqual([
      {
        action: 'deadlines.change-ladder',
        object: 'rule',
        objectId: 'escalation',
        data: { version: 'своя-2' },
      },
    ]);
  });

  test('a year; of what no person put, nobody is named', async () => {
    const year = newYear();
    const lines = await told((ctx) => storeYear(ctx, year, 'Постановление'), {
      kind: 'system',
      name: 'test',
    });
    expect(await rowsOf('calendar_year')).toEqual([
      {
        id: expect.any(Number),
        year: year.year,
        data: JSON.parse(JSON.stringify(year)),
        source: 'Постановление',
        saved_by: null,
        saved_at: NOW,
      },
    ]);
    expect(lines).toEqual([
      {
        action: 'deadlines.import-year',
        object: 'calendar',
        objectId: String(year.year),
        data: { workingDays: year.workingDays },
      },
    ]);
  });
});

describe('in force', () => {
  test('once it is loaded, the last one over those before', async () => {
    const [[shipped]] = amounts() as [[number, string, null]];
    await told((ctx) => storeRules(ctx, [newRule('2026.2', 8)], ''));
    await told((ctx) => storeRules(ctx, [{ ...newRule('2026.3', 9), validFrom: '2026-12-20' }], ''));
    expect(amounts()).toHaveLength(1);
    await loadStored(server.app.services);
    expect(amounts()).toEqual([
      [shipped, expect.any(String), '2026-11-30'],
      [8, '2026-12-01', '2026-12-19'],
      [9, '2026-12-20', null],
    ]);
    await told((ctx) => storeLadder(ctx, newLadder('своя-2'), ''));
    await told((ctx) => storeLadder(ctx, { ...newLadder('своя-3'), validFrom: '2026-12-20' }, ''));
    const year = newYear(true);
    await told((ctx) => storeYear(ctx, newYear(), ''));
    await told((ctx) => storeYear(ctx, year, ''));
    await loadStored(server.app.services);
    expect(
      requireReference()
        .ladder.versions.map(({ version }) => version)
        .slice(-2),
    ).toEqual(['своя-2', 'своя-3']);
    expect(lastOf(requireReference().calendarPack.years)).toEqual(year);
  });

  test.each<[string, (ctx: Ctx) => Promise<void>]>([
    ['a rule', (ctx) => storeRules(ctx, [newRule('2026.2', 8)], '')],
    ['a ladder', (ctx) => storeLadder(ctx, newLadder('своя-2'), '')],
    ['a year', (ctx) => storeYear(ctx, newYear(), '')],
  ])(
    '%s is taken over by another process within seconds, and nothing is read anew where nothing was put',
    async (_, put) => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      try {
        await startReference(server.app.services);
        const loaded = requireReference();
        vi.advanceTimersByTime(5000);
        await stopReference();
        expect(requireReference()).toBe(loaded);
        await startReference(server.app.services);
        const before = requireReference();
        await told(put);
        vi.advanceTimersByTime(5000);
        await stopReference();
        expect(requireReference()).not.toBe(before);
        // It has stopped: what is put now is taken over by nobody.
        const last = requireReference();
        await told((ctx) => storeRules(ctx, [newRule('2026.9', 7)], ''));
        vi.advanceTimersByTime(60_000);
        await stopReference();
        expect(requireReference()).toBe(last);
      } finally {
        vi.useRealTimers();
      }
    },
  );
});
