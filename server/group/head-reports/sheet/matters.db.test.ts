import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import { plantCases, plantRow } from '../../../../tests/support/plant.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { findMatters } from './matters.ts';

/** What waits for the head's word, out of the tables of problems, assignments, warnings, recommendations and reports. */

const TODAY = '2026-11-24';
const NOW = `${TODAY}T05:00:00Z`;
let server: TestServer;
let member: string;
let head: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  head = (await signInStaff(server, 'head')).cookie;
  member = (await signInStaff(server, 'member')).personId;
});
beforeEach(() =>
  server.asOwner(
    'TRUNCATE problems.burst, problems.member, problems.problem, cases.promise, recommendations.recommendation, assignments.assignment CASCADE',
  ),
);
afterAll(() => server.close());

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const found = () => asSystem(server, (ctx) => findMatters(ctx, TODAY));
const insert = (table: string, row: Record<string, unknown>) => plantRow(server, table, row);

type Kept = [until: string, state: string];

/** A problem of cases that came on these days of November; promises are those of its main case. */
async function plantProblem(title: string, state: string, days: number[], promises: Kept[] = []) {
  const cases = await plantCases(
    server,
    days.map((day) => ({ registered_at: `2026-11-${String(day).padStart(2, '0')}T05:00:00Z` })),
  );
  const id = randomUUID();
  const lead = cases[0]!.id;
  const times = { found_at: NOW, touched_at: NOW };
  const opened = state === 'proposed' ? {} : { opened_at: NOW, opened_by: 'Пробный И.' };
  await insert('problems.problem', { id, title, state, lead_id: lead, version: 1, ...times, ...opened });
  for (const one of cases)
    await insert('problems.member', {
      problem_id: id,
      case_id: one.id,
      state: 'confirmed',
      rule: 'hand',
      added_at: NOW,
      decided_at: NOW,
      decided_by: 'Пробный И.',
    });
  for (const [until, kept] of promises)
    await insert('cases.promise', {
      id: randomUUID(),
      case_id: lead,
      kind: 'answer',
      text: 'Сделаем',
      until,
      promised_by: 'Пробный И.',
      made_at: '2026-11-10T05:00:00Z',
      state: kept,
      settled_at: kept === 'open' ? null : NOW,
    });
}

describe('mass problems', () => {
  test('stand by people, each with its first day and the latest day that is promised still', async () => {
    await plantProblem(
      'Две ямы',
      'open',
      [12, 10],
      [
        ['2026-11-26', 'open'],
        ['2026-11-28', 'open'],
        ['2026-12-20', 'moved'],
      ],
    );
    await plantProblem('Три ямы', 'answering', [9, 8, 11]);
    await plantProblem('Одна яма', 'open', [7], [['2026-11-20', 'broken']]);
    await plantProblem('Не решено, есть ли', 'proposed', [1, 2, 3, 4]);
    const told = await found();
    expect(told.map(({ title, note, isUrgent }) => [title, plain(note), isUrgent])).toEqual([
      ['Три ямы', 'Массовая проблема: 3 дела с 8 ноября, срока жителям не назвали.', true],
      ['Две ямы', 'Массовая проблема: 2 дела с 10 ноября, обещали до 28 ноября.', false],
      ['Одна яма', 'Массовая проблема: 1 дело с 7 ноября, обещанный день прошёл.', true],
    ]);
  });

  test('whose promise was kept or moved broke no word: no day is told', async () => {
    await plantProblem('Яма', 'open', [12], [['2026-11-20', 'kept']]);
    expect((await found()).map(({ trouble }) => trouble)).toEqual(['срока жителям не назвали']);
  });
});

describe('assignments', () => {
  const plant = (serial: number, state: string, dueAt: string) =>
    insert('assignments.assignment', {
      id: randomUUID(),
      year: 2026,
      serial,
      state,
      source: 'resolution',
      basis: 'Резолюция',
      basis_on: '2026-11-10',
      text: `Осмотреть ${serial}`,
      expected_result: '',
      budget_line: '',
      report_text: '',
      return_reason: '',
      report_no: 0,
      extensions: 0,
      version: 1,
      control: 'regular',
      responsible_id: member,
      responsible_name: 'Пробный И.',
      issued_at: '2026-11-10T05:00:00Z',
      issued_by_name: 'Пробный И.',
      due_on: dueAt.slice(0, 10),
      first_due_on: dueAt.slice(0, 10),
      due_at: dueAt,
    });

  test('under control whose term is over, the longest late first; a term that ends this very moment is not over', async () => {
    await plant(1, 'issued', '2026-11-23T18:59:59Z');
    await plant(2, 'in_work', '2026-11-20T18:59:59Z');
    await plant(3, 'in_work', NOW);
    await plant(4, 'in_work', '2026-12-20T18:59:59Z');
    await plant(5, 'reported', '2026-11-20T18:59:59Z');
    const told = await found();
    expect(told.map(({ title, note }) => [title, plain(note).split('.')[0]])).toEqual([
      ['Не исполнено: Осмотреть 2', 'П-2/2026, срок прошёл 4 дня назад'],
      ['Не исполнено: Осмотреть 1', 'П-1/2026, срок прошёл 1 день назад'],
    ]);
  });
});

describe('what is not urgent', () => {
  const recommend = (title: string, state: string, day: number) =>
    insert('recommendations.recommendation', {
      id: randomUUID(),
      title,
      text: 'Как',
      evidence: [],
      addressee_id: member,
      addressee_name: 'Пробный И.',
      indicators: ['inTime'],
      weeks: 4,
      state,
      proposed_by_id: member,
      proposed_by_name: 'Пробный И.',
      proposed_at: `2026-11-${day}T05:00:00Z`,
      applied_note: '',
      version: 1,
      ...(state === 'declined' ? { decline_reason: 'Нет' } : {}),
    });

  test('recommendations that wait for a decision, the oldest first', async () => {
    await recommend('Вторая', 'proposed', 20);
    await recommend('Первая', 'proposed', 12);
    await recommend('Отклонена', 'declined', 11);
    await recommend('Принята', 'accepted', 10);
    expect(await found()).toMatchObject([
      { kind: 'recommendation', title: 'Рекомендация: Первая', isUrgent: false, order: null },
      { kind: 'recommendation', title: 'Рекомендация: Вторая', isUrgent: false, order: null },
    ]);
  });

  test('a warning that runs, with an order at hand', async () => {
    const [example] = await plantCases(server, [{ block: 'roads', district_id: 'sinarsky' }]);
    const burst = {
      fact_id: 'roads.pavement.pothole',
      block: 'roads',
      district_id: 'sinarsky',
      hours: 6,
      count: 9,
      usual: 1,
      threshold: 5,
      rule_version: '1',
      examples: [example!.id],
      began_at: '2026-11-24T01:00:00Z',
      seen_at: NOW,
    };
    await insert('problems.burst', { id: randomUUID(), ...burst });
    await insert('problems.burst', {
      id: randomUUID(),
      ...burst,
      fact_id: 'roads.pavement.crossing',
      ended_at: NOW,
    });
    const told = await found();
    expect(told).toMatchObject([{ kind: 'burst', isUrgent: false, order: { link: { kind: 'burst' } } }]);
  });
});

describe('the last report', () => {
  const report = (serial: number, state: string, to: string) =>
    insert('head_reports.report', {
      id: randomUUID(),
      year: 2026,
      serial,
      from_day: '2026-10-01',
      to_day: to,
      state,
      made_at: NOW,
      made_by_name: 'Пробный И.',
      parts: [],
      comments: [],
      changes: [],
      assignment_ids: [],
      step: 0,
      version: 1,
      ...(state === 'collecting' || state === 'draft'
        ? {}
        : { signed_at: NOW, signed_by_name: 'Пробный И.', sent_at: NOW, fingerprint: 'a', snapshot: '{}' }),
      ...(state === 'resolution' ? { resolution: 'В работу' } : {}),
    });
  const told = async () => {
    const { report: last } = await server.call(headSheet, {}, head);
    return last && [last.number, last.canResolve];
  };

  test('is one that was sent; on it the head decides once', async () => {
    await report(1, 'draft', '2026-10-31');
    expect(await told()).toBeNull();
    await report(2, 'sent', '2026-10-20');
    expect(await told()).toEqual([expect.stringContaining('2'), true]);
    await report(3, 'resolution', '2026-11-02');
    expect(await told()).toEqual([expect.stringContaining('3'), false]);
  });
});
