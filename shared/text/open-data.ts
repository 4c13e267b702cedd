import type { OpenFieldType, OpenFile } from '../contract/base/open-data.ts';
import { counted } from './plural.ts';

/** Words of the catalogue of open data. */

/** «добавлено 3 записи, снята 1 запись»: what the last change of a set was. */
export function sentenceOfCounts(of: { added: number; changed: number; withdrawn: number }): string {
  const told = ([how, count]: readonly [string, number]): string[] =>
    count > 0 ? [`${how}: ${counted(count, 'запись', 'записи', 'записей')}`] : [];
  const parts = [
    ...told(['добавлено', of.added]),
    ...told(['изменено', of.changed]),
    ...told(['снято', of.withdrawn]),
  ];
  return parts.join(', ');
}

export const openFileTitles: Readonly<Record<OpenFile, string>> = {
  'data.csv': 'Таблица CSV',
  'data.json': 'Набор JSON',
  'data.geojson': 'Карта GeoJSON',
  'table-schema.json': 'Схема таблицы (JSON)',
  'json-schema.json': 'Схема набора (JSON)',
  'structure.csv': 'Структура таблицей (CSV)',
  'passport.json': 'Паспорт JSON',
  'meta.csv': 'Паспорт по методике (CSV)',
};

export const openTypeTitles: Readonly<Record<OpenFieldType, string>> = {
  string: 'текст',
  integer: 'целое',
  number: 'число',
  boolean: 'да или нет',
  date: 'день',
  datetime: 'дата и время по Гринвичу',
  uri: 'адрес',
};
