import { DAY } from '../../../shared/time.ts';
import { notes } from '../world/phrases.ts';
import type { DemoUnit } from '../world/world.ts';
import { followAnswer } from './aftermath.ts';
import { chooseOutcome } from './answer-text.ts';
import { answer } from './answering.ts';
import { staffDoer, systemDoer } from './life.ts';
import { answerMeanwhile, askForPart } from './side-paths.ts';
import type { Course } from './steps.ts';

/** Days before the promised one at which a promise comes back to work (cases/sweeps/sweep.ts). */
const WAKE_DAYS = 3;

/** Takes the assigned case, answers it and follows the answer to its end, as far as now allows. */
export function runWork(course: Course, unit: DemoUnit, assignedAt: number): void {
  const { life, pace, now } = course;
  const takenAt = pace.after(assignedAt, pace.toTake);
  if (takenAt > now) return;
  const executor = staffDoer(unit.executor);
  life.move('take', takenAt, executor, { set: { executor_id: executor.id } });
  note(course, unit, takenAt);
  askForPart(course, unit, takenAt);
  answerMeanwhile(course, unit, takenAt);
  const chosen = chooseOutcome(life.random, life.file.block ?? 'other');
  // A promise would keep the answer of the whole waiting.
  const outcome = chosen === 'planned' && course.arrival.partOf ? 'explained' : chosen;
  const answeredAt = answer(course, unit, takenAt, { outcome, minutes: pace.toAnswer });
  if (answeredAt === null) return;
  if (life.file.status === 'deferred') keepPromise(course, unit, answeredAt);
  else followAnswer(course, unit, answeredAt);
}

function note({ life, pace, now }: Course, unit: DemoUnit, takenAt: number): void {
  const at = pace.after(takenAt, pace.toAnswer * 0.3);
  if (!life.random.chance(0.16) || at > now) return;
  const text = life.random.pick(notes);
  life.tell({ at, kind: 'note', visibility: 'staff', text }, staffDoer(unit.executor));
  life.write('cases.note', at, staffDoer(unit.executor));
}

/** The promised day comes near: back to work, done, answered. */
function keepPromise(course: Course, unit: DemoUnit, deferredAt: number): void {
  const { life, now } = course;
  const promised = Date.parse(`${life.file.promised_on}T00:00:00Z`);
  const wokenAt = Math.max(deferredAt + 60_000, promised - WAKE_DAYS * DAY + life.random.int(0, 900_000));
  if (wokenAt > now) return;
  life.move('wake', wokenAt, systemDoer, { text: 'Подходит обещанная дата' });
  const outcome = life.random.chance(0.85) ? 'solved' : 'solved_partly';
  // Some forget what they promised until somebody asks.
  const delay = life.side.chance(0.2) ? 14 : 1;
  const minutes = life.random.around(420, 0.5) * delay;
  const answeredAt = answer(course, unit, wokenAt, { outcome, minutes });
  if (answeredAt !== null) followAnswer(course, unit, answeredAt);
}
