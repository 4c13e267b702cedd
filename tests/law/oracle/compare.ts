/** What is shown of a case against what the oracle knows of it. A view is neutral: it names no screen and no table. */
import { type Day, dayOf, type World } from './calendar.ts';
import type { Letter, Life } from './facts.ts';
import { addressable } from './rules.ts';
import { bornOverdueAllowed } from './terms.ts';

/** Places where a breach is counted. */
export const places = ['card', 'journal', 'k1', 'matrix', 'report'] as const;
export type Place = (typeof places)[number];

export interface View {
  /** Is an answer still owed, by what the tool shows? */
  answerOwed: boolean;
  /** The last day and moment of the answer as shown. */
  due: Day | null;
  dueAt: number | null;
  paused: boolean;
  /** Stands in the list of the overdue. */
  listed: boolean;
  /** Counted broken, place by place; a place that was not looked at is absent. */
  broken: Partial<Record<Place, boolean>>;
  /** The forward by competence is counted late; absent where it was not looked at. */
  forwardLate?: boolean;
  letters: readonly Letter[];
  /** Earlier values still shown after corrections. */
  corrections: number;
  /** The words and the author's address are still there. */
  readable: boolean;
}

export interface Violation {
  article: string;
  what: string;
  expected: string;
  seen: string;
}

/**
 * On the last day itself either is right: the hour is the administration's own. So it is of what ended between the first and the last of
 * the days that articles allow. Whether the earlier round was late by an order it was not under is for the tool to count.
 */
export function certain(life: Life, now: number): boolean {
  if (life.recounted) return false;
  const { answer, endedAt } = life;
  const at = endedAt ?? now;
  const hasEndedInRange = endedAt !== null && answer.earliest !== answer.due;
  if (answer.broken || (answer.state !== 'running' && !hasEndedInRange)) return true;
  return at <= answer.inTimeUntil || at > answer.brokenAfter;
}

export function compare(world: World, life: Life, view: View, now: number): Violation[] {
  const found: Violation[] = [];
  const say = (article: string, what: string, expected: unknown, seen: unknown) =>
    found.push({ article, what, expected: String(expected), seen: String(seen) });
  const appeal = life.facts.regime === 'appeal_59fz';
  const owed = life.end === null && ['running', 'paused'].includes(life.answer.state);
  if (life.erased) return found;
  const isAsked = !['carried', 'not_owed'].includes(life.answer.state);
  // Ст. 11 ч. 1: who is owed no answer has no term that could be broken; what a tool counts in its place is its own.
  const isUnaddressed = appeal && !addressable(life.facts);
  if (isAsked && owed !== view.answerOwed)
    say('ст. 9 ч. 1, ст. 10 ч. 1 п. 4', 'an answer is owed', owed, view.answerOwed);
  const { due, earliest } = life.answer;
  if (owed && appeal && (view.due === null || view.due > due! || view.due < earliest!))
    say('ст. 8 ч. 2, ст. 12', 'last day', earliest === due ? due : `${earliest}–${due}`, view.due);
  if (
    owed &&
    !appeal &&
    view.dueAt !== null &&
    life.pausedAt === null &&
    view.dueAt > life.answer.brokenAfter
  )
    say(
      'a promise',
      'not later than promised',
      dayOf(world, life.answer.brokenAfter),
      dayOf(world, view.dueAt),
    );
  if (appeal && view.paused) say('ст. 12 ч. 1', 'the term of an appeal runs', 'runs', 'stopped');
  if (life.answer.broken && life.pausedAt === null && view.paused)
    say('a breach is a fact', 'nothing is left to pause', 'runs', 'stopped');
  if (isAsked && !isUnaddressed && certain(life, now)) compareBreach(life, view, now, say);
  for (const letter of new Set(life.owed))
    if (
      view.letters.filter((each) => each === letter).length <
      life.owed.filter((each) => each === letter).length
    )
      say('ст. 8 ч. 3, ст. 10 ч. 4, ст. 11, ст. 12 ч. 2', 'letter to the author', letter, 'none');
  if (view.forwardLate !== undefined && view.forwardLate !== life.forward.broken)
    say('ст. 8 ч. 3 и 3.1', 'forwarded within its days', !life.forward.broken, !view.forwardLate);
  if (view.corrections < life.corrections.length)
    say('both values stay shown', 'corrections', life.corrections.length, view.corrections);
  if (owed && !view.readable) say('ст. 9 ч. 1', 'an open case keeps its words and author', 'kept', 'erased');
  return found;
}

function compareBreach(
  life: Life,
  view: View,
  now: number,
  say: (article: string, what: string, expected: unknown, seen: unknown) => void,
): void {
  const owed = life.end === null;
  const runsLate = life.answer.state === 'running' && now > life.answer.brokenAfter;
  const isLate = owed && (life.answer.broken || runsLate);
  // With a new day the earlier breach stays counted; whether it is called overdue before that day is the tool's own.
  const isNew = owed && life.renewed && now <= life.answer.brokenAfter;
  // Ст. 8 ч. 3 ends the duty by a forward; no article forbids to call what was broken before overdue until the case is closed.
  // So is what was answered late with a promised day, until that day.
  const isFree =
    life.answer.broken && (isNew || life.end === 'forwarded' || (life.promised && life.end === 'answered'));
  if (!isFree && isLate !== view.listed) say('ст. 12 ч. 1', 'stands among the overdue', isLate, view.listed);
  for (const { article, what, expected, seen } of compareFigures(life, view.broken))
    say(article, what, expected, seen);
}

/** A breach is a fact in each place that counts it. */
export function compareFigures(life: Life, broken: View['broken']): Violation[] {
  // Ст. 11 ч. 1: who is owed no answer has no term that could be broken.
  if (life.facts.regime === 'appeal_59fz' && !addressable(life.facts)) return [];
  return places.flatMap((place) => {
    const seen = broken[place];
    if (seen === undefined || seen === life.answer.broken) return [];
    const expected = String(life.answer.broken);
    return [{ article: 'a breach is a fact', what: `broken by the ${place}`, expected, seen: String(seen) }];
  });
}

/** At its birth: nothing is born overdue by hours that passed before anybody here could know of it. */
export function compareBirth(world: World, life: Life, arrivedAt: number): Violation[] {
  const { promise, regime } = life.facts;
  if (regime === 'appeal_59fz' || promise === null || promise.dueAt > arrivedAt) return [];
  if (bornOverdueAllowed(world, life.facts, dayOf(world, arrivedAt))) return [];
  return [
    {
      article: 'the term of its source',
      what: 'not overdue at its acceptance',
      expected: `after ${dayOf(world, arrivedAt)}`,
      seen: dayOf(world, promise.dueAt),
    },
  ];
}
