import { formatDay } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { interims, partTasks } from '../world/phrases.ts';
import { demoUuid } from '../world/random.ts';
import type { AnswerRow, InterimRow, PartRow } from '../world/rows.ts';
import type { DemoUnit } from '../world/world.ts';
import { type Life, staffDoer } from './life.ts';
import { makePromise } from './promise.ts';
import type { Course } from './steps.ts';

/** Parts of cases in work with a co-executor, and with an interim answer. */
const WITH_PART = 0.025;
const WITH_INTERIM = 0.02;
/** Part of returned answers with a marked passage. */
const WITH_MARK = 0.4;

/** Another unit is asked for its part and gives it before the answer is drafted. */
export function askForPart({ life, world, pace, now }: Course, unit: DemoUnit, takenAt: number): void {
  const { side, file } = life;
  if (!side.chance(WITH_PART)) return;
  const helper = side.pick(world.crew.units.filter(({ id }) => id !== unit.id));
  const askedAt = pace.after(takenAt, pace.toAnswer * 0.1);
  if (askedAt > now) return;
  const { task, given } = side.pick(partTasks);
  const givenAt = pace.after(takenAt, pace.toAnswer * 0.55);
  const executor = staffDoer(unit.executor);
  const row: PartRow = {
    id: demoUuid(askedAt, side),
    case_id: file.id,
    unit_id: helper.id,
    task,
    due_on: localDate(
      new Date(Math.max(askedAt, Math.min(file.due_at ?? Number.POSITIVE_INFINITY, askedAt + 5 * DAY))),
    ),
    asked_by_name: executor.name,
    asked_at: askedAt,
    state: 'asked',
    body: null,
    given_by_name: null,
    given_at: null,
  };
  life.parts.push(row);
  Object.assign(file, { co_unit_ids: `{${helper.id}}`, version: file.version + 1 });
  const text = `Поручено соисполнителю: ${helper.title}, до ${formatDay(row.due_on)}. ${task}`;
  life.tell({ at: askedAt, kind: 'part', visibility: 'staff', text }, executor);
  life.write('cases.ask-part', askedAt, executor, { unitId: helper.id, dueOn: row.due_on });
  if (givenAt > now) return;
  const giver = staffDoer(helper.executor);
  Object.assign(row, { state: 'given', body: given, given_by_name: giver.name, given_at: givenAt });
  const told = `Соисполнитель дал свою часть: ${given}`;
  life.tell({ at: givenAt, kind: 'part', visibility: 'staff', text: told }, giver);
  life.write('cases.give-part', givenAt, giver, { partId: row.id });
}

/** What is done so far and until when the answer comes, let out by the approver. */
export function answerMeanwhile({ life, world, pace, now }: Course, unit: DemoUnit, takenAt: number): void {
  const { side, file } = life;
  if (!side.chance(WITH_INTERIM)) return;
  const writtenAt = pace.after(takenAt, pace.toAnswer * 0.3);
  const decidedAt = pace.after(takenAt, pace.toAnswer * 0.5);
  const until = localDate(new Date(decidedAt + side.int(2, 25) * DAY));
  if (writtenAt > now) return;
  const executor = staffDoer(unit.executor);
  const row: InterimRow = {
    id: demoUuid(writtenAt, side),
    case_id: file.id,
    body: side.pick(interims),
    final_on: until,
    author: executor.ref,
    author_name: executor.name,
    created_at: writtenAt,
    state: 'waits',
    decided_by_name: null,
    decided_at: null,
  };
  life.interims.push(row);
  file.version += 1;
  const event = { kind: 'interim', text: row.body } as const;
  const waits = { state: 'waits', until };
  life.tell({ ...event, at: writtenAt, visibility: 'staff', data: waits }, executor);
  life.write('cases.write-interim', writtenAt, executor);
  if (decidedAt > now) return;
  const approver = staffDoer(world.crew.approver);
  Object.assign(row, { state: 'released', decided_by_name: approver.name, decided_at: decidedAt });
  const released = { state: 'released', until };
  life.tell({ ...event, at: decidedAt, visibility: 'resident', data: released }, approver);
  life.write('cases.release-interim', decidedAt, approver, { interimId: row.id });
  makePromise(life, { kind: 'interim', text: row.body, until, by: approver.name }, decidedAt);
}

/** The passage of a returned version that the reason is about: one of its sentences. */
export function markPassage(
  life: Life,
  row: AnswerRow,
  { at, comment, by }: { at: number; comment: string; by: string },
): void {
  const { side } = life;
  if (!side.chance(WITH_MARK)) return;
  const sentences = [...row.body.matchAll(/[^.!?]+[.!?]/gu)].slice(1);
  if (sentences.length === 0) return;
  const found = side.pick(sentences);
  const quote = found[0].trim();
  const start = found.index + found[0].indexOf(quote);
  life.marks.push({
    id: demoUuid(at, side),
    answer_id: row.id,
    start_at: start,
    end_at: start + quote.length,
    quote,
    comment,
    author_name: by,
    at,
  });
}
