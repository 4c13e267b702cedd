import type { PollKind, PollState } from '../../contract/participation/polls.ts';
import type { OpenPollState } from '../../contract/participation/polls-open.ts';
import type { QuestionKind } from '../../contract/participation/questionnaire.ts';

/** Names of what polls have, as staff and residents read them. */

export const kindTitles: Readonly<Record<PollKind, string>> = {
  survey: 'Опрос',
  rating: 'Оценка',
  'single-choice': 'Выбор из вариантов',
  'budget-vote': 'Распределение бюджета',
  vote: 'Тайное голосование',
};

export const kindAbout: Readonly<Record<PollKind, string>> = {
  survey: 'несколько вопросов о мнении и опыте',
  rating: 'оценка услуги, места или работы по шкале',
  'single-choice': 'один вопрос: выбрать из вариантов, не тайно',
  'budget-vote': 'проекты с ценой и общая сумма: житель собирает те, что помещаются, не тайно',
  vote: 'бюллетени хранятся отдельно и проверяются каждым',
};

const stateTitles: Readonly<Record<PollState, string>> = {
  draft: 'черновик',
  'legal-review': 'на проверке',
  approved: 'утверждён',
  announced: 'объявлен',
  open: 'идёт',
  paused: 'приостановлен',
  closed: 'закрыт, считаем',
  counted: 'подсчитан',
  published: 'итог обнародован',
  'decision-recorded': 'решение записано',
  archived: 'в архиве',
  cancelled: 'отменён',
};

/** «Голосование» is neuter, and is counted once its box was opened. */
const voteStateTitles: Readonly<Record<PollState, string>> = {
  draft: 'черновик',
  'legal-review': 'на проверке',
  approved: 'утверждено',
  announced: 'объявлено',
  open: 'идёт',
  paused: 'приостановлено',
  closed: 'закрыто, ждёт вскрытия',
  counted: 'подсчитано',
  published: 'итог обнародован',
  'decision-recorded': 'решение записано',
  archived: 'в архиве',
  cancelled: 'отменено',
};

const neuter: Readonly<Record<string, string>> = {
  возвращён: 'возвращено',
  закрыт: 'закрыто',
  исправлен: 'исправлено',
  начат: 'начато',
  объявлен: 'объявлено',
  открыт: 'открыто',
  отменён: 'отменено',
  отправлен: 'отправлено',
  подсчитан: 'подсчитано',
  приостановлен: 'приостановлено',
  продлён: 'продлено',
  утверждён: 'утверждено',
  ушёл: 'ушло',
};

/** What was done with it, as its history says: of a vote «утверждено», where of a poll «утверждён». */
export function pollDeedWords(kind: PollKind, what: string): string {
  const [verb = '', ...rest] = what.split(' ');
  return kind === 'vote' ? [neuter[verb] ?? verb, ...rest].join(' ') : what;
}

export const stateTitleOf = ({ kind, state }: { kind: PollKind; state: PollState }): string =>
  (kind === 'vote' ? voteStateTitles : stateTitles)[state];

const openStateTitles: Readonly<Record<OpenPollState, string>> = {
  soon: 'Скоро',
  open: 'Идёт',
  paused: 'Приостановлен',
  counting: 'Завершён, считаем',
  result: 'Завершён',
};

const openVoteTitles: Readonly<Record<OpenPollState, string>> = {
  soon: 'Скоро',
  open: 'Идёт',
  paused: 'Приостановлено',
  counting: 'Завершено, вскрываем конверты',
  result: 'Завершено',
};

export const openStateTitleOf = ({ kind, state }: { kind: PollKind; state: OpenPollState }): string =>
  (kind === 'vote' ? openVoteTitles : openStateTitles)[state];

export const questionTitles: Readonly<Record<QuestionKind, string>> = {
  single: 'один вариант',
  multi: 'несколько вариантов',
  scale: 'шкала',
  matrix: 'таблица',
  text: 'своими словами',
  point: 'точка на карте',
  ranking: 'расставить по порядку',
  photo: 'выбор по картинке',
  budget: 'распределить бюджет',
};

/** What everybody sees of a poll in this state; null = nothing: it is still being made, or came to nothing. */
export function openStateOf(state: PollState): OpenPollState | null {
  switch (state) {
    case 'announced':
      return 'soon';
    case 'open':
    case 'paused':
      return state;
    case 'closed':
    case 'counted':
      return 'counting';
    case 'published':
    case 'decision-recorded':
    case 'archived':
      return 'result';
    default:
      return null;
  }
}
