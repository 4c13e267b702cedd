import { describe, expect, it } from 'vitest';
import type { Act, ActKind, Facts, Life, Role } from './facts.ts';
import { appeal, at, message, world } from './fixtures.ts';
import { apply, begin, tick } from './life.ts';
import { judge } from './rules.ts';
import { appealTable, messageTable } from './table.ts';

const early = at('2026-05-06');
const late = at('2026-06-08');
const started = (facts: Partial<Facts> = {}): Life => begin(world, { ...appeal, ...facts }, at('2026-05-05'));
const told = { withoutNotice: false };
const silent = { withoutNotice: true };
const until = (to: string, ground = true, withoutNotice = false): Act => ({
  kind: 'extend',
  to,
  ground,
  withoutNotice,
});

type Line = [
  what: string,
  facts: Partial<Facts>,
  act: Act,
  by: Role,
  when: number,
  verdict: string,
  article: string,
];

const anonymous = { hasName: false, hasAddress: false };
const lines: Line[] = [
  ['an answer in time', {}, { kind: 'answer', signed: true }, 'head', early, 'must', 'ст. 10'],
  ['an answer after its term', {}, { kind: 'answer', signed: true }, 'head', late, 'must', 'ст. 10'],
  ['an unsigned answer', {}, { kind: 'answer', signed: false }, 'head', early, 'never', 'ст. 10 ч. 3'],
  [
    'an answer by an executor',
    {},
    { kind: 'answer', signed: true },
    'executor',
    early,
    'never',
    'ст. 10 ч. 3',
  ],
  [
    'anything by an observer',
    {},
    { kind: 'forward', to: 'b', ...told },
    'observer',
    early,
    'never',
    'ст. 10',
  ],
  ['closing without an answer', {}, { kind: 'close' }, 'head', early, 'never', 'ст. 9 ч. 1'],
  ['a pause', {}, { kind: 'pause' }, 'head', early, 'never', 'ст. 12 ч. 1'],
  ['a question', {}, { kind: 'ask_author' }, 'executor', early, 'may', 'ст. 12 ч. 1'],
  ['an extension', {}, until('2026-06-20'), 'head', early, 'must', 'ст. 12 ч. 2'],
  ['an extension without a ground', {}, until('2026-06-20', false), 'head', early, 'never', 'ст. 12 ч. 2'],
  ['an extension without notice', {}, until('2026-06-20', true, true), 'head', early, 'never', 'ст. 12 ч. 2'],
  [
    'an extension untold to nobody',
    anonymous,
    until('2026-06-20', true, true),
    'head',
    early,
    'must',
    'ст. 12',
  ],
  [
    'an extension of a crime nobody signed',
    { hasName: false, reportsCrime: true },
    until('2026-06-20'),
    'head',
    early,
    'may',
    'ст. 11 ч. 1',
  ],
  ['an extension by a clerk', {}, until('2026-06-20'), 'clerk', early, 'never', 'ст. 12 ч. 2'],
  ['an extension over thirty days', {}, until('2026-07-06'), 'head', early, 'never', 'ст. 12 ч. 2'],
  ['an extension after the end', {}, until('2026-06-20'), 'head', late, 'never', 'ст. 12 ч. 2'],
  ['an extension on the last day', {}, until('2026-06-20'), 'head', at('2026-06-04'), 'may', 'ст. 12 ч. 2'],
  ['a forward', {}, { kind: 'forward', to: 'b', ...told }, 'clerk', early, 'must', 'ст. 8 ч. 3'],
  ['a late forward', {}, { kind: 'forward', to: 'b', ...told }, 'clerk', late, 'may', 'ст. 8 ч. 3'],
  ['a forward without notice', {}, { kind: 'forward', to: 'b', ...silent }, 'clerk', early, 'never', 'ст. 8'],
  [
    'a forward of an anonymous one',
    anonymous,
    { kind: 'forward', to: 'b', ...silent },
    'clerk',
    early,
    'must',
    'ст. 8',
  ],
  [
    'to whom it complains of',
    { complainsAbout: 'b' },
    { kind: 'forward', to: 'b', ...told },
    'clerk',
    early,
    'never',
    'ст. 8 ч. 6',
  ],
  [
    'to another',
    { complainsAbout: 'b' },
    { kind: 'forward', to: 'c', ...told },
    'clerk',
    early,
    'must',
    'ст. 8 ч. 3',
  ],
  [
    'an illegible one forwarded',
    { illegible: true },
    { kind: 'forward', to: 'b', ...told },
    'clerk',
    early,
    'never',
    'ст. 11 ч. 4',
  ],
  ['no ground', {}, { kind: 'refuse', ground: null, ...told }, 'head', early, 'never', 'ст. 11'],
  [
    'no name, which is there',
    {},
    { kind: 'refuse', ground: 'no_name_or_address', ...told },
    'head',
    early,
    'never',
    'ст. 11 ч. 1',
  ],
  [
    'no name',
    anonymous,
    { kind: 'refuse', ground: 'no_name_or_address', ...silent },
    'head',
    early,
    'may',
    'ст. 11',
  ],
  [
    'no address',
    { hasAddress: false },
    { kind: 'refuse', ground: 'no_name_or_address', ...silent },
    'head',
    early,
    'may',
    'ст. 11',
  ],
  [
    'no name, a crime',
    { ...anonymous, reportsCrime: true },
    { kind: 'refuse', ground: 'no_name_or_address', ...silent },
    'head',
    early,
    'never',
    'ст. 11 ч. 1',
  ],
  [
    'no name, a crime forwarded',
    { ...anonymous, reportsCrime: true },
    { kind: 'forward', to: 'mvd', ...silent },
    'clerk',
    early,
    'must',
    'ст. 8 ч. 3',
  ],
  [
    'an insult without notice',
    {},
    { kind: 'refuse', ground: 'insult', ...silent },
    'head',
    early,
    'never',
    'ст. 8 ч. 3 и 7',
  ],
  ['termination by a clerk', {}, { kind: 'terminate', ...told }, 'clerk', early, 'never', 'ст. 10 ч. 3'],
  ['termination without notice', {}, { kind: 'terminate', ...silent }, 'head', early, 'never', 'ст. 8'],
  ['termination', { repeated: true }, { kind: 'terminate', ...told }, 'head', early, 'may', 'ст. 11 ч. 5'],
  [
    'a page for one person’s matter',
    {},
    { kind: 'publish', ...told },
    'head',
    early,
    'never',
    'ст. 11 ч. 5.1',
  ],
  [
    'a page for everybody’s',
    { indefiniteCircle: true },
    { kind: 'publish', ...told },
    'head',
    early,
    'may',
    'ст. 11 ч. 5.1',
  ],
  ['an open one swept', {}, { kind: 'retention' }, 'time', late, 'never', 'ст. 9 ч. 1'],
  ['a withdrawal', {}, { kind: 'withdraw_appeal' }, 'author', early, 'must', 'ст. 5 п. 5'],
  [
    'another regime, no ground',
    {},
    { kind: 'correct_regime', to: 'pos_message', ground: false, promise: null },
    'clerk',
    early,
    'never',
    'a breach',
  ],
  [
    'another receipt, no ground',
    {},
    { kind: 'correct_receipt', to: '2026-05-01', ground: false, promise: null },
    'clerk',
    early,
    'never',
    'a breach',
  ],
  [
    'a receipt to come',
    {},
    { kind: 'correct_receipt', to: '2026-05-07', ground: true, promise: null },
    'clerk',
    early,
    'never',
    'ст. 8 ч. 2',
  ],
  [
    'many at once, closed',
    {},
    { kind: 'bulk', act: { kind: 'close' } },
    'head',
    early,
    'never',
    'ст. 9 ч. 1',
  ],
  [
    'many at once, paused',
    {},
    { kind: 'bulk', act: { kind: 'pause' } },
    'head',
    early,
    'never',
    'ст. 12 ч. 1',
  ],
  [
    'a sent answer undone',
    {},
    { kind: 'undo', of: 'answer', sent: true },
    'head',
    early,
    'never',
    'ст. 10 ч. 4',
  ],
  [
    'forwarded by an executor',
    {},
    { kind: 'forward', to: 'another body', withoutNotice: false },
    'executor',
    early,
    'may',
    'ст. 8 ч. 3',
  ],
  [
    'an assignment undone',
    {},
    { kind: 'undo', of: 'assign', sent: false },
    'clerk',
    early,
    'may',
    'ст. 12 ч. 1',
  ],
];

const nothing = { dueAt: null, stopped: false };

describe('what the law says of an act', () => {
  it.each(lines)('%s', (_what, facts, act, by, when, verdict, article) => {
    const judged = judge(world, tick(started(facts), when), act, by, when);
    expect(judged.verdict).toBe(verdict);
    expect(judged.article).toContain(article);
  });

  it('lets a second extension be the tool’s own choice within the limit, and none beyond it', () => {
    const once = apply(world, started(), until('2026-06-15'), early, nothing);
    expect(judge(world, once, until('2026-06-20'), 'head', early).verdict).toBe('may');
    expect(judge(world, once, until('2026-07-10'), 'head', early).verdict).toBe('never');
  });

  it('leaves it to the tool whether what was agreed, with a promised day or without, is forwarded before it is taken back', () => {
    const forward: Act = { kind: 'forward', to: 'another body', withoutNotice: false };
    const verdict = (life: Life) => judge(world, life, forward, 'clerk', early).verdict;
    for (const act of [{ kind: 'approve_unsent' }, { kind: 'promise_date', day: '2026-08-03' }] as const) {
      const agreed = apply(world, started(), act, early, nothing);
      expect(verdict(agreed)).toBe('may');
      expect(verdict(apply(world, agreed, { kind: 'reopen', ground: true }, early, nothing))).toBe('must');
    }
  });

  it('leaves the term of what was taken up again to the administration, until that one has ended too', () => {
    const reopen: Act = { kind: 'reopen', ground: true };
    const late = at('2026-06-10');
    const answered = apply(world, tick(started(), late), { kind: 'answer', signed: true }, late, nothing);
    expect(answered.answer.broken).toBe(true);
    const again = apply(world, answered, reopen, late, { dueAt: at('2026-07-10'), stopped: false });
    expect(judge(world, again, until('2026-07-20'), 'head', at('2026-07-01')).verdict).toBe('may');
    expect(judge(world, again, until('2026-07-20'), 'head', at('2026-07-11')).verdict).toBe('never');
  });

  it('lets a limit fall on the working day before a long holiday', () => {
    const life = begin(
      world,
      { ...appeal, receivedOn: '2025-11-10', registeredOn: '2025-11-10' },
      at('2025-11-10'),
    );
    expect(life.answer.due).toBe('2025-12-10');
    const verdict = (to: string) => judge(world, life, until(to), 'head', at('2025-11-20')).verdict;
    expect(verdict('2025-12-30')).toBe('must');
    expect(verdict('2026-01-04')).toBe('may');
    expect(verdict('2026-01-20')).toBe('never');
  });

  it('judges a message by the city’s own rules, an unfounded refusal apart', () => {
    const life = begin(world, message, at('2026-05-05'));
    const verdict = (act: Act) => judge(world, life, act, 'clerk', early).verdict;
    expect(verdict({ kind: 'close' })).toBe('may');
    expect(verdict({ kind: 'pause' })).toBe('may');
    expect(verdict({ kind: 'refuse', ground: null, withoutNotice: false })).toBe('never');
    expect(verdict({ kind: 'terminate', withoutNotice: false })).toBe('never');
    expect(verdict({ kind: 'retention' })).toBe('never');
  });

  it('has a row for each regime and act, and ends an appeal in lawful ways alone', () => {
    expect(Object.keys(appealTable).sort()).toEqual(Object.keys(messageTable).sort());
    const ends = (Object.keys(appealTable) as ActKind[]).filter(
      (kind) => appealTable[kind].answer === 'done',
    );
    expect(ends.sort()).toEqual([
      'answer',
      'answer_many',
      'forward',
      'publish',
      'refuse',
      'return',
      'terminate',
    ]);
    expect(Object.values(appealTable).some(({ answer }) => answer === 'stops' || answer === 'carried')).toBe(
      false,
    );
  });
});
