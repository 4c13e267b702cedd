import { DAY, HOUR } from '../../../../shared/time.ts';
import {
  type CaseRecord,
  isWithin,
  type MassProblemRecord,
  meanOf,
  quantileOf,
  shareOf,
  type Window,
} from './records.ts';

const own = (cases: readonly CaseRecord[]): CaseRecord[] => cases.filter(({ isMerged }) => !isMerged);
const countWithin = (moments: readonly number[], window: Window): number =>
  moments.filter((at) => isWithin(at, window)).length;
const sumOver = (cases: readonly CaseRecord[], count: (file: CaseRecord) => number): number =>
  own(cases).reduce((sum, file) => sum + count(file), 0);
const answeredIn = (cases: readonly CaseRecord[], window: Window): CaseRecord[] =>
  own(cases).filter(({ answeredAt }) => isWithin(answeredAt, window));

/**
 * K1. Final terms that came in the period up to now, and those of earlier periods that stood unfulfilled in this one; of them those
 * breached. A case that ended without an answer kept no term; one that was broken before it ended stays broken.
 */
export function overdueShare(cases: readonly CaseRecord[], window: Window) {
  const { from, to, now } = window;
  const known = Math.min(to, now);
  let due = 0;
  let breached = 0;
  for (const file of own(cases)) {
    const isUnanswered = !file.isOpen && file.answeredAt === null;
    for (const { dueAt, fulfilledAt } of file.terms) {
      if (dueAt >= known) continue;
      if (isUnanswered && !(fulfilledAt !== null && fulfilledAt > dueAt)) continue;
      const end = fulfilledAt ?? Number.POSITIVE_INFINITY;
      const isBreached = end > dueAt;
      if (dueAt < from && !(isBreached && end >= from)) continue;
      due += 1;
      if (isBreached) breached += 1;
    }
  }
  return { value: shareOf(breached, due), breached, due };
}

/** K2. From registration to the final answer, in calendar days and working hours. */
export function answerTime(cases: readonly CaseRecord[], window: Window) {
  const answered = answeredIn(cases, window);
  const days = answered.map((file) => (file.answeredAt! - file.registeredAt) / DAY);
  const hours = answered.map((file) => file.workedMinutes! / 60);
  return {
    value: quantileOf(days, 0.5),
    answered: answered.length,
    averageDays: meanOf(days),
    percentileDays: quantileOf(days, 0.9),
    medianHours: quantileOf(hours, 0.5),
    averageHours: meanOf(hours),
  };
}

/** K3. Ratings 4–5 of all ratings of the period; of the cases answered in it, the share that is rated. */
export function goodRatings(cases: readonly CaseRecord[], window: Window) {
  const scores = scoresIn(cases, window);
  const answered = answeredIn(cases, window);
  const rated = answered.filter(({ isRated }) => isRated);
  return {
    value: shareOf(scores.filter((score) => score >= 4).length, scores.length),
    ratings: scores.length,
    response: shareOf(rated.length, answered.length),
  };
}

const scoresIn = (cases: readonly CaseRecord[], window: Window): number[] =>
  own(cases).flatMap(({ ratings }) =>
    ratings.filter(({ at }) => isWithin(at, window)).map(({ score }) => score),
  );

/** K4. The average of K2 in calendar days, held against the goal. */
export const averageTime = (cases: readonly CaseRecord[], window: Window) => ({
  value: answerTime(cases, window).averageDays,
});

/** K5. Of the cases answered in the period where repeats are told, those that repeat one not older than so many days. */
export function repeatShare(cases: readonly CaseRecord[], window: Window, repeatDays: number) {
  const told = answeredIn(cases, window).filter(({ canRepeat }) => canRepeat);
  const repeats = told.filter(
    ({ repeatsFrom, registeredAt }) => repeatsFrom !== null && registeredAt - repeatsFrom <= repeatDays * DAY,
  );
  return { value: shareOf(repeats.length, told.length), repeats: repeats.length, answered: told.length };
}

/** K6. Deferred to a promised date against answered; kept of the promises whose day came and was settled. */
export function deferredShare(cases: readonly CaseRecord[], window: Window) {
  const deferred = sumOver(cases, ({ deferredAt }) => countWithin(deferredAt, window));
  const settled = own(cases)
    .flatMap(({ promises }) => promises)
    .filter(({ until, state }) => isWithin(until, window) && state !== 'open');
  const kept = settled.filter(({ state }) => state === 'kept').length;
  return {
    value: shareOf(deferred, answeredIn(cases, window).length),
    deferred,
    kept: shareOf(kept, settled.length),
  };
}

/** K8. Closed in the period as solved and confirmed by the resident or a picture, of all closed. */
export function confirmedShare(cases: readonly CaseRecord[], window: Window) {
  const closed = own(cases).filter(({ closedAt }) => isWithin(closedAt, window));
  const confirmed = closed.filter(
    ({ outcome, isConfirmed, hasAfterPhoto }) => outcome === 'solved' && (isConfirmed || hasAfterPhoto),
  );
  return {
    value: shareOf(confirmed.length, closed.length),
    confirmed: confirmed.length,
    closed: closed.length,
  };
}

/** K9. Mean rating of the period and the same as an index of 0–100. */
export function satisfaction(cases: readonly CaseRecord[], window: Window) {
  const scores = scoresIn(cases, window);
  const mean = meanOf(scores);
  return { value: mean, index: mean === null ? null : ((mean - 1) / 4) * 100, ratings: scores.length };
}

/** K10. Returns to work after an answer against answers. */
export function reopenRate(cases: readonly CaseRecord[], window: Window) {
  const reopened = sumOver(cases, ({ reopenedAt }) => countWithin(reopenedAt, window));
  return { value: shareOf(reopened, answeredIn(cases, window).length), reopened };
}

/** K11. Sent back for rework against sent to review. */
export function reworkRate(cases: readonly CaseRecord[], window: Window) {
  const reworked = sumOver(cases, ({ reworkedAt }) => countWithin(reworkedAt, window));
  const reviewed = sumOver(cases, ({ reviewedAt }) => countWithin(reviewedAt, window));
  return { value: shareOf(reworked, reviewed), reworked, reviewed };
}

/** K12. «Не наше» and forwards against assignments. */
export function misrouting(cases: readonly CaseRecord[], window: Window) {
  const refused = sumOver(cases, ({ refusedAt }) => countWithin(refusedAt, window));
  const forwarded = sumOver(cases, ({ forwardedAt }) => countWithin(forwardedAt, window));
  const assigned = sumOver(cases, ({ assignedAt }) => countWithin(assignedAt, window));
  return { value: shareOf(refused + forwarded, assigned), refused, forwarded, assigned };
}

/** K13. Hand-overs of the period for each case they touched. */
export function touches(cases: readonly CaseRecord[], window: Window) {
  const counts = own(cases)
    .map(
      ({ assignedAt, refusedAt, forwardedAt }) =>
        countWithin(assignedAt, window) + countWithin(refusedAt, window) + countWithin(forwardedAt, window),
    )
    .filter((count) => count > 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { value: shareOf(all, counts.length), touched: counts.length };
}

/** K14. Of the answers that were compared, those judged an earlier answer or a template over again without a fact of their own. */
export function boilerplate(cases: readonly CaseRecord[], window: Window) {
  const measured = own(cases)
    .flatMap(({ answers }) => answers)
    .filter(({ at, isBrushOff }) => isWithin(at, window) && isBrushOff !== null);
  const plain = measured.filter(({ isBrushOff }) => isBrushOff);
  return { value: shareOf(plain.length, measured.length), plain: plain.length, measured: measured.length };
}

/** K15. Hours from the first message of a mass problem to the moment it was noticed. */
export function warningLead(problems: readonly MassProblemRecord[], window: Window) {
  const found = problems.filter(({ foundAt }) => isWithin(foundAt, window));
  return {
    value: quantileOf(
      found.map(({ foundAt, firstAt }) => Math.max(0, foundAt - firstAt) / HOUR),
      0.5,
    ),
    found: found.length,
  };
}
