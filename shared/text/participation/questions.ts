import type { Answer, Answers, Question } from '../../contract/participation/questionnaire.ts';
import { UNSURE } from '../../contract/participation/questionnaire.ts';
import { formatRoubles } from '../numbers.ts';
import { counted } from '../plural.ts';

/**
 * What is asked and what is an answer: one rule for the form in the browser and for the server that takes what it sends. Pure.
 */

const LONGEST_TEXT = 2000;

/** Choices of a question by their ids: its options, the steps of a scale, the columns of a matrix; `unsure` where it is offered. */
export function choicesOf(question: Pick<Question, 'kind' | 'options' | 'steps' | 'hasUnsure'>): string[] {
  const own =
    question.kind === 'scale'
      ? Array.from({ length: question.steps }, (_, at) => String(at + 1))
      : question.options.map(({ id }) => id);
  return question.hasUnsure ? [...own, UNSURE] : own;
}

/** Whether conditions may look at it: it is answered by choices. */
export const hasChoices = ({ kind }: Pick<Question, 'kind'>): boolean =>
  kind === 'single' || kind === 'multi' || kind === 'scale' || kind === 'photo' || kind === 'budget';

/** Whether one person chooses as many as they like: counted choice by choice. */
export const isOfSeveral = ({ kind }: Pick<Question, 'kind'>): boolean =>
  kind === 'multi' || kind === 'budget';

const isChosen = (answer: Answer | undefined): answer is string[] => Array.isArray(answer);
const isPlace = (answer: Answer): answer is { lat: number; lon: number } =>
  typeof answer === 'object' && !Array.isArray(answer) && typeof answer.lat === 'number';
const isLines = (answer: Answer): answer is Record<string, string> =>
  typeof answer === 'object' && !Array.isArray(answer) && typeof answer.lat !== 'number';

/** Nothing was said: no choice, no word. */
export function isUnanswered(answer: Answer | undefined): boolean {
  if (answer === undefined) return true;
  if (typeof answer === 'string') return answer.trim() === '';
  return Object.keys(answer).length === 0;
}

/**
 * Questions this person is asked, in their order. A condition looks at earlier questions that were asked themselves: what was answered
 * before another choice hid its question does not count.
 */
export function askedQuestions(questions: readonly Question[], answers: Answers): Question[] {
  const asked: Question[] = [];
  for (const question of questions) {
    const isMet = question.showIf.every(({ questionId, anyOf }) => {
      const given = asked.some(({ id }) => id === questionId) ? answers[questionId] : undefined;
      return isChosen(given) && given.some((one) => anyOf.includes(one));
    });
    if (isMet) asked.push(question);
  }
  return asked;
}

/** How many are to be chosen: of «multi» and «ranking». */
export function boundsOf(question: Pick<Question, 'least' | 'most' | 'options'>): {
  least: number;
  most: number;
} {
  const all = question.options.length;
  const most = question.most === 0 ? all : Math.min(question.most, all);
  return { least: Math.min(question.least, most), most };
}

type Purse = Pick<Question, 'options' | 'total'>;

/** What is left of the sum after these projects, roubles; below nothing where they do not fit together. */
export const purseLeft = ({ options, total }: Purse, chosen: readonly string[]): number =>
  options.reduce((left, { id, cost }) => (chosen.includes(id) ? left - (cost ?? 0) : left), total ?? 0);

/** «Осталось 1,2 млн ₽ из 10 млн ₽»: as the person chooses. */
export function purseWords(question: Purse, chosen: readonly string[]): string {
  const left = purseLeft(question, chosen);
  const total = formatRoubles(question.total ?? 0);
  if (left < 0) return `Не хватает ${formatRoubles(-left)}: всего есть ${total}, уберите что-нибудь`;
  return left === 0 ? `Распределено всё: ${total}` : `Осталось ${formatRoubles(left)} из ${total}`;
}

function checkChoices(question: Question, answer: Answer): string {
  if (!isChosen(answer)) return 'Выберите из вариантов';
  const known = choicesOf(question);
  if (answer.some((one) => !known.includes(one)) || new Set(answer).size !== answer.length)
    return 'Выберите из вариантов';
  if (answer.includes(UNSURE)) return answer.length === 1 ? '' : '«Затрудняюсь ответить» выбирают одно';
  if (question.kind === 'budget') return purseLeft(question, answer) < 0 ? purseWords(question, answer) : '';
  if (question.kind !== 'multi' && question.kind !== 'ranking')
    return answer.length === 1 ? '' : 'Выберите один вариант';
  const { least, most } = boundsOf(question);
  if (answer.length < least) return `Выберите не меньше ${least}`;
  if (answer.length > most) return `Выберите не больше ${most}`;
  return '';
}

function checkLines(question: Question, answer: Answer): string {
  if (!isLines(answer)) return 'Ответьте на каждую строку';
  const known = choicesOf(question);
  const lines = question.rows.map(({ id }) => id);
  if (Object.entries(answer).some(([row, choice]) => !lines.includes(row) || !known.includes(choice)))
    return 'Выберите из вариантов';
  const left = lines.filter((row) => !Object.hasOwn(answer, row)).length;
  if (left === 0 || !question.isRequired) return '';
  return `Осталось ответить: ${counted(left, 'строка', 'строки', 'строк')}`;
}

/** What is wrong with an answer; '' = nothing. */
export function checkAnswer(question: Question, answer: Answer | undefined): string {
  if (answer === undefined || isUnanswered(answer))
    return question.isRequired ? 'Ответьте на этот вопрос' : '';
  switch (question.kind) {
    case 'matrix':
      return checkLines(question, answer);
    case 'text':
      if (typeof answer !== 'string') return 'Ответьте словами';
      return answer.trim().length > LONGEST_TEXT ? 'Не длиннее 2 000 знаков' : '';
    case 'point':
      return isPlace(answer) ? '' : 'Поставьте точку на карте';
    default:
      return checkChoices(question, answer);
  }
}

export interface CheckedAnswers {
  /** Answers to what was asked and nothing else. */
  clean: Record<string, Answer>;
  /** By question. */
  problems: Record<string, string>;
}

/** Answers to a whole questionnaire. Those to questions that were not asked are left out, unknown ones too. */
export function checkAnswers(questions: readonly Question[], answers: Answers): CheckedAnswers {
  const clean: Record<string, Answer> = {};
  const problems: Record<string, string> = {};
  for (const question of askedQuestions(questions, answers)) {
    const answer = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    const words = checkAnswer(question, answer);
    if (words) problems[question.id] = words;
    else if (answer !== undefined && !isUnanswered(answer))
      clean[question.id] = typeof answer === 'string' ? answer.trim() : answer;
  }
  return { clean, problems };
}
