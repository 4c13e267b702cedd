import type { PackFact } from '../../base/taxonomy/pack.ts';
import type { Random } from '../world/random.ts';
import type { Office } from './office.ts';

/** How late the units are: part of answers past their term, by executor kind. */
const lateness: Record<string, number> = {
  'management-company': 0.11,
  'capital-repair-fund': 0.1,
  'health-ministry': 0.07,
  'waste-operator': 0.07,
  'regional-roads': 0.08,
  'housing-department': 0.06,
  'heat-utility': 0.06,
  'roads-department': 0.05,
  hospital: 0.045,
  'bus-operator': 0.07,
};
const USUAL_LATENESS = 0.03;

/** When the steps of one case are made: moments in ms; Infinity = not before the demo's now. */
export interface Pace {
  /** The moment `minutes` after another, in the hours this case is worked on. */
  after: (at: number, minutes: number) => number;
  triagedAt: number;
  /** Minutes from assignment until the executor takes the case. */
  toTake: number;
  /** Minutes from taking until the answer is sent to review. */
  toAnswer: number;
  toReview: number;
  toApprove: number;
}

export interface PaceInput {
  fact: PackFact;
  at: number;
  /** Due moment of the answer by the fact's own rule, or by the law. */
  dueAt: number;
  now: number;
  /** Messages that came after this one: the newest wait in the inbox. */
  newer: number;
  /** How many of the newest wait. */
  backlog: number;
  /** Overlooked in the inbox. */
  isForgotten: boolean;
  /** When the operator sat down today; null on a day off or before the office opens. */
  morning: number | null;
}

/** Messages the operator has sorted today, and sittings in which it was done. */
const SORTED_TODAY = 42;
const SITTINGS = 3;

/** Urgent matters are worked on round the clock, others in office hours. */
const isUrgent = ({ deadlineRule }: PackFact): boolean => /^duty|ch$/.test(deadlineRule);

export function choosePace(office: Office, random: Random, input: PaceInput): Pace {
  const { fact, at, dueAt, now } = input;
  const urgent = isUrgent(fact);
  const move = urgent ? (from: number, minutes: number) => from + minutes * 60_000 : office.after;
  const after = (from: number, minutes: number) => Math.floor(move(from, minutes));
  const between = urgent ? (a: number, b: number) => (b - a) / 60_000 : office.between;
  const span = Math.max(30, between(at, dueAt));
  const isLate = random.chance(lateness[fact.executorKind] ?? USUAL_LATENESS);
  const total = isLate ? span + spanOfDelay(random, urgent) : span * shareOfTerm(random, span);
  const steps = {
    toTriage: random.around(60, 0.8),
    toTake: random.around(130, 0.9),
    toReview: random.around(75, 0.8),
    toApprove: random.around(100, 0.8),
  };
  const fixed = Object.values(steps).reduce((sum, minutes) => sum + minutes, 0);
  const scale = Math.min(1, (0.65 * total) / fixed);
  const triagedAt = triageMoment(random, input, after(at, steps.toTriage * scale));
  return {
    after,
    triagedAt: triagedAt <= now ? triagedAt : Number.POSITIVE_INFINITY,
    toTake: steps.toTake * scale,
    toAnswer: Math.max(5, total - fixed * scale),
    toReview: steps.toReview * scale,
    toApprove: steps.toApprove * scale,
  };
}

/** Short terms are used up, long ones half: people answer when the end is near. */
function shareOfTerm(random: Random, span: number): number {
  const middle = span > 4000 ? 0.64 : 0.5;
  return Math.min(0.9, Math.max(0.1, random.around(middle, 0.32)));
}

/** Minutes past the term: most a day or two, some weeks: those an executor has lost from sight. */
const spanOfDelay = (random: Random, urgent: boolean): number => {
  if (random.chance(0.3)) return random.around(9000, 0.5);
  return urgent ? random.around(240, 1) : random.around(1100, 0.9);
};

/** What was sorted today goes in sittings, a message every few seconds; null for older messages. */
function sittingMoment(random: Random, { now, newer, backlog, morning }: PaceInput): number | null {
  const place = newer - backlog;
  if (morning === null || place < 0 || place >= SORTED_TODAY) return null;
  const start = morning + ((now - morning) * (place % SITTINGS)) / SITTINGS;
  return Math.floor(start + Math.floor(place / SITTINGS) * 5200 + 3000 * random.next());
}

/**
 * The newest messages wait in the inbox, with a few taken out of turn; older ones are sorted at their natural moment,
 * or out of hours when that has not come yet.
 */
function triageMoment(random: Random, input: PaceInput, natural: number): number {
  const { at, now, newer, backlog, isForgotten } = input;
  if (isForgotten) return Number.POSITIVE_INFINITY;
  if (newer < backlog) return random.chance(0.07) && natural <= now ? natural : Number.POSITIVE_INFINITY;
  const today = sittingMoment(random, input);
  if (today !== null && today > at) return today;
  return natural <= now ? natural : Math.floor(at + (now - at) * (0.2 + 0.7 * random.next()));
}
