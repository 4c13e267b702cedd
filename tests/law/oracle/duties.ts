/** What is owed from the beginning, by the facts alone, and what time makes of one duty. */
import type { World } from './calendar.ts';
import type { Duty, Facts, Life } from './facts.ts';
import { addressable } from './rules.ts';
import {
  answerDue,
  dutyByDay,
  dutyByMoment,
  earliestAnswerDue,
  forwardDue,
  nothingOwed,
  noticeDue,
  registrationDue,
} from './terms.ts';

/** Every appeal is owed registration and an answer; a forward is owed only once it is known to be another's matter. */
export function duties(world: World, facts: Facts): Pick<Life, 'register' | 'forward' | 'notify' | 'answer'> {
  const appeal = facts.regime === 'appeal_59fz';
  if (!appeal) {
    const promised = facts.promise ? dutyByMoment(facts.promise.dueAt) : nothingOwed;
    return { register: nothingOwed, forward: nothingOwed, notify: nothingOwed, answer: promised };
  }
  const register = dutyByDay(world, registrationDue(world, facts));
  const registeredLate = facts.registeredOn > registrationDue(world, facts);
  return {
    register: { ...register, state: 'done', broken: registeredLate },
    forward: {
      ...dutyByDay(world, forwardDue(world, facts)),
      state: mustForward(facts) ? 'running' : 'not_owed',
    },
    notify: { ...dutyByDay(world, noticeDue(world, facts)), state: 'not_owed' },
    answer: appealAnswer(world, facts),
  };
}

/** Ст. 8 ч. 3.1: migration, and ст. 11 ч. 1: a crime nobody signed, are forwarded whatever else is done. */
const mustForward = (facts: Facts): boolean => facts.migration || (facts.reportsCrime && !addressable(facts));

/** Ст. 11 ч. 1: who left no name or no address is owed no answer; the days are kept, should they be named later. */
function appealAnswer(world: World, facts: Facts): Duty {
  const duty = dutyByDay(world, answerDue(world, facts), earliestAnswerDue(world, facts));
  return addressable(facts) ? duty : { ...duty, state: 'not_owed' };
}

/**
 * Whether there is somebody to write to: an appeal knows the post, a message a telephone or a mailbox. Whose consent was withdrawn
 * of what was over may be erased by then (152-ФЗ ст. 21 ч. 5): nobody is left to be told of what is done with it later, under
 * whichever order.
 */
export const isTold = ({ facts, forgotten }: Life): boolean =>
  !forgotten && (facts.regime === 'appeal_59fz' ? addressable(facts) : facts.isReached);

export const passed = (duty: Duty, now: number): Duty =>
  duty.state === 'running' && now > duty.brokenAfter ? { ...duty, broken: true } : duty;

/** A message has a new day, by a promise; what was late stays late. */
export function promisedAnew(life: Life, dueAt: number | null): Life {
  if (dueAt === null) return life;
  return { ...life, renewed: true, answer: { ...life.answer, inTimeUntil: dueAt, brokenAfter: dueAt } };
}

export const done = (duty: Duty): Duty => ({ ...duty, state: 'done' });
