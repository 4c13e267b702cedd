import type { CauseKind, Confidence } from '../../contract/heatmap/analysis.ts';
import type { Outcome } from '../../contract/messages/cases.ts';

/** What came of a case, apart from its state. */
export const outcomeTitles: Readonly<Record<Outcome, string>> = {
  solved: 'Решено',
  solved_partly: 'Решено частично',
  planned: 'Запланировано',
  explained: 'Разъяснено',
  refused: 'Отказано',
  not_in_competence: 'Не в нашей компетенции',
  not_confirmed: 'Не подтвердилось',
  duplicate: 'Повтор',
};

/** Kinds of causes, as headings and in files. */
export const causeTitles: Readonly<Record<CauseKind, string>> = {
  reject: 'Отклонены с основанием',
  refuse: 'Исполнители вернули: «не наше»',
  forward: 'Переданы в другой орган',
  reopen: 'Возвращены в работу',
  prolong: 'Сроки продлены',
};

/** How sure it is that a topic grows. */
export const confidenceTitles: Readonly<Record<Confidence, string>> = {
  sure: 'почти наверняка',
  likely: 'скорее всего',
  maybe: 'возможно',
};
