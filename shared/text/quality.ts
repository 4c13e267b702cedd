import type { QualityFlag } from '../contract/messages/quality-reviews.ts';

/** Signs of work done for the figure, as lists call them. */
export const flagWords: Readonly<Record<QualityFlag['kind'], string>> = {
  'mass-closing': 'Закрыто в последний день',
  reopened: 'Возвращено в работу',
  'due-moved': 'Перенесены сроки',
  'photo-reused': 'Фото из другого дела',
  'rating-burst': 'Оценки с одного устройства',
  pressure: 'Просили оценку',
  'spot-check': 'Случайная проверка',
};
