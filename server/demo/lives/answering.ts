import { formatDay } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { CaseFacts } from '../../messages/cases/likeness/answer-shape.ts';
import { isBrushOff } from '../../messages/cases/likeness/brush-off.ts';
import { countOwnFacts, likenessOf, readAnswer } from '../../messages/cases/likeness/compare.ts';
import { returnReasons } from '../world/phrases.ts';
import { demoUuid } from '../world/random.ts';
import type { AnswerRow } from '../world/rows.ts';
import type { DemoUnit } from '../world/world.ts';
import { type DemoOutcome, writeAnswer } from './answer-text.ts';
import { staffDoer } from './life.ts';
import { makePromise, settlePromises, startPromise } from './promise.ts';
import { markPassage } from './side-paths.ts';
import type { Course, GivenAnswer } from './steps.ts';

/** What is not known of a version before its reviewer. */
export const undecided = {
  reviewed_by: null,
  reviewed_at: null,
  decided_by: null,
  decided_by_name: null,
  decided_at: null,
  return_reason: null,
  likeness: null,
  likeness_number: null,
  likeness_of: null,
  own_facts: 0,
  is_brush_off: null,
};

/** Part of answers sent back once by a reviewer or an approver. */
const RETURNED = 0.1;

export interface AnswerPlan {
  outcome: DemoOutcome;
  /** From `from` until the answer is sent to review. */
  minutes: number;
}

/** Draft, review, perhaps a return, approval. Returns when the answer went out; null when it has not yet. */
export function answer(course: Course, unit: DemoUnit, from: number, plan: AnswerPlan): number | null {
  const { life, pace, now } = course;
  const { random } = life;
  const sentAt = pace.after(from, plan.minutes);
  const draftedAt = pace.after(from, plan.minutes * 0.7);
  const executor = staffDoer(unit.executor);
  // Some keep a draft first, others write and send at once.
  const isKept = random.chance(0.3);
  const startedAt = isKept ? draftedAt : sentAt;
  if (startedAt > now) return null;
  const row = draftVersion(course, unit, { at: startedAt, outcome: plan.outcome });
  life.move('draft', startedAt, executor);
  life.answers.push(row);
  if (isKept)
    life.write('cases.draft-answer', draftedAt, executor, { answerId: row.id, version: row.version });
  if (sentAt > now) return null;
  submit(course, unit, row, sentAt);
  const isReturned = random.chance(RETURNED);
  const reviewedAt = pace.after(sentAt, pace.toReview);
  if (isReturned && random.chance(0.55)) return rework(course, unit, row, { at: reviewedAt, by: 'reviewer' });
  if (!agree(course, row, reviewedAt)) return null;
  const decidedAt = pace.after(reviewedAt, pace.toApprove);
  if (isReturned) return rework(course, unit, row, { at: decidedAt, by: 'approver' });
  return approve(course, row, decidedAt);
}

function draftVersion(
  course: Course,
  unit: DemoUnit,
  { at, outcome }: { at: number; outcome: DemoOutcome },
): AnswerRow {
  const { life, arrival, author } = course;
  const { file, random } = life;
  const promisedOn = outcome === 'planned' ? localDate(new Date(at + random.int(15, 110) * DAY)) : null;
  const named = life.contacts[0]?.person_name && arrival.channel !== 'edds_112' ? author.address : null;
  return {
    id: demoUuid(at, random),
    case_id: file.id,
    version: (life.answers.at(-1)?.version ?? 0) + 1,
    state: 'draft',
    body: writeAnswer(random, {
      addressee: named,
      number: file.number,
      address: file.address,
      factId: file.fact_id ?? 'other.general.other',
      unit: unit.title,
      outcome,
      receivedAt: file.registered_at,
      doneAt: Math.max(file.registered_at, at - random.int(0, 20) * 3_600_000),
      promisedOn,
    }),
    outcome,
    promised_on: promisedOn,
    author: `staff:${unit.executor.id}`,
    author_name: unit.executor.name,
    author_unit_id: unit.id,
    created_at: at,
    ...undecided,
  };
}

function submit({ life, lastAnswered }: Course, unit: DemoUnit, row: AnswerRow, at: number): void {
  const executor = staffDoer(unit.executor);
  life.move('submit', at, executor, {
    text: `Ответ на согласовании, версия ${row.version}`,
    data: { answerId: row.id },
  });
  const earlier = lastAnswered.get(unit.id);
  Object.assign(row, { state: 'review', created_at: at, ...(earlier && compare(life.file, row, earlier)) });
  life.tell(
    { at, kind: 'answer', visibility: 'staff', data: { answerId: row.id, state: 'review' } },
    executor,
  );
  life.write('cases.submit-answer', at, executor, { answerId: row.id, version: row.version });
}

/** How like the unit's last answer the new one is: by the program's own measure, so that the screen shows what is so. */
function compare(file: CaseFacts, row: AnswerRow, earlier: GivenAnswer): Partial<AnswerRow> {
  const [own, theirs] = [readAnswer(row.body, file), readAnswer(earlier.body, earlier)];
  const measured = {
    likeness: Number(likenessOf(own, theirs).toFixed(3)),
    templateShare: null,
    ownFacts: countOwnFacts(own, theirs),
  };
  return {
    likeness: measured.likeness,
    likeness_number: earlier.number,
    likeness_of: earlier.id,
    own_facts: measured.ownFacts,
    is_brush_off: isBrushOff(measured),
  };
}

/** False when the reviewer has not come to it yet. */
export function agree({ life, world, now }: Course, row: AnswerRow, at: number): boolean {
  if (at > now) return false;
  const reviewer = staffDoer(world.crew.reviewer);
  Object.assign(row, { state: 'approval', reviewed_by: reviewer.id, reviewed_at: at });
  life.move('agree', at, reviewer, { data: { answerId: row.id, version: row.version } });
  return true;
}

interface Return {
  at: number;
  by: 'reviewer' | 'approver';
}

/** Back with a reason; the executor mends the answer, and the second time it passes. */
function rework(course: Course, unit: DemoUnit, row: AnswerRow, { at, by }: Return): number | null {
  const { life, world, pace, now } = course;
  if (at > now) return null;
  const { random, file } = life;
  const decider = staffDoer(world.crew[by]);
  const reason = random.pick(returnReasons);
  Object.assign(row, {
    state: 'returned',
    return_reason: reason,
    decided_by: decider.id,
    decided_by_name: decider.name,
    decided_at: at,
  });
  life.move('return', at, decider, {
    data: { answerId: row.id, version: row.version },
    set: { rework_count: file.rework_count + 1 },
  });
  life.tell(
    { at, kind: 'return', visibility: 'staff', text: reason, data: { version: row.version } },
    decider,
  );
  markPassage(life, row, { at, comment: reason, by: decider.name });
  const mendedAt = pace.after(at, random.around(190, 0.8));
  if (mendedAt > now) return null;
  const mended = draftVersion(course, unit, { at: mendedAt, outcome: row.outcome as DemoOutcome });
  life.move('redraft', mendedAt, staffDoer(unit.executor));
  life.answers.push(mended);
  submit(course, unit, mended, mendedAt);
  const reviewedAt = pace.after(mendedAt, pace.toReview * 0.6);
  if (!agree(course, mended, reviewedAt)) return null;
  return approve(course, mended, pace.after(reviewedAt, pace.toApprove * 0.6));
}

/** Lets the answer out: the case is answered, or deferred until the day it promises. */
export function approve(
  { life, world, now, lastAnswered }: Course,
  row: AnswerRow,
  at: number,
): number | null {
  if (at > now) return null;
  const approver = staffDoer(world.crew.approver);
  Object.assign(row, {
    state: 'released',
    decided_by: approver.id,
    decided_by_name: approver.name,
    decided_at: at,
  });
  life.stopClocks(at, 'Ответ дан');
  const { outcome, promised_on: promisedOn } = row;
  const data = { answerId: row.id, version: row.version, outcome };
  if (promisedOn) {
    const promise = { kind: 'answer' as const, text: row.body, until: promisedOn, by: approver.name };
    makePromise(life, promise, at);
    const dueAt = startPromise(life, promisedOn, at);
    life.move('defer', at, approver, {
      data: { ...data, promisedOn },
      set: { outcome, promised_on: promisedOn, due_at: dueAt },
    });
  } else {
    settlePromises(life, at);
    life.move('approve', at, approver, { data, set: { outcome, answered_at: at } });
    const { number, address } = life.file;
    if (row.author_unit_id)
      lastAnswered.set(row.author_unit_id, { id: row.id, body: row.body, number, address });
  }
  const text = promisedOn ? `Ответ с обещанием на ${formatDay(promisedOn)}` : 'Ответ дан';
  life.tell({ at, kind: 'answer', visibility: 'public', text, data }, approver);
  return at;
}
