/** The life of one case as the law sees it: how it begins, what an accepted act makes of it, what time makes of it. */
import { addDays, type Day, dayOf, startOfDay, type World } from './calendar.ts';
import { withReceipt, withRegime } from './corrections.ts';
import { done, duties, isTold, passed, promisedAnew } from './duties.ts';
import type { Act, Duty, End, Facts, Letter, Life } from './facts.ts';
import { addressable } from './rules.ts';
import { dutyByMoment } from './terms.ts';

export function begin(world: World, facts: Facts, arrivedAt: number): Life {
  const life: Life = {
    facts,
    ...duties(world, facts),
    merged: false,
    joined: false,
    asked: false,
    pausedAt: null,
    extendedFrom: null,
    renewed: false,
    recounted: false,
    end: null,
    endedAt: null,
    erased: false,
    consentWithdrawn: false,
    forgotten: false,
    owed: [],
    corrections: [],
    withdrawn: false,
    agreed: false,
    answeredAt: null,
    promised: false,
  };
  return tick(life, arrivedAt);
}

/** Time passes: what ran beyond its day is broken, and stays so. */
export function tick(life: Life, now: number): Life {
  return {
    ...life,
    forward: passed(life.forward, now),
    notify: passed(life.notify, now),
    answer: passed(life.answer, now),
  };
}

function ended(life: Life, end: End, now: number, letter: Letter | null): Life {
  const appeal = life.facts.regime === 'appeal_59fz';
  const owed = letter && isTold(life) ? [...life.owed, letter] : life.owed;
  const forgotten = life.forgotten || (life.consentWithdrawn && !appeal);
  return {
    ...life,
    end,
    endedAt: now,
    owed,
    answer: done(life.answer),
    asked: false,
    pausedAt: null,
    forgotten,
    // A message with a promised day is over with its final answer; the letter of an appeal may name the day itself.
    promised: life.promised && appeal,
    answeredAt: null,
  };
}

/** A notice that ст. 8 and 11 give seven days: later than that it is sent all the same, and counted broken. */
function noticed(life: Life, now: number): Life {
  if (life.facts.regime !== 'appeal_59fz' || !addressable(life.facts)) return life;
  return {
    ...life,
    notify: { ...life.notify, state: 'done', broken: life.notify.broken || now > life.notify.brokenAfter },
  };
}

function forwarded(life: Life, now: number): Life {
  const late = now > life.forward.brokenAfter;
  const forward: Duty = { ...life.forward, state: 'done', broken: life.forward.broken || late };
  return ended(noticed({ ...life, forward }, now), 'forwarded', now, 'forward_notice');
}

/** What is left is kept; of what was broken nothing is left, save of a day promised anew that has not come. */
function paused(life: Life, now: number): Life {
  const isOver = life.answer.broken && !(life.renewed && now <= life.answer.brokenAfter);
  if (isOver || life.answer.state !== 'running' || life.pausedAt !== null) return life;
  return { ...life, pausedAt: now, answer: { ...life.answer, state: 'paused' } };
}

/** `dueAt` is what the tool says after the pause; pauses.ts holds it to what was left. */
function resumed(life: Life, dueAt: number | null): Life {
  if (life.pausedAt === null) return life;
  const moved = dueAt === null ? life.answer : { ...life.answer, inTimeUntil: dueAt, brokenAfter: dueAt };
  const state = life.answer.state === 'paused' ? 'running' : life.answer.state;
  return { ...life, pausedAt: null, answer: { ...moved, state } };
}

/** The day that was named is the day, whether it is off or not: the law sets how far it may be, no more. */
function moved(world: World, life: Life, due: Day): Life {
  const answer: Duty = {
    ...life.answer,
    due: life.answer.due === null ? null : due,
    earliest: life.answer.due === null ? null : due,
    inTimeUntil: startOfDay(world, due),
    brokenAfter: startOfDay(world, addDays(due, 1)),
  };
  return { ...life, answer };
}

/** A message joined to another case: that one answers for it. */
const carried = (life: Life): Partial<Life> => ({ answer: { ...life.answer, state: 'carried' } });

/** Its own promise is owed again; a pause that had not ended meanwhile goes on, else what was left runs. */
function unmerged(life: Life, now: number, observed: Observed): Life {
  const state = life.end === null ? 'running' : 'done';
  const out: Life = { ...life, merged: false, answer: { ...life.answer, state } };
  if (life.pausedAt === null) return tick(out, now);
  if (observed.stopped) return { ...out, answer: { ...out.answer, state: 'paused' } };
  return tick(resumed(out, observed.dueAt), now);
}

/** What the tool showed when it accepted the act, where the law leaves the choice to it. */
export interface Observed {
  /** The moment a promise now ends. */
  dueAt: number | null;
  /** Whether the tool stopped the clock, where its rules may. */
  stopped: boolean;
}

/** What an accepted act makes of the case. */
export function apply(world: World, before: Life, act: Act, now: number, observed: Observed): Life {
  const life = tick(before, now);
  const appeal = life.facts.regime === 'appeal_59fz';
  switch (act.kind) {
    case 'bulk':
      return apply(world, before, act.act, now, observed);
    case 'merge':
      return { ...life, ...(appeal ? {} : carried(life)), merged: true };
    case 'unmerge':
      return unmerged(life, now, observed);
    case 'join_problem':
      return { ...life, joined: true };
    case 'leave_problem':
      return { ...life, joined: false };
    case 'answer':
      return ended(life, 'answered', now, 'answer');
    case 'approve_unsent':
      return appeal ? agreed(life) : ended(life, 'answered', now, 'answer');
    case 'answer_many':
      // Ст. 10 ч. 1 п. 4: who got no letter of his own was not answered.
      return appeal && !act.ownLetter ? agreed(life) : ended(life, 'answered', now, 'answer');
    case 'ask_author':
      return observed.stopped && !appeal ? { ...paused(life, now), asked: true } : { ...life, asked: true };
    case 'author_answers':
      return { ...resumed(life, observed.dueAt), asked: false };
    case 'pause':
      return appeal ? life : paused(life, now);
    case 'resume':
      return resumed(life, observed.dueAt);
    case 'author_silent':
      return appeal ? { ...life, asked: false } : ended(life, 'no_reply', now, null);
    case 'withdraw_appeal':
      return { ...life, withdrawn: true };
    case 'withdraw_consent':
      // 152-ФЗ ст. 21 ч. 5: of a message that is over nothing of its author need be kept; an appeal is kept by its own law.
      return { ...life, consentWithdrawn: true, forgotten: life.forgotten || (!appeal && life.end !== null) };
    case 'retention':
      return { ...life, erased: true };
    case 'reopen':
      // Ст. 12 ч. 1: nothing had ended, so nothing begins anew: the letter is still owed by the same day.
      if (appeal && life.end === null) return { ...life, agreed: false, promised: false, answeredAt: null };
      return {
        ...life,
        end: null,
        endedAt: null,
        renewed: true,
        agreed: false,
        promised: false,
        answer: reopened(life, observed),
      };
    case 'correct_regime':
      return tick(withRegime(world, life, act, observed.dueAt, now), now);
    case 'correct_receipt':
      return tick(withReceipt(world, life, act.to, act.promise, now), now);
    default:
      return applyEnding(world, life, act, now, observed);
  }
}

/** An answer in substance takes the place of one that named a day. */
const agreed = (life: Life): Life => ({ ...life, agreed: true, promised: false, answeredAt: null });

/** Returned to work: what was late stays late; a new date is a new promise. */
function reopened(life: Life, observed: Observed): Duty {
  const { broken } = life.answer;
  const next = observed.dueAt === null ? life.answer : { ...life.answer, ...dutyByMoment(observed.dueAt) };
  return { ...next, state: 'running', broken };
}

/** Ст. 8 ч. 3: the duty went with the forward; what is written to the author afterwards ends nothing more. */
function refused(life: Life, now: number): Life {
  const told = ended(noticed(life, now), 'refused', now, 'refusal_notice');
  return life.end === 'forwarded' ? { ...told, end: life.end, endedAt: life.endedAt } : told;
}

function applyEnding(world: World, life: Life, act: Act, now: number, observed: Observed): Life {
  const appeal = life.facts.regime === 'appeal_59fz';
  switch (act.kind) {
    case 'forward':
      return forwarded(life, now);
    case 'return':
      return ended(noticed(life, now), 'returned', now, 'return_letter');
    case 'refuse':
      if (act.ground === 'no_name_or_address') return ended(life, 'left_without_author', now, null);
      return refused(life, now);
    case 'terminate':
      return ended(life, 'terminated', now, 'termination_notice');
    case 'publish':
      return ended(noticed(life, now), 'published', now, 'published_notice');
    case 'close':
      // An appeal has no such end: the duty goes on, and an accepted close is itself the violation.
      return appeal ? life : ended(life, 'closed', now, null);
    case 'extend': {
      const owed: readonly Letter[] = isTold(life) ? [...life.owed, 'extension_notice'] : life.owed;
      return {
        ...moved(world, life, act.to),
        extendedFrom: life.answer.due ?? dayOf(world, life.answer.brokenAfter),
        owed,
      };
    }
    case 'interim_answer':
    case 'promise_date': {
      const promised = act.kind === 'promise_date';
      if (appeal) return promised ? { ...life, agreed: false, answeredAt: null, promised } : life;
      return promisedAnew({ ...life, promised: life.promised || promised }, observed.dueAt);
    }
    default:
      return life;
  }
}
