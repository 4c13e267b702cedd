import { statusTitle } from '../../messages/cases/core/statuses.ts';
import { chooseText, fillPlace } from '../world/message-text.ts';
import { demoUuid, type Random } from '../world/random.ts';
import type { AnswerRow } from '../world/rows.ts';
import type { DemoUnit } from '../world/world.ts';
import { agree, approve, undecided } from './answering.ts';
import type { Arrival } from './arrival.ts';
import type { DemoCase } from './demo-case.ts';
import { type Doer, staffDoer, systemDoer } from './life.ts';
import type { Course } from './steps.ts';

/** Part of messages about two matters. */
const SPLIT = 0.006;
const splitter: Doer = { ref: 'system:split', name: 'Отклик', id: null };

const isPlain = ({ stray, parent, children, isStory, merge, partOf }: Arrival): boolean =>
  stray === null && parent === null && children.length === 0 && !isStory && merge === null && partOf === null;

/**
 * Makes the two messages that came next after `triagedAt` parts of this one: they keep their numbers and their place in
 * the order, and take the moment of the split, the channel and the place of the whole. Null when it is not split.
 */
export function chooseParts(
  arrival: Arrival,
  later: readonly Arrival[],
  { side, triagedAt, text }: { side: Random; triagedAt: number; text: (second: string) => void },
): readonly [Arrival, Arrival] | null {
  if (!side.chance(SPLIT) || !isPlain(arrival) || arrival.place.lat === null) return null;
  const index = later.findIndex((one) => one.at > triagedAt);
  const [first, second] = index < 0 ? [] : later.slice(index, index + 2);
  if (!first || !second || !isPlain(first) || !isPlain(second)) return null;
  if (first.number.slice(0, 7) !== second.number.slice(0, 7) || second.fact === arrival.fact) return null;
  const whole = { channel: arrival.channel, place: arrival.place, partOf: arrival, at: first.at };
  Object.assign(first, whole, { fact: arrival.fact, text: null });
  Object.assign(second, whole, { text: chooseText(side, second.fact, arrival.place) });
  text(fillPlace(second.text ?? '', arrival.place));
  return [first, second];
}

/** The whole goes to its unit and waits; when the parts are answered, their answers make one. Returns when it is out. */
export function runWhole(
  course: Course,
  unit: DemoUnit,
  { at, parts }: { at: number; parts: readonly DemoCase[] },
): number | null {
  const { life, world, now, pace } = course;
  const operator = staffDoer(world.crew.operator);
  const numbers = parts.map(({ file }) => file.number);
  for (const { file } of parts) file.parent_id = life.file.id;
  life.move('assign', at, operator, {
    text: `Разделено на части: ${numbers.map((number) => `№ ${number}`).join(', ')}`,
    data: { unitId: unit.id, children: numbers },
    set: { executor_unit_id: unit.id, executor_id: null },
  });
  life.decisions.push(at);
  life.write('cases.split', at, operator, { children: numbers });
  life.move('take', at, splitter, { text: 'Ждёт ответов по частям' });
  if (parts.some(({ file }) => file.closed_at === null)) return null;
  const readyAt = Math.max(...parts.map(({ file }) => file.closed_at!)) + 60_000;
  if (readyAt > now) return null;
  const row = compile(course, unit, { at: readyAt, parts });
  const reviewedAt = pace.after(readyAt, pace.toReview);
  if (!agree(course, row, reviewedAt)) return null;
  return approve(course, row, pace.after(reviewedAt, pace.toApprove));
}

function compile(
  { life }: Course,
  unit: DemoUnit,
  { at, parts }: { at: number; parts: readonly DemoCase[] },
): AnswerRow {
  const texts = parts.map(
    ({ file, answers }, index) =>
      `${index + 1}. ${file.title}\n${answers.findLast(({ state }) => state === 'released')?.body ?? statusTitle('closed')}`,
  );
  const isSolved = parts.every(({ file }) => file.outcome === 'solved');
  const isPartly = parts.some(({ file }) => file.outcome === 'solved' || file.outcome === 'solved_partly');
  const row: AnswerRow = {
    id: demoUuid(at, life.side),
    case_id: life.file.id,
    version: 1,
    state: 'review',
    body: `Здравствуйте! Ответ по каждому вопросу вашего сообщения № ${life.file.number}.\n\n${texts.join('\n\n')}`,
    outcome: isSolved ? 'solved' : isPartly ? 'solved_partly' : 'explained',
    promised_on: null,
    author: splitter.ref,
    author_name: 'Отклик: ответы по частям',
    author_unit_id: unit.id,
    created_at: at,
    ...undecided,
  };
  life.answers.push(row);
  life.move('draft', at, splitter);
  const text = 'Ответы по частям собраны, версия 1';
  life.move('submit', at, splitter, { text, data: { answerId: row.id } });
  return row;
}

/** What is answered in a part waits in the answer of the whole: nobody rates it. */
export function closePart({ life }: Course, at: number): void {
  life.move('confirm', at, systemDoer, { text: 'Войдёт в общий ответ', isHidden: true });
}
