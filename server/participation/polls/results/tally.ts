import type { Answer, Answers, Question } from '../../../../shared/contract/participation/questionnaire.ts';
import { addNumber, itemAt } from '../../../../shared/lists.ts';
import { choicesOf, isOfSeveral, isUnanswered } from '../../../../shared/text/participation/questions.ts';
import { NONE } from '../../../../shared/text/participation/result-sentences.ts';

/** Counts of answers by groups of people, one sheet after another. Pure. */

/** Groups of people: each sheet is of one district and one age, those that were not asked of the one there is. */
export interface Sides {
  districts: readonly string[];
  ages: readonly string[];
}

/** Each sheet is in one of its classes: the choices of a question, or whether one of several was chosen (`isOfSeveral`). */
export interface Partition {
  questionId: string;
  /** Of a matrix: its line; of «multi», the choice. */
  part: string;
  classes: readonly string[];
  /** By class, by cell (district × age). */
  counts: number[][];
}

export interface Sheet {
  districtId: string | null;
  ageGroup: string | null;
  answers: Answers;
}

export interface Tally {
  sides: Sides;
  participants: number;
  /** Sheets by cell. */
  cells: number[];
  partitions: Partition[];
  /** Points of «point», by question. */
  points: Map<string, { lat: number; lon: number }[]>;
}

/** Whether something of it was chosen. */
export const CHOSEN = 'chosen';
export const LEFT = 'left';

const isList = (answer: Answer | undefined): answer is string[] => Array.isArray(answer);

/** What a question is counted by. */
function partsOf(question: Question): { part: string; classes: string[] }[] {
  const choices = choicesOf(question);
  if (isOfSeveral(question)) return [...choices, NONE].map((part) => ({ part, classes: [CHOSEN, LEFT] }));
  switch (question.kind) {
    case 'matrix':
      return question.rows.map(({ id }) => ({ part: id, classes: [...choices, NONE] }));
    case 'text':
    case 'point':
      return [{ part: '', classes: [CHOSEN, NONE] }];
    default:
      return [{ part: '', classes: [...choices, NONE] }];
  }
}

/** The class of an answer in a partition of its question. */
function classOf(question: Question, part: string, answer: Answer | undefined): string {
  if (isOfSeveral(question)) {
    const chosen = isList(answer) && answer.length > 0 ? answer : [NONE];
    return chosen.includes(part) ? CHOSEN : LEFT;
  }
  if (isUnanswered(answer)) return NONE;
  if (question.kind === 'text' || question.kind === 'point') return CHOSEN;
  if (question.kind === 'matrix')
    return typeof answer === 'object' && !isList(answer)
      ? String((answer as Record<string, string>)[part] ?? NONE)
      : NONE;
  // Of a ranking, what stands first.
  return isList(answer) ? (answer[0] ?? NONE) : NONE;
}

export function beginTally(questions: readonly Question[], sides: Sides): Tally {
  const cells = sides.districts.length * sides.ages.length;
  return {
    sides,
    participants: 0,
    cells: new Array<number>(cells).fill(0),
    partitions: questions.flatMap((question) =>
      partsOf(question).map(({ part, classes }) => ({
        questionId: question.id,
        part,
        classes,
        counts: classes.map(() => new Array<number>(cells).fill(0)),
      })),
    ),
    points: new Map(questions.flatMap(({ id, kind }) => (kind === 'point' ? [[id, []] as const] : []))),
  };
}

/** Adds a sheet. What it says of a group or a choice that is not there counts as not said. */
export function tallySheet(tally: Tally, questions: ReadonlyMap<string, Question>, sheet: Sheet): void {
  const { districts, ages } = tally.sides;
  const district = Math.max(0, districts.indexOf(sheet.districtId ?? ''));
  const age = Math.max(0, ages.indexOf(sheet.ageGroup ?? ''));
  const cell = district * ages.length + age;
  tally.participants += 1;
  addNumber(tally.cells, cell, 1);
  for (const { questionId, part, classes, counts } of tally.partitions) {
    const question = questions.get(questionId);
    if (!question) continue;
    const at = classes.indexOf(classOf(question, part, sheet.answers[questionId]));
    addNumber(itemAt(counts, at < 0 ? classes.length - 1 : at), cell, 1);
  }
  for (const [questionId, points] of tally.points) {
    const answer = sheet.answers[questionId];
    if (
      typeof answer === 'object' &&
      !isList(answer) &&
      typeof answer.lat === 'number' &&
      typeof answer.lon === 'number'
    )
      points.push({ lat: answer.lat, lon: answer.lon });
  }
}
