/** What a walk is to be: one case, its facts, and acts by whom on which round. Decided before it is played, by seed and number. */

import { acts, type Goal, goalOf, isPossible } from './goals.ts';
import type { ActKind, Facts, Regime, Role } from './oracle/facts.ts';
import { ending } from './oracle/rules.ts';
import type { Stage } from './oracle/stage.ts';
import { createRandom, type Random } from './random.ts';

/** Days after the birth of a chunk on which its cases are acted on; the last ones find most terms over. */
export const roundDays = [0, 1, 2, 4, 8, 20, 33, 34, 44, 66] as const;
const OVERDUE_ROUND = 6;
const LAST_ROUND = roundDays.length - 1;

export interface PlannedStep {
  round: number;
  by: Role;
  /** Dates are of the day it is done, so a step names no date but what it wants. */
  want: Want;
}

/** An act before its dates and addressees are known. */
export interface Want {
  kind: ActKind;
  /** Chooses among variants of the act: of grounds, of bodies, of with and without a notice. */
  variant: number;
  /** Of a crowd or of an undoing: the act within. */
  inner?: ActKind;
}

export interface Plan {
  seed: number;
  index: number;
  regime: Regime;
  signs: Pick<
    Facts,
    | 'hasName'
    | 'hasAddress'
    | 'reportsCrime'
    | 'indefiniteCircle'
    | 'migration'
    | 'challengesCourtAct'
    | 'illegible'
    | 'insults'
    | 'repeated'
  > & { complains: boolean };
  /** Days between receipt and registration here. */
  late: number;
  byImport: boolean;
  /** By the resident's own form, with a consent. */
  byPortal: boolean;
  /** Which of the topics, hence which term. */
  topic: number;
  hasEmail: boolean;
  hasPhone: boolean;
  steps: PlannedStep[];
}

const innerOfBulk: readonly ActKind[] = ['close', 'assign'];
const innerOfUndo: readonly ActKind[] = ['assign', 'assign', 'merge', 'close', 'answer', 'approve_unsent'];
/** What is with an executor, or waits for its author, is not sorted or closed: there is nothing to take back. */
const innerOfUndoInWork: readonly ActKind[] = ['answer', 'answer', 'approve_unsent', 'merge'];
const inWork: ReadonlySet<Stage> = new Set(['asked', 'paused', 'extended', 'overdue']);

function want(random: Random, kind: ActKind, stage?: Stage): Want {
  const variant = random.int(0, 11);
  if (kind === 'bulk') return { kind, variant, inner: random.pick(innerOfBulk) };
  const undone = stage && inWork.has(stage) ? innerOfUndoInWork : innerOfUndo;
  if (kind === 'undo') return { kind, variant, inner: random.pick(undone) };
  return { kind, variant };
}

/** What brings a fresh case into a stage. */
const way: Record<Stage, readonly ActKind[]> = {
  open: [],
  asked: ['ask_author'],
  paused: ['pause'],
  extended: ['extend'],
  joined: ['join_problem'],
  merged: ['merge'],
  overdue: [],
  ended_in_time: ['answer'],
  ended_late: ['answer'],
};

const byClerk: ReadonlySet<ActKind> = new Set(['ask_author', 'close', 'merge', 'join_problem']);

/** A message may end without an answer too, which is sooner played. */
function wayTo(random: Random, { regime, act, stage }: Goal): readonly ActKind[] {
  if (act === 'leave_problem' && stage !== 'joined') return ['join_problem', ...way[stage]];
  const isEnd = stage === 'ended_in_time' || stage === 'ended_late';
  return isEnd && regime !== 'appeal_59fz' && random.chance(0.6) ? ['close'] : way[stage];
}

/** Whom a decision is usually left to, and, now and then, who should not make it. */
function actor(random: Random, kind: ActKind): Role {
  // Drawn whatever the act, so that the rest of a walk does not hang on it.
  const stranger = random.chance(0.08)
    ? random.pick(['observer', 'executor', 'clerk', 'head'] as const)
    : null;
  if (stranger && !byAuthorAlone.has(kind)) return stranger;
  if (
    [
      'answer',
      'answer_many',
      'approve_unsent',
      'extend',
      'terminate',
      'publish',
      'pause',
      'resume',
      'reopen',
    ].includes(kind)
  )
    return 'head';
  if (['withdraw_appeal', 'withdraw_consent'].includes(kind)) return 'author';
  if (['retention', 'time_passes', 'late_import'].includes(kind)) return 'time';
  return 'clerk';
}

/** Acts that usually take a case out of the stage it stands in: of two they come last. */
const moving: ReadonlySet<ActKind> = new Set([
  ...ending,
  'merge',
  'unmerge',
  'join_problem',
  'leave_problem',
  'approve_unsent',
  'promise_date',
  'interim_answer',
  'split',
  'ask_author',
  'author_answers',
  'author_silent',
  'pause',
  'resume',
  'extend',
  'close',
  'reopen',
  'bulk',
  'undo',
  'correct_regime',
  'withdraw_consent',
]);

/** Another act on the same stage of the same regime, so that a walk comes by several of them. */
/** Acts tried in a stage beside the one it is about. */
const BESIDE = 3;

function beside(random: Random, goal: Goal): ActKind | null {
  const others = acts.filter((act) => act !== goal.act && !byItself.has(act) && isPossible({ ...goal, act }));
  return others.length > 0 ? random.pick(others) : null;
}

const byItself: ReadonlySet<ActKind> = new Set(['time_passes', 'retention', 'late_import']);

/** Acts of the author's own page: no member of staff has them. */
const byAuthorAlone: ReadonlySet<ActKind> = new Set(['author_answers', 'withdraw_consent']);

const tail: readonly ActKind[] = [
  'answer',
  'answer',
  'forward',
  'ask_author',
  'author_answers',
  'merge',
  'unmerge',
  'join_problem',
  'assign',
  'extend',
  'undo',
  'bulk',
  'close',
  'interim_answer',
];

export function planWalk(seed: number, index: number): Plan {
  const random = createRandom(seed, index);
  const goal = goalOf(index, seed);
  const isLate = goal.stage === 'overdue' || goal.stage === 'ended_late';
  const steps: PlannedStep[] = [];
  let round = isLate ? OVERDUE_ROUND : 1;
  const add = (kind: ActKind, step = want(random, kind), by = actor(random, kind)) => {
    if (round > LAST_ROUND) return;
    steps.push({ round, by, want: step });
    round += 1;
  };
  for (const kind of wayTo(random, goal))
    add(kind, { kind, variant: 1 }, byClerk.has(kind) ? 'clerk' : 'head');
  if (isLate && goal.stage === 'overdue' && random.chance(0.5))
    add('assign', { kind: 'assign', variant: 0 }, 'clerk');
  const others = byItself.has(goal.act) ? [] : Array.from({ length: BESIDE }, () => beside(random, goal));
  const wanted = [...new Set([goal.act, ...others])].filter((kind) => kind !== null);
  // What leaves the case in its stage is done first, then what moves it: the goal before any other.
  const staying = wanted.filter((kind) => !moving.has(kind));
  const leaving = wanted.filter((kind) => moving.has(kind)).slice(0, 2);
  for (const kind of [...staying, ...leaving]) add(kind, want(random, kind, goal.stage));
  if (!isLate && random.chance(0.4)) round = random.int(round, LAST_ROUND - 2);
  if (random.chance(0.4)) add(random.pick(tail));
  return { seed, index, regime: goal.regime, ...birth(random, goal, wanted), steps };
}

const asking: ReadonlySet<ActKind> = new Set(['ask_author', 'author_answers', 'author_silent']);

/** Most cases are plain; each rare fact is rare, but where the act is about it. */
function birth(random: Random, { act, regime, stage }: Goal, wanted: readonly ActKind[]) {
  const appeal = regime === 'appeal_59fz';
  // A stage of its own is come to by a plain case: who is owed no answer is never late, asked or told.
  const isPlain = stage !== 'open' && random.chance(0.9);
  const rare = (share: number) => appeal && !isPlain && random.chance(share);
  const signs: Plan['signs'] = {
    hasName: !rare(0.06),
    hasAddress: !rare(0.06),
    reportsCrime: rare(0.06),
    indefiniteCircle: appeal && random.chance(act === 'publish' ? 0.7 : 0.05),
    migration: rare(0.04),
    challengesCourtAct: appeal && random.chance(act === 'return' ? 0.5 : 0.01),
    illegible: rare(0.02),
    insults: appeal && random.chance(act === 'refuse' ? 0.5 : 0.02),
    repeated: appeal && random.chance(act === 'terminate' ? 0.7 : 0.02),
    complains: appeal && random.chance(act === 'forward' ? 0.5 : 0.04),
  };
  const isImport = act === 'late_import';
  const isAsked = stage === 'asked' || wanted.some((kind) => asking.has(kind));
  const isLate = stage === 'overdue' || stage === 'ended_late';
  return {
    signs,
    late:
      isImport || (act !== 'withdraw_consent' && random.chance(0.12))
        ? random.pick(isImport && isLate ? [40] : isImport || !isPlain ? [1, 2, 3, 12, 24, 40] : [1, 2, 3])
        : 0,
    byImport: isImport && !appeal,
    byPortal: act === 'withdraw_consent' && regime === 'pos_message',
    // A term in hours is over by the first day on which anything is done; what arrives late is late by a term in days alone.
    topic: isLate ? (isImport ? 0 : random.int(0, 2)) : random.chance(0.85) ? 0 : random.int(1, 2),
    hasEmail: isAsked || random.chance(0.5),
    hasPhone: !appeal || act === 'withdraw_consent' || random.chance(0.2),
  };
}
