import { DAY, HOUR } from '../../../shared/time.ts';
import type { DemoChannel } from '../world/channels.ts';
import { complaints, doubts, praise } from '../world/phrases.ts';
import { demoUuid, type Random, type Sampler, sampleKeys } from '../world/random.ts';
import type { DemoUnit } from '../world/world.ts';
import { answer } from './answering.ts';
import { residentDoer, staffDoer, systemDoer } from './life.ts';
import { closePart } from './split.ts';
import { type Course, giveTo, sweepAfter } from './steps.ts';

/** Days in which the resident may rate and return an answer (cases/strangers/message-page.ts). */
const RATING_DAYS = 7;

type Verdict = 'yes' | 'partly' | 'no';

/** Part of answers their residents rate, by channel. */
const responds: Record<DemoChannel, number> = {
  site_form: 0.56,
  pos: 0.52,
  max_bot: 0.5,
  epgu: 0.5,
  phone_call: 0.38,
  social_post: 0.36,
  social_comment: 0.32,
  reception: 0.3,
  edds_112: 0.2,
  paper: 0.12,
};

const verdicts: Record<string, Sampler<Verdict>> = {
  solved: sampleKeys<Verdict>({ yes: 79, partly: 12, no: 9 }),
  solved_partly: sampleKeys<Verdict>({ yes: 42, partly: 46, no: 12 }),
  explained: sampleKeys<Verdict>({ yes: 66, partly: 19, no: 15 }),
};
const otherVerdict = sampleKeys<Verdict>({ yes: 30, partly: 30, no: 40 });
const scores: Record<Verdict, Sampler<string>> = {
  yes: sampleKeys({ 5: 66, 4: 29, 3: 5 }),
  partly: sampleKeys({ 4: 30, 3: 50, 2: 20 }),
  no: sampleKeys({ 2: 40, 1: 45, 3: 15 }),
};

/** What the resident says of the answer, and what comes of it: closed, returned and answered again, or closed in silence. */
export function followAnswer(course: Course, unit: DemoUnit, answeredAt: number): void {
  const { life, arrival, now } = course;
  const { random, file } = life;
  if (arrival.partOf) {
    closePart(course, answeredAt);
    return;
  }
  const ratedAt = Math.floor(answeredAt + random.around(19, 1) * HOUR);
  const isRated = random.chance(responds[arrival.channel]) && ratedAt < answeredAt + RATING_DAYS * DAY;
  if (!isRated) {
    closeInSilence(course, answeredAt);
    return;
  }
  if (ratedAt > now) return;
  const verdict = judge(random, file.outcome ?? '', file.reopen_count);
  rate(course, verdict, ratedAt);
  const author = residentDoer(life.contacts[0]!.id);
  if (verdict === 'yes') life.move('confirm', ratedAt, author);
  else if (verdict === 'no') returnToWork(course, unit, ratedAt);
  else closeInSilence(course, answeredAt);
}

/** A second answer is better than the first. */
function judge(random: Random, outcome: string, round: number): Verdict {
  const verdict = (verdicts[outcome] ?? otherVerdict)(random);
  return verdict === 'no' && round > 0 && random.chance(0.7) ? 'yes' : verdict;
}

function closeInSilence(course: Course, answeredAt: number): void {
  const { life, now } = course;
  const at = sweepAfter(course, answeredAt + RATING_DAYS * DAY);
  if (at <= now) life.move('confirm', at, systemDoer, { text: 'Житель не оценил ответ за 7 дней' });
}

const comments: Record<Verdict, readonly string[]> = { yes: praise, partly: doubts, no: complaints };

function rate({ life }: Course, verdict: Verdict, at: number): void {
  const { random, file } = life;
  const contact = life.contacts[0]!;
  const score = Number(scores[verdict](random));
  const comment = random.chance(verdict === 'yes' ? 0.3 : 0.65) ? random.pick(comments[verdict]) : null;
  life.ratings.push({
    id: demoUuid(at, random),
    case_id: file.id,
    contact_id: contact.id,
    round: file.reopen_count,
    score,
    resolved: verdict,
    comment,
    at,
  });
  life.tell(
    { at, kind: 'rating', visibility: 'resident', text: comment, data: { score, resolved: verdict } },
    residentDoer(contact.id),
  );
  Object.assign(file, { rating: score, resolved: verdict });
}

/** «Не решено»: a new term, the same unit, another answer. */
function returnToWork(course: Course, unit: DemoUnit, at: number): void {
  const { life, world, arrival, pace, now } = course;
  const { file, random } = life;
  const dueAt = life.startClock(arrival.fact.deadlineRule, at, at, 'Житель вернул ответ');
  life.move('reopen', at, residentDoer(life.contacts[0]!.id), {
    set: { answered_at: null, outcome: null, due_at: dueAt, reopen_count: file.reopen_count + 1 },
  });
  const sortedAt = pace.after(at, random.around(150, 0.8));
  if (sortedAt > now) return;
  life.move('recoordinate', sortedAt, staffDoer(world.crew.operator));
  giveTo(course, unit, sortedAt);
  const takenAt = pace.after(sortedAt, pace.toTake);
  if (takenAt > now) return;
  life.move('take', takenAt, staffDoer(unit.executor), { set: { executor_id: unit.executor.id } });
  const outcome = random.chance(0.8) ? 'solved' : 'explained';
  const answeredAt = answer(course, unit, takenAt, { outcome, minutes: pace.toAnswer * 0.6 });
  if (answeredAt !== null) followAnswer(course, unit, answeredAt);
}
