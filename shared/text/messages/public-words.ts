import type { MapShape } from '../../contract/messages/map.ts';

/** Words of messages everybody reads of. */

/** How a message stands, one of a list. */
export const shapeWords: Readonly<Record<MapShape, string>> = {
  new: 'Новое',
  work: 'В работе',
  overdue: 'Просрочено',
  solved: 'Решено',
  answered: 'Рассмотрено',
};

/** A choice of many. */
export const shapesWords: Readonly<Record<MapShape, string>> = {
  new: 'Новые',
  work: 'В работе',
  overdue: 'Просрочены',
  solved: 'Решены',
  answered: 'Рассмотрены',
};

/** «Дороги, Синарский район, просрочены, «яма»»: what a list is narrowed to; empty = to nothing. */
export const filterWords = (of: {
  block?: string | undefined;
  district?: string | undefined;
  shape?: MapShape | undefined;
  q?: string | undefined;
}): string =>
  [
    of.block,
    of.district,
    of.shape && shapesWords[of.shape].toLocaleLowerCase('ru'),
    of.q?.trim() && `«${of.q.trim()}»`,
  ]
    .filter(Boolean)
    .join(', ');
