import type { DismissReason } from '../../../shared/contract/monitoring/incidents.ts';
import type {
  TrainingAct,
  TrainingMistake,
  TrainingResult,
} from '../../../shared/contract/monitoring/training.ts';
import { itemAt } from '../../../shared/lists.ts';
import type { Scenario, ScenarioEvent } from './pack.ts';

/** What a learner did with one thing that appeared. */
export interface DoneAct {
  act: TrainingAct;
  reason: DismissReason | null;
  toEvent: string | null;
  words: string;
  /** Minute of the scenario it was done at. */
  minute: number;
}

const plain = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');
const has = (text: string, words: readonly string[]): boolean =>
  words.some((word) => plain(text).includes(plain(word)));

/** Parts of an author's name an answer would call them by. */
const nameParts = (author: string): string[] => author.split(/\s+/u).filter((part) => part.length > 2);

function judgeWords({ right, isTroll, author }: ScenarioEvent, words: string): TrainingMistake[] {
  const mistakes: TrainingMistake[] = [];
  if (isTroll && has(words, nameParts(author))) mistakes.push('troll-by-name');
  if (right && has(words, right.never)) mistakes.push('too-much');
  const isAsked = right?.act === 'answer';
  if (isAsked && !right.says.every((group) => has(words, group))) mistakes.push('no-substance');
  return mistakes;
}

/** What was wrong with an act; empty = nothing. */
export function judgeAct(event: ScenarioEvent, done: DoneAct): TrainingMistake[] {
  const { right } = event;
  if (!right) return ['needless'];
  const mistakes: TrainingMistake[] = done.minute - event.minute > right.within ? ['late'] : [];
  if (done.act === 'answer') mistakes.push(...judgeWords(event, done.words));
  if (done.act !== right.act) return done.act === right.or ? mistakes : [...mistakes, 'wrong-act'];
  if (done.act === 'dismiss' && !right.reasons.some((reason) => reason === done.reason))
    mistakes.push('wrong-reason');
  if ((done.act === 'join' || done.act === 'flag') && done.toEvent !== right.to)
    mistakes.push('wrong-target');
  return mistakes;
}

/** What is said of something nobody has touched by this minute; empty while its time runs. */
export function judgeSilence(event: ScenarioEvent, minute: number): TrainingMistake[] {
  const { right } = event;
  if (!right || minute - event.minute <= right.within) return [];
  return [right.act === 'flag' ? 'contradiction-missed' : 'missed'];
}

/** Late or without substance is half of the points; anything else is none. */
const half: readonly TrainingMistake[] = ['late', 'no-substance'];
/** With one of these no exam is passed, whatever else was right. */
const grave: readonly TrainingMistake[] = ['troll-by-name', 'too-much', 'contradiction-missed'];

function pointsOf({ weight }: ScenarioEvent, mistakes: readonly TrainingMistake[]): number {
  const [first, ...others] = mistakes;
  if (first === undefined) return weight;
  return others.length === 0 && half.includes(first) ? weight / 2 : 0;
}

function middle(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = Math.floor(sorted.length / 2);
  const low = itemAt(sorted, sorted.length % 2 === 0 ? at - 1 : at);
  return Math.round(((low + itemAt(sorted, at)) / 2) * 10) / 10;
}

/**
 * How a shift went by its end, or by the minute it was ended at: whatever was not done by then is missed, and what had not appeared counts
 * for nothing earned.
 */
export function judgeShift(
  { events, pass, minutes }: Scenario,
  acts: ReadonlyMap<string, DoneAct>,
): TrainingResult {
  const mistakes: TrainingResult['mistakes'] = [];
  let [points, most] = [0, 0];
  const took: number[] = [];
  for (const event of events) {
    const done = acts.get(event.id);
    const found = done ? judgeAct(event, done) : judgeSilence(event, Number.POSITIVE_INFINITY);
    if (done) took.push(done.minute - event.minute);
    for (const mistake of found)
      mistakes.push({ event: event.id, minute: Math.min(event.minute, minutes), mistake });
    if (!event.right) continue;
    most += event.weight;
    points += pointsOf(event, found);
  }
  const share = Math.floor((100 * points) / Math.max(1, most));
  const isPassed = share >= pass && !mistakes.some(({ mistake }) => grave.includes(mistake));
  return { points, most, share, isPassed, medianMinutes: middle(took), mistakes };
}
