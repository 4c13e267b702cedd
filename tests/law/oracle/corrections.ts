/** Corrected facts: what is counted anew by them, and what stays shown. */
import { type Day, startOfDay, type World } from './calendar.ts';
import { done, duties, isTold, passed, promisedAnew } from './duties.ts';
import type { Act, Correction, Duty, Facts, Life, Regime } from './facts.ts';
import { answerDue, earliestAnswerDue, termStart } from './terms.ts';

/** From one kind of message to another a pause goes on; an appeal knows none. */
function counting(life: Life, facts: Facts, answer: Duty): Pick<Life, 'answer' | 'pausedAt'> {
  if (life.end !== null) return { answer: done(answer), pausedAt: null };
  if (life.pausedAt === null || facts.regime === 'appeal_59fz') return { answer, pausedAt: null };
  return { answer: { ...answer, state: 'paused' }, pausedAt: life.pausedAt };
}

/** A corrected fact recounts the duties from the beginning; the earlier value and its breach stay shown. */
function corrected(world: World, life: Life, facts: Facts, correction: Correction, now: number): Life {
  const counted = duties(world, facts);
  // Of what stands on a pause nothing has passed since it began, so long as its order knows pauses.
  const stoodFrom = facts.regime === 'appeal_59fz' ? null : life.pausedAt;
  const at = life.endedAt ?? stoodFrom ?? now;
  const answer = passed(counted.answer, at);
  return {
    ...life,
    facts,
    ...counted,
    ...counting(life, facts, answer),
    extendedFrom: null,
    renewed: false,
    corrections: [...life.corrections, correction],
  };
}

const shown = (life: Life, of: Correction['of'], from: string, to: string): Correction => ({
  of,
  from,
  to,
  due: life.answer.due,
  broken: life.answer.broken,
});

/** `shownDueAt`: the moment the tool shows after the correction, where the author was promised one. */
export function withRegime(
  world: World,
  life: Life,
  { to, promise }: Act & { kind: 'correct_regime' },
  shownDueAt: number | null,
  now: number,
): Life {
  const correction = shown(life, 'regime', life.facts.regime, to);
  const becomesAppeal = to === 'appeal_59fz' && life.facts.regime !== to;
  const from = becomesAppeal ? openAsAppeal(life) : answeredAsMessage(life, to, now);
  const after = corrected(world, from, { ...life.facts, regime: to, promise }, correction, now);
  const staysMessage = to !== 'appeal_59fz' && life.facts.regime !== 'appeal_59fz';
  const isOpen = life.end === null;
  // A day promised to the author of a message stands. Agreed for an appeal and not sent, it is let out as of a message: the promise
  // runs, and a term that passed before it is broken.
  const isPromised = isOpen && to !== 'appeal_59fz' && (staysMessage ? life.renewed : life.promised);
  // When its day was promised to what had been a message before, and was late for it or not, is for the tool to count.
  const wasMessage =
    !staysMessage && life.corrections.some(({ of, from }) => of === 'regime' && from !== 'appeal_59fz');
  return {
    ...(isPromised ? promisedAnew(after, shownDueAt) : after),
    // What is over as a message is kept by the consent alone.
    forgotten: after.forgotten || (after.consentWithdrawn && after.end !== null && to !== 'appeal_59fz'),
    recounted: life.recounted || (isOpen && staysMessage && life.renewed) || (isPromised && wasMessage),
  };
}

/** Answered without a signed letter, refused or closed, as only a message may be: as an appeal it has not ended (ст. 9 ч. 1, ст. 10). */
function openAsAppeal(life: Life): Life {
  // The words sent to a message are no signed answer: it is still to come.
  const owed = life.owed.filter((letter) => letter !== 'answer');
  if (life.end === null || life.end === 'forwarded') return { ...life, owed };
  // It is agreed in substance, and its letter has not gone.
  const agreed = life.end === 'answered';
  return { ...life, owed, end: null, endedAt: null, agreed, answeredAt: agreed ? life.endedAt : null };
}

/** What was agreed and not sent of an appeal is the answer of a message, and its author gets it. */
function answeredAsMessage(life: Life, to: Regime, now: number): Life {
  if (to === 'appeal_59fz' || !life.agreed || life.end !== null) return life;
  const facts = { ...life.facts, regime: to };
  const owed: Life['owed'] = isTold({ ...life, facts }) ? [...life.owed, 'answer'] : life.owed;
  return { ...life, end: 'answered', endedAt: life.answeredAt ?? now, owed };
}

/** Ст. 12 ч. 1 counts from registration: where the corrected day moves no term, what was decided of it and what was broken stands. */
export function withReceipt(world: World, life: Life, to: Day, promise: Facts['promise'], now: number): Life {
  const registeredOn = life.facts.registeredOn < to ? to : life.facts.registeredOn;
  const facts = { ...life.facts, receivedOn: to, registeredOn, promise };
  const correction = shown(life, 'receipt', life.facts.receivedOn, to);
  // A day promised since stands; whether the term before it was late by the other day is for the tool to count.
  if (facts.regime !== 'appeal_59fz' && life.renewed && life.end === null)
    return { ...life, facts, recounted: true, corrections: [...life.corrections, correction] };
  const isSame =
    facts.regime === 'appeal_59fz'
      ? answerDue(world, facts) === answerDue(world, life.facts)
      : (promise?.dueAt ?? life.answer.brokenAfter) === life.answer.brokenAfter;
  if (!isSame) return corrected(world, life, facts, correction, now);
  const register = duties(world, facts).register;
  // A tool that counts from receipt itself may show a sooner day; one named by an extension only where the beginning moved,
  // for it was named from there.
  const isNamed = life.extendedFrom !== null && termStart(world, facts) === termStart(world, life.facts);
  const earliest = isNamed || life.answer.due === null ? null : earliestAnswerDue(world, facts);
  const sooner = earliest === null ? {} : { earliest, inTimeUntil: startOfDay(world, earliest) };
  return {
    ...life,
    facts,
    register,
    answer: { ...life.answer, ...sooner },
    corrections: [...life.corrections, correction],
  };
}
