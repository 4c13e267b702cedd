/** When a duty ends, by the articles of 59-ФЗ; where no federal law sets a term, the promise that was given. */
import { addDays, type Day, daysBetween, rollBack, rollForward, startOfDay, type World } from './calendar.ts';
import type { Duty, Facts } from './facts.ts';

const inOrder = (one: Day, other: Day): [Day, Day] => (one <= other ? [one, other] : [other, one]);

/**
 * A last day that is off falls to the working day before it (ст. 12, the stricter reading); where that would be no later than the
 * beginning, to the working day after (ГК ст. 193): no term ends before it has begun.
 */
function lastDay(world: World, start: Day, days: number): Day {
  const before = rollBack(world.calendar, addDays(start, days));
  return before > start ? before : rollForward(world.calendar, addDays(start, days));
}

/** Ст. 8 ч. 2: registered within three days of receipt; receipt on a day off is registered on the next working day. */
export function registrationDue(world: World, facts: Facts): Day {
  const last = addDays(facts.receivedOn, 3);
  const firstWorking = rollForward(world.calendar, facts.receivedOn);
  return inOrder(last, firstWorking)[1];
}

/**
 * Ст. 12 ч. 1 counts from registration, ст. 8 ч. 2 lets it be three days after receipt and not later: a registration
 * later than that, an import above all, moves nothing.
 */
export function termStart(world: World, facts: Facts): Day {
  const latest = registrationDue(world, facts);
  return inOrder(facts.registeredOn, latest)[0];
}

/**
 * Ст. 12 ч. 1: thirty days from registration; a last day that is off falls to the working day before it. Where ст. 11 ч. 2, 4
 * and 4.1 put a return or a notice in the place of the answer, their seven days are the term.
 */
export function answerDue(world: World, facts: Facts): Day {
  return lastDay(world, termStart(world, facts), answerDays(facts));
}

/** A tool may count from receipt itself (ст. 8 ч. 2 lets registration be at once): sooner is no breach of the law. */
export function earliestAnswerDue(world: World, facts: Facts): Day {
  // Where no answer is given, ст. 8 ч. 3.1 may come before the return.
  const days = facts.migration && answerDays(facts) < 30 ? 5 : answerDays(facts);
  return lastDay(world, facts.receivedOn, days);
}

const answerDays = (facts: Facts): number =>
  facts.challengesCourtAct || facts.illegible || facts.unclear ? 7 : 30;

/** Ст. 8 ч. 3 and 4: seven days from registration; ч. 3.1: five where migration is spoken of. */
export function forwardDue(world: World, facts: Facts): Day {
  return lastDay(world, termStart(world, facts), facts.migration ? 5 : 7);
}

/** Ст. 8 ч. 3, ст. 11 ч. 2, 4, 4.1 and 5.1: the author is told within seven days of registration. */
export function noticeDue(world: World, facts: Facts): Day {
  return lastDay(world, termStart(world, facts), 7);
}

/** Ст. 12 ч. 2: by no more than thirty days, all extensions together. */
export function extensionLimit(world: World, facts: Facts): Day {
  return lastDay(world, termStart(world, facts), 60);
}

/** The hours of the last day are the administration's own: before it all is in time, after it nothing is. */
export function dutyByDay(world: World, due: Day, earliest: Day = due): Duty {
  return {
    due,
    earliest,
    inTimeUntil: startOfDay(world, earliest),
    brokenAfter: startOfDay(world, addDays(due, 1)),
    state: 'running',
    broken: false,
  };
}

export function dutyByMoment(dueAt: number): Duty {
  return {
    due: null,
    earliest: null,
    inTimeUntil: dueAt,
    brokenAfter: dueAt,
    state: 'running',
    broken: false,
  };
}

export const nothingOwed: Duty = {
  due: null,
  earliest: null,
  inTimeUntil: Number.POSITIVE_INFINITY,
  brokenAfter: Number.POSITIVE_INFINITY,
  state: 'not_owed',
  broken: false,
};

/** Whether what arrived late is told a term it could keep: a term in hours starts when the duty learns of it. */
export function bornOverdueAllowed(world: World, facts: Facts, arrivedOn: Day): boolean {
  // Ст. 12 ч. 1: an appeal's term runs from its receipt, so a very late import may be overdue, and says so.
  if (facts.regime === 'appeal_59fz') return daysBetween(answerDue(world, facts), arrivedOn) > 0;
  // A message's own term in days is that of its source; hours of duty never passed before anybody could know.
  return facts.promise !== null && ['calendar_day', 'working_day'].includes(facts.promise.unit);
}
