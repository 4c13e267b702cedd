import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffActor } from '../../../tests/support/actors.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import type { Ctx, StaffActor } from '../../lib/module/context.ts';
import { conflictTerms } from './clock-subject.ts';
import {
  actsOf,
  type ConflictRow,
  lockConflict,
  lockNewSignal,
  type SignalRow,
  seenRows,
  signalActsOf,
} from './rows.ts';
import { addConflictLine, tellConflicts } from './told.ts';

/** Conflicts as rows: who sees and may do what, what others are told, which terms run. */

const UNIT = randomUUID();
const LEADER = randomUUID();
const id = (serial: number): string => `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`;
const POTHOLE = 'roads.pavement.pothole';
let server: TestServer;

interface Given {
  state?: 'open' | 'led' | 'closed';
  block?: string;
  district?: string;
  unit?: string;
  fact?: string;
  due?: string;
}

const text = (value: string | undefined): string => (value === undefined ? 'NULL' : `'${value}'`);

async function put(
  serial: number,
  { state = 'open', block, district, unit, fact, due = '24 12:00' }: Given,
): Promise<void> {
  const closed =
    state === 'closed' ? "'solved', now(), '{}', now(), 'Пробный'" : 'NULL, NULL, NULL, NULL, NULL';
  await server.asOwner(
    `INSERT INTO conflicts.conflict (id, number, title, trigger, risk, state, block, district_id, unit_id, fact_id, leader_id, leader_name,
       outcome, closed_at, errors, reviewed_at, reviewed_by_name, opened_at, opened_by_name, rule_id, rule_version, term_from, due_at)
     VALUES ('${id(serial)}', 'К-${serial}', 'Спор ${serial}', 'manual', 'high', '${state}', ${[block, district, unit, fact].map(text).join(', ')},
       ${state === 'led' ? `'${LEADER}', 'Пробный'` : 'NULL, NULL'}, ${closed}, now(), 'Пробный', 'rule', '1',
       '2026-11-24T08:00:00Z', '2026-11-${due.replace(' ', 'T')}:00Z')`,
  );
}

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  await put(1, { block: 'roads', district: 'krasnogorsky.yuzhny', fact: POTHOLE, due: '24 13:00' });
  await put(2, { state: 'led', block: 'housing', district: 'krasnogorsky', unit: UNIT, due: '24 11:00' });
  await put(3, { state: 'closed', due: '24 10:00' });
  await put(4, {});
});
afterAll(() => server.close());

const asStaff = <T>(more: Partial<StaffActor>, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  asSystem(server, (ctx) =>
    work({
      ...ctx,
      actor: staffActor({ roles: ['operator'], permissions: new Set(['conflicts.watch']), ...more }),
    }),
  );
const numbers = (rows: readonly { number: string }[]): number[] =>
  rows.map(({ number }) => Number(number.slice(2)));

describe('who sees a conflict', () => {
  test.each<[string, Partial<StaffActor>, number[]]>([
    ['whoever watches everywhere', {}, [1, 2, 3, 4]],
    ['whoever watches a block, and what has none', { blocks: ['roads'] }, [1, 3, 4]],
    ['whoever watches a district with its parts', { districts: ['krasnogorsky'] }, [1, 2, 3, 4]],
    ['whoever watches a part of it', { districts: ['krasnogorsky.yuzhny'] }, [1, 3, 4]],
    ['whoever watches what only begins like it', { districts: ['krasnogorsky.yuzh'] }, [3, 4]],
    ['both of a block and a district', { blocks: ['housing'], districts: ['krasnogorsky.yuzhny'] }, [3, 4]],
    ['an executor, of their unit', { permissions: new Set(), unitIds: [UNIT] }, [2]],
    ['an executor of another', { permissions: new Set(), unitIds: [randomUUID()] }, []],
  ])('%s', async (_, more, seen) => {
    const rows = await asStaff(more, async (ctx) => {
      const told = await sql<{ number: string }>`
        SELECT number FROM conflicts.conflict AS conflict WHERE ${seenRows(ctx.actor, 'conflict')} ORDER BY number`.execute(
        ctx.db,
      );
      return told.rows;
    });
    expect(numbers(rows)).toEqual(seen);
  });
});

describe('what others are told', () => {
  test('is of those that run, the nearest term first, no more than are asked for', async () => {
    expect(numbers(await asStaff({}, (ctx) => tellConflicts(ctx, { running: 9 })))).toEqual([2, 4, 1]);
    expect(numbers(await asStaff({}, (ctx) => tellConflicts(ctx, { running: 2 })))).toEqual([2, 4]);
    expect(
      numbers(await asStaff({ blocks: ['roads'] }, (ctx) => tellConflicts(ctx, { running: 9 }))),
    ).toEqual([4, 1]);
  });

  test('is of these, whether they run or not', async () => {
    const told = await asStaff({}, (ctx) => tellConflicts(ctx, { ids: [id(1), id(3)] }));
    expect(told).toEqual([
      {
        id: id(3),
        number: 'К-3',
        title: 'Спор 3',
        block: null,
        factId: null,
        districtId: null,
        isRunning: false,
      },
      {
        id: id(1),
        number: 'К-1',
        title: 'Спор 1',
        block: 'roads',
        factId: POTHOLE,
        districtId: 'krasnogorsky.yuzhny',
        isRunning: true,
      },
    ]);
    expect(await asStaff({ permissions: new Set() }, (ctx) => tellConflicts(ctx, { ids: [id(1)] }))).toEqual(
      [],
    );
  });

  test('and what they did stands in its history, so that an older card is one', async () => {
    await asStaff({}, (ctx) => addConflictLine(ctx, id(4), 'Сделано дело'));
    const { rows } = await server.asOwner(
      `SELECT conflict.number, version, what FROM conflicts.conflict LEFT JOIN conflicts.event ON conflict_id = id ORDER BY number`,
    );
    expect(rows.map(({ version, what }) => [version, what])).toEqual([
      [1, null],
      [1, null],
      [1, null],
      [2, 'Сделано дело'],
    ]);
  });
});

describe('what may be done', () => {
  const lead = { permissions: new Set(['conflicts.watch', 'conflicts.lead']) };
  const of = (state: string, leader: string | null = null) => ({ state, leader_id: leader }) as ConflictRow;
  const acts = (more: Partial<StaffActor>, row: ConflictRow) =>
    asStaff(more, async (ctx) => actsOf(ctx, row));

  test('is nothing to whoever only watches; to whoever leads it already, taking it is none', async () => {
    expect(await acts({}, of('open'))).toEqual([]);
    expect(await acts(lead, of('led', LEADER))).toContain('take');
    const own = await acts({ ...lead, id: LEADER }, of('led', LEADER));
    expect(own).not.toContain('take');
    expect(own).toContain('close');
    expect(await acts(lead, of('closed'))).toContain('reopen');
    expect(await acts(lead, of('closed'))).not.toContain('take');
  });

  test('with a signal is to decide about it, once', async () => {
    const signal = (state: string) => ({ state }) as SignalRow;
    const of = (more: Partial<StaffActor>, state: string) =>
      asStaff(more, async (ctx) => signalActsOf(ctx, signal(state)));
    expect(await of(lead, 'new')).toEqual(['dismiss', 'open', 'join']);
    expect(await of(lead, 'taken')).toEqual([]);
    expect(await of({}, 'new')).toEqual([]);
  });

  test('is refused of what is not seen, what is over, what was changed meanwhile', async () => {
    const lock = (
      serial: number,
      version: number,
      act: Parameters<typeof lockConflict>[3],
      more: Partial<StaffActor> = lead,
    ) => asStaff(more, (ctx) => lockConflict(ctx, id(serial), version, act));
    expect(await lock(1, 1, 'take')).toMatchObject({ number: 'К-1' });
    await expect(lock(2, 1, 'take', { ...lead, blocks: ['roads'] })).rejects.toThrow(/Такого конфликта нет/u);
    await expect(lock(3, 1, 'take')).rejects.toThrow(/Вести можно открытый/u);
    await expect(lock(1, 7, 'take')).rejects.toMatchObject({ code: 'lib.changed-meanwhile' });
    const signal = (state: string) =>
      `INSERT INTO conflicts.signal (id, kind, cause, state, noticed_at, event_at, last_at, facts, rule_version, dismiss_reason, decided_at)
       VALUES ('${id(state === 'new' ? 50 : 51)}', 'late', '${state}', '${state}', now(), now(), now(), '{}', '1',
         ${state === 'new' ? "'', NULL" : "'Нет', now()"})`;
    await server.asOwner(`${signal('new')}; ${signal('dismissed')}`);
    const take = (serial: number) => asStaff(lead, (ctx) => lockNewSignal(ctx, id(serial), 1));
    expect(await take(50)).toMatchObject({ state: 'new' });
    await expect(take(51)).rejects.toThrow(/уже решили/u);
    await expect(take(52)).rejects.toThrow(/Такого сигнала нет/u);
  });
});

describe('terms that run', () => {
  const terms = async () =>
    (await asSystem(server, (ctx) => conflictTerms.terms(ctx))).map((term) => ({
      ...term,
      whom: ['owner', 'coordinator', 'head'].map((word) => term.whom(word as 'owner', term.clock)),
    }));
  const leads = [{ role: 'operator' }, { may: 'conflicts.lead' }];

  test('are those of conflicts that are not closed; whoever leads one is told first', async () => {
    const found = await terms();
    expect(found.map(({ name }) => name)).toEqual(['Конфликт № К-2', 'Конфликт № К-4', 'Конфликт № К-1']);
    expect(found[2]).toEqual({
      id: id(1),
      clock: 'conflict',
      startedAt: new Date('2026-11-24T08:00:00Z'),
      dueAt: new Date('2026-11-24T13:00:00Z'),
      name: 'Конфликт № К-1',
      about: 'яма',
      path: `/staff/conflicts?id=${id(1)}`,
      unitId: null,
      block: 'roads',
      districtId: 'krasnogorsky.yuzhny',
      whom: [leads, leads, undefined],
    });
    expect(found[0]).toMatchObject({
      about: 'тема не выбрана',
      unitId: UNIT,
      whom: [[{ people: [LEADER] }, ...leads], [{ people: [LEADER] }, ...leads], undefined],
    });
  });

  test('of a playbook are one: that of its step that is due first and not done', async () => {
    const incident = id(70);
    await server.asOwner(
      `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at, block)
       VALUES ('${incident}', 'И-7', 'Яма', 'sorted', 'normal', 'own-page', '{}', now(), now(), 'roads');
       INSERT INTO conflicts.run (id, conflict_id, incident_id, playbook, title, started_at, started_by_name) VALUES
         ('${id(60)}', '${id(1)}', NULL, 'x', 'Сценарий', '2026-11-24T08:30:00Z', 'Пробный'),
         ('${id(61)}', NULL, '${incident}', 'x', 'Сценарий', '2026-11-24T08:40:00Z', 'Пробный');
       INSERT INTO conflicts.task (run_id, serial, conflict_id, incident_id, text, due_at, done_at, is_void) VALUES
         ('${id(60)}', 1, '${id(1)}', NULL, 'а', '2026-11-24T08:50:00Z', now(), false),
         ('${id(60)}', 2, '${id(1)}', NULL, 'б', '2026-11-24T09:50:00Z', NULL, false),
         ('${id(60)}', 3, '${id(1)}', NULL, 'в', '2026-11-24T09:20:00Z', NULL, false),
         ('${id(60)}', 4, '${id(1)}', NULL, 'г', '2026-11-24T09:10:00Z', NULL, true),
         ('${id(61)}', 1, NULL, '${incident}', 'а', '2026-11-24T09:30:00Z', NULL, false),
         ('${id(61)}', 2, NULL, '${incident}', 'б', '2026-11-24T09:40:00Z', NULL, false)`,
    );
    const steps = async () =>
      (await terms()).flatMap(({ clock, id: run, name, dueAt, startedAt, path }) =>
        clock === 'conflict-task'
          ? [
              {
                run,
                name,
                due: dueAt.toISOString().slice(11, 16),
                from: startedAt.toISOString().slice(11, 16),
                path,
              },
            ]
          : [],
      );
    expect(await steps()).toEqual([
      {
        run: id(60),
        name: 'Конфликт № К-1',
        due: '09:20',
        from: '08:30',
        path: `/staff/conflicts?id=${id(1)}`,
      },
      {
        run: id(61),
        name: 'Инцидент № И-7',
        due: '09:30',
        from: '08:40',
        path: `/staff/social?id=${incident}`,
      },
    ]);
    // Nobody goes on with a playbook of an incident that is over.
    await server.asOwner(
      `UPDATE incidents.incident SET status = 'closed', close_reason = 'Всё' WHERE id = '${incident}'`,
    );
    expect((await steps()).map(({ run }) => run)).toEqual([id(60)]);
    expect([
      conflictTerms.title('conflict'),
      conflictTerms.title('conflict-task'),
      conflictTerms.title('case'),
    ]).toEqual(['Уладить конфликт', 'Шаг сценария', undefined]);
  });
});
