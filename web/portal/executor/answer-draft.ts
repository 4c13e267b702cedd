import type { Outcome } from '../../../shared/contract/messages/cases.ts';
import { readDay } from '../../../shared/text/dates.ts';

export interface AnswerDraft {
  text: string;
  outcome: Outcome | '';
  /** As typed: «15.12.2026». */
  promised: string;
  /** Photos of the former version that this one leaves out. */
  dropFiles: string[];
  /** Ready, and waits for a network to send itself. */
  waits?: boolean;
}

export const outcomeChoices: readonly { value: Outcome | ''; label: string }[] = [
  { value: '', label: 'Выберите' },
  { value: 'solved', label: 'Решено' },
  { value: 'solved_partly', label: 'Решено частично' },
  { value: 'planned', label: 'Запланировано на дату' },
  { value: 'explained', label: 'Разъяснено' },
  { value: 'refused', label: 'Отказано' },
  { value: 'not_confirmed', label: 'Не подтвердилось' },
];

export const readPromise = (text: string): string | null => readDay(text);

/** What is missing in an answer, by the name of its field. */
export function checkAnswer(draft: AnswerDraft): Partial<Record<keyof AnswerDraft, string>> {
  const errors: Partial<Record<keyof AnswerDraft, string>> = {};
  if (!/\p{L}/u.test(draft.text)) errors.text = 'Напишите ответ';
  else if (draft.text.includes('…')) errors.text = 'Впишите своё вместо «…»';
  if (!draft.outcome) errors.outcome = 'Выберите результат';
  if (draft.outcome === 'planned' && !readPromise(draft.promised))
    errors.promised = 'Впишите день вида 15.12.2026';
  return errors;
}
