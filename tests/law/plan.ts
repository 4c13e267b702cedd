/** What a walk is to be: one case, its facts, and acts by whom on which round. Decided before it is played, by seed and number. */

import { type Goal, goalOf } from './goals.ts';
import type { ActKind, Facts, Regime, Role } from './oracle/facts.ts';
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
const innerOfUndo: readonly ActKind[] = ['assign', 'merge', 'close', 'answer', 'approve_unsent'];

function want(random: Random, kind: ActKind): Want {
  const variant = random.int(0, 11);
  if (kind === 'bulk') return { kind, variant, inner: random.pick(innerOfBulk) };
  if (kind === 'undo') return { kind, variant, inner: random.pick(innerOfUndo) };
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

/** A message may end without an answer too, which is sooner played. */
function wayTo(random: Random, { regime, stage }: Goal): readonly ActKind[] {
  const isEnd = stage === 'ended_in_time' || stage === 'ended_late';
  return isEnd && regime !== 'appeal_59fz' && random.chance(0.6) ? ['close'] : way[stage];
}

/** Whom a decision is usually left to, and, now and then, who should not make it. */
function actor(random: Random, kind: ActKind): Role {
  if (random.chance(0.08)) return random.pick(['observer', 'executor', 'clerk', 'head']);
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
    add(kind, { kind, variant: 1 }, kind === 'ask_author' || kind === 'close' ? 'clerk' : 'head');
  if (isLate && goal.stage === 'overdue' && random.chance(0.5))
    add('assign', { kind: 'assign', variant: 0 }, 'clerk');
  add(goal.act);
  if (!isLate && random.chance(0.4)) round = random.int(round, LAST_ROUND - 2);
  if (random.chance(0.6)) add(random.pick(tail));
  return { seed, index, regime: goal.regime, ...birth(random, goal.act, goal.regime), steps };
}

/** Most cases are plain; each rare fact is rare, but where the act is about it. */
function birth(random: Random, act: ActKind, regime: Regime) {
  const appeal = regime === 'appeal_59fz';
  const rare = (share: number) => appeal && random.chance(share);
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
    complains: appeal && random.chance(act === 'forward' ? 0.4 : 0.04),
  };
  const isImport = act === 'late_import';
  return {
    signs,
    late:
      isImport || (act !== 'withdraw_consent' && random.chance(0.12))
        ? random.pick([1, 2, 3, 12, 24, 40])
        : 0,
    byImport: isImport && !appeal,
    byPortal: act === 'withdraw_consent' && regime === 'pos_message',
    topic: random.int(0, 2),
    hasEmail: random.chance(0.5),
    hasPhone: !appeal || act === 'withdraw_consent' || random.chance(0.2),
  };
}
