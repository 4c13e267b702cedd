import { describe, expect, test } from 'vitest';
import { type CaseFilter, caseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import { staffActor } from '../../../../tests/support/actors.ts';
import type { StaffActor } from '../../../lib/module/context.ts';
import { type FigureQuestion, figureQuestion } from './figure-question.ts';

const head = staffActor({ roles: ['head'], permissions: new Set(['cases.read', 'cases.approve']) });

/** Of each condition the side and which of these names it takes; null = a case without one. */
const told = ({ measure, from, to, conditions }: FigureQuestion, names: (string | null)[]) => ({
  measure,
  ...(from && { from }),
  ...(to && { to }),
  ...(conditions.length > 0 && {
    taken: conditions.map(({ side, takes }) => [side, ...names.filter(takes)]),
  }),
});

const UNIT = '7c7b1f0e-0000-4000-8000-000000000001';
const HEXAGON = '89112e4d96fffff';
const never = null;
const filters: [keyof CaseFilter, CaseFilter, (string | null)[], object | null][] = [
  ['block', { block: 'roads' }, ['roads', 'waste', null], { taken: [['block', 'roads']] }],
  ['block', { block: ['roads', 'none'] }, ['roads', 'waste', null], { taken: [['block', 'roads', null]] }],
  ['block', { block: 'none' }, ['roads', null, 'none'], { taken: [['block', null]] }],
  ['factId', { factId: 'roads.a' }, ['roads.a', 'roads.b', null], { taken: [['fact', 'roads.a']] }],
  ['factId', { factId: 'none' }, ['roads.a', null], { taken: [['fact', null]] }],
  ['channel', { channel: 'paper' }, ['paper', 'email'], { taken: [['channel', 'paper']] }],
  [
    'channel',
    { channel: ['paper', 'email'] },
    ['paper', 'email', 'pos'],
    { taken: [['channel', 'paper', 'email']] },
  ],
  ['unitId', { unitId: UNIT }, [UNIT, 'other', null], { taken: [['unit', UNIT]] }],
  ['unitId', { unitId: 'none' }, [UNIT, null], { taken: [['unit', null]] }],
  [
    'importance',
    { importance: 'high' },
    ['low', 'normal', 'high', null],
    { taken: [['importance', 'high']] },
  ],
  ['outcome', { outcome: 'solved' }, ['solved', 'refused', null], { taken: [['outcome', 'solved']] }],
  ['outcome', { outcome: 'none' }, ['solved', null], { taken: [['outcome', null]] }],
  ['applicant', { applicant: 'cabinet' }, ['cabinet', 'contact'], { taken: [['applicant', 'cabinet']] }],
  ['applicant', { applicant: 'contact' }, ['cabinet', 'contact'], { taken: [['applicant', 'contact']] }],
  ['cell', { cell: HEXAGON }, [HEXAGON, '89112e4d96bffff', null], { taken: [['hexagon', HEXAGON]] }],
  [
    'cell',
    { cell: '88112e4d97fffff' },
    [HEXAGON, '89112e4d96bffff', '89000000000ffff', null],
    { taken: [['hexagon', HEXAGON, '89112e4d96bffff']] },
  ],
  ['from', { from: '2026-11-01' }, [], { from: '2026-11-01' }],
  ['to', { to: '2026-11-30' }, [], { to: '2026-11-30' }],
  ['stage', { stage: 'open' }, [], { measure: 'still-open' }],
  ...(['triage', 'work', 'approval', 'answered', 'closed'] as const).map(
    (stage): [keyof CaseFilter, CaseFilter, string[], null] => ['stage', { stage }, [], never],
  ),
  ['overdue', { overdue: 'yes' }, [], { measure: 'still-overdue' }],
  ['overdue', { overdue: 'today' }, [], never],
  ...(['answered', 'late', 'broken', 'rated', 'rated-well', 'reopened', 'reworked'] as const).map(
    (counted): [keyof CaseFilter, CaseFilter, string[], object] => [
      'counted',
      { counted },
      [],
      { measure: counted },
    ],
  ),
  ['lacks', { lacks: 'photo' }, [], never],
  ['merged', { merged: 'with' }, [], never],
  ['openOn', { openOn: '2026-11-20' }, [], never],
  ['overdueOn', { overdueOn: '2026-11-20' }, [], never],
  ['turn', { turn: 'given' }, [], never],
  ['since', { since: '2026-11-01' }, [], never],
  ['until', { until: '2026-11-20' }, [], never],
  ['q', { q: 'яма' }, [], never],
  ['status', { status: 'in_work' }, [], never],
  ['status', { status: 'merged' }, [], never],
  ['status', { status: ['in_work', 'merged'] }, [], never],
  ['executorId', { executorId: UNIT }, [], never],
  ['tone', { tone: 'threat' }, [], never],
  ['hasPlace', { hasPlace: 'yes' }, [], never],
  ['hasPlace', { hasPlace: 'no' }, [], never],
  ['resolved', { resolved: 'no' }, [], never],
  ['near', { near: '56.4,61.9,200' }, [], never],
  ['authorOf', { authorOf: UNIT }, [], never],
  ['cause', { cause: 'reject:spam' }, [], never],
  ['told', { told: 'K9:2026-10-01:2026-10-31' }, [], never],
  ['numbers', { numbers: '2026-11-0001' }, [], never],
  ['publication', { publication: 'waits' }, [], never],
  ['settle', { settle: 'waits' }, [], never],
  ['interim', { interim: 'waits' }, [], never],
  ['part', { part: 'asked' }, [], never],
];

describe('what of each filter the figures are asked', () => {
  test.each(filters)('%s %j', (_, filter, names, expected) => {
    const question = figureQuestion(head, filter);
    expect(question && told(question, names)).toEqual(expected && { measure: 'received', ...expected });
  });

  test('every filter of the list stands above, but those whose names the city knows (totals.db.test.ts)', () => {
    const named = ['category', 'districtId', 'area', 'object'];
    expect(new Set([...filters.map(([name]) => name), ...named])).toEqual(
      new Set(Object.keys(caseFilter.shape)),
    );
  });
});

describe('several filters', () => {
  test('all of them are asked at once', () => {
    const filter: CaseFilter = { block: 'roads', channel: 'paper', from: '2026-01-01', to: '2026-02-01' };
    expect(told(figureQuestion(head, { ...filter, overdue: 'yes' })!, ['roads', 'paper', null])).toEqual({
      measure: 'still-overdue',
      from: '2026-01-01',
      to: '2026-02-01',
      taken: [
        ['block', 'roads'],
        ['channel', 'paper'],
      ],
    });
  });

  test('one that cannot be told spoils all', () => {
    expect(figureQuestion(head, { block: 'roads', tone: 'threat' })).toBeNull();
  });

  test('what asks for nothing is no filter', () => {
    const nothing = { block: [], channel: [], districtId: '', factId: '', q: '', status: [] };
    expect(told(figureQuestion(head, nothing)!, [])).toEqual({ measure: 'received' });
  });

  test('one measure can be told: what is overdue runs, no other two go together', () => {
    expect(figureQuestion(head, { stage: 'open', overdue: 'yes' })?.measure).toBe('still-overdue');
    expect(figureQuestion(head, { stage: 'open', counted: 'reopened' })).toBeNull();
    expect(figureQuestion(head, { overdue: 'yes', counted: 'reopened' })).toBeNull();
  });
});

describe('the reach of a reader', () => {
  const names = ['roads', 'waste', 'north', 'north.old', 'northern', 'south', null];
  const reached = (more: Partial<StaffActor>) => {
    const question = figureQuestion({ ...head, ...more }, {});
    return question && told(question, names).taken;
  };
  const operator = (blocks: string[], districts: string[] = []) => ({ role: 'operator', blocks, districts });

  test('everything', () => expect(reached({})).toBeUndefined());
  test('blocks: what has none yet limits nobody', () =>
    expect(reached({ blocks: ['roads'] })).toEqual([['block', 'roads', null]]));
  test('districts with their parts', () =>
    expect(reached({ districts: ['north'] })).toEqual([['district', 'north', 'north.old', null]]));
  test('both', () =>
    expect(reached({ blocks: ['roads', 'waste'], districts: ['south'] })).toEqual([
      ['block', 'roads', 'waste', null],
      ['district', 'south', null],
    ]));
  test('its own district and one that is asked for', () => {
    const question = figureQuestion({ ...head, blocks: ['roads'] }, { block: 'waste' })!;
    expect(told(question, names).taken).toEqual([
      ['block', 'roads', null],
      ['block', 'waste'],
    ]);
  });
  test('a district whose name is a pattern to the database', () =>
    expect(reached({ districts: ['north_1'] })).toBeNull());
  test('who only executes: cases are shared between units', () =>
    expect(reached({ permissions: new Set(['cases.read', 'cases.answer']), unitIds: [UNIT] })).toBeNull());
  test('two grants of one limit', () =>
    expect(
      reached({ grants: [operator(['roads']), { role: 'reviewer', blocks: ['roads'], districts: [] }] }),
    ).toEqual([['block', 'roads', null]]));
  test('two grants of different limits', () =>
    expect(reached({ grants: [operator(['roads']), operator([], ['south'])] })).toBeNull());
  test('two grants, one of which limits nothing', () =>
    expect(reached({ grants: [operator(['roads']), operator([])] })).toBeUndefined());
  test('no grant that lets read', () => expect(reached({ grants: [] })).toBeNull());
  test('who is not of the staff', () => {
    for (const actor of [
      { kind: 'anonymous' },
      { kind: 'system', name: 'job' },
      { kind: 'link', linkId: 'l', caseId: 'c', unitId: 'u', name: '' },
      { kind: 'resident', id: 'r', name: '', phone: null, email: null },
    ] as const)
      expect(figureQuestion(actor, {})).toBeNull();
  });
});
