import { normaliseEmail, normalisePhone } from '../../../shared/text/contacts.ts';
import { parseMoment, parseNumber } from '../../lib/tables/reading/moments.ts';
import { readBlock } from './blocks.ts';
import { aliases, type Field, fields, fieldTitles } from './fields.ts';

/** Field of ours → name of the column it is taken from. */
export type Mapping = Partial<Record<Field, string>>;

/** A row in our terms, checked; what the row did not say is null. */
export interface Draft {
  externalId: string | null;
  source: string | null;
  channel: string | null;
  text: string;
  title: string | null;
  theme: string | null;
  /** Code of a block (`roads`), or null when the row names none we know. */
  block: string | null;
  fact: string | null;
  /** Local wall clock `YYYY-MM-DDTHH:MM:SS`, or an instant `…Z` when the row named its zone. */
  receivedAt: string | null;
  address: string | null;
  district: string | null;
  lat: number | null;
  lon: number | null;
  name: string | null;
  /** `+7…`. */
  phone: string | null;
  email: string | null;
  status: string | null;
  executor: string | null;
  answer: string | null;
  answeredAt: string | null;
  rating: number | null;
  /** What was left out and why; the row itself is good. */
  warnings: string[];
}

export type Applied = { ok: Draft } | { error: string };

const normalise = (header: string): string =>
  header
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll('№', 'номер')
    .replaceAll(/[^a-zа-я0-9]+/g, ' ')
    .trim();

/** How well a header fits a field: exact name best, then the longest known name within it; 0 = not at all. */
function scoreHeader(header: string, field: Field): number {
  let best = 0;
  aliases[field].forEach((alias, order) => {
    // Earlier names are surer: «дата» is a date of receipt only where no better one is.
    const rank = 1 - order / 100;
    if (header === alias) best = Math.max(best, 1000 + rank);
    else if (alias.length > 3 && ` ${header} `.includes(` ${alias} `))
      best = Math.max(best, alias.length * 10 + (header.startsWith(alias) ? 5 : 0) + rank);
  });
  return best;
}

/** Guesses the mapping by names of columns; each column is used once, the surest pairs first. */
export function suggestMapping(headers: readonly string[]): Mapping {
  const pairs = headers.flatMap((header) => {
    const name = normalise(header);
    return fields.map((field) => ({ header, field, score: scoreHeader(name, field) }));
  });
  const mapping: Mapping = {};
  const used = new Set<string>();
  for (const { header, field, score } of pairs.toSorted((a, b) => b.score - a.score)) {
    if (score === 0 || mapping[field] !== undefined || used.has(header)) continue;
    mapping[field] = header;
    used.add(header);
  }
  return mapping;
}

const MAX_TEXT = 100_000;
/** Longest other values, characters. */
const MAX_VALUE: Partial<Record<Field, number>> = {
  answer: MAX_TEXT,
  title: 300,
  address: 300,
  externalId: 200,
};
const MAX_OTHER = 500;

/** Marks by which registers say «nothing here». */
const EMPTY = /^(-+|—|–|нет|н\/д|n\/a|null|none|не указан[оаы]?|отсутствует)$/i;

/** A complaint about a row, in words of its columns. */
function complain(field: Field, value: string, what: string): string {
  const shown = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  return `${fieldTitles[field]}: «${shown}» — ${what}`;
}

/** Thrown inside `applyMapping` alone and turned into data there. */
class RowRefused extends Error {}

function readValue(values: Record<string, string>, mapping: Mapping, field: Field): string | null {
  const header = mapping[field];
  const value = header === undefined ? '' : (values[header] ?? '').trim();
  if (value === '' || (field !== 'text' && EMPTY.test(value))) return null;
  const limit = field === 'text' ? MAX_TEXT : (MAX_VALUE[field] ?? MAX_OTHER);
  if (value.length > limit && field !== 'title' && field !== 'address')
    throw new RowRefused(`${fieldTitles[field]}: длиннее ${limit.toLocaleString('ru-RU')} знаков`);
  return value.slice(0, limit);
}

type Read = (field: Field) => string | null;

function readMoment(read: Read, field: Field): string | null {
  const value = read(field);
  if (value === null) return null;
  const moment = parseMoment(value);
  if (!moment) throw new RowRefused(complain(field, value, 'не дата; подойдёт 24.11.2026 14:05'));
  return moment;
}

function readDegrees(read: Read, field: 'lat' | 'lon', limit: number): number | null {
  const value = read(field);
  if (value === null) return null;
  const degrees = parseNumber(value);
  if (degrees === null) throw new RowRefused(complain(field, value, 'не число'));
  if (Math.abs(degrees) > limit) throw new RowRefused(complain(field, value, `вне пределов ±${limit}`));
  return degrees;
}

function readPoint(read: Read, warnings: string[]): { lat: number | null; lon: number | null } {
  const [lat, lon] = [readDegrees(read, 'lat', 90), readDegrees(read, 'lon', 180)];
  if (lat !== null && lon !== null && (lat !== 0 || lon !== 0)) return { lat, lon };
  if (lat !== null || lon !== null) warnings.push('Место не принято: нужны обе координаты');
  return { lat: null, lon: null };
}

/** A value that is kept only when it is good; else a warning says it was left out. */
function readChecked<T>(
  read: Read,
  field: Field,
  check: (value: string) => T | null,
  warnings: string[],
): T | null {
  const value = read(field);
  if (value === null) return null;
  const checked = check(value);
  if (checked === null) warnings.push(complain(field, value, 'не принято'));
  return checked;
}

function readRating(value: string): number | null {
  const rating = parseNumber(value);
  return rating !== null && Number.isInteger(rating) && rating >= 1 && rating <= 5 ? rating : null;
}

function toDraft(read: Read): Draft {
  const text = read('text');
  if (text === null) throw new RowRefused('Текст сообщения пуст');
  const warnings: string[] = [];
  const draft: Draft = {
    externalId: read('externalId'),
    source: read('source'),
    channel: read('channel'),
    text,
    title: read('title'),
    theme: read('theme'),
    block: readChecked(read, 'block', readBlock, warnings),
    fact: readChecked(
      read,
      'fact',
      (value) => (/^[a-z-]+(\.[a-z0-9-]+){2}$/.test(value) ? value : null),
      warnings,
    ),
    receivedAt: readMoment(read, 'receivedAt'),
    address: read('address'),
    district: read('district'),
    ...readPoint(read, warnings),
    name: read('name'),
    phone: readChecked(read, 'phone', normalisePhone, warnings),
    email: readChecked(read, 'email', normaliseEmail, warnings),
    status: read('status'),
    executor: read('executor'),
    answer: read('answer'),
    answeredAt: readMoment(read, 'answeredAt'),
    rating: readChecked(read, 'rating', readRating, warnings),
    warnings,
  };
  return draft;
}

/** Reads a row by the mapping: a checked draft, or the reason why the row is refused, for the report. */
export function applyMapping(values: Record<string, string>, mapping: Mapping): Applied {
  try {
    return { ok: toDraft((field) => readValue(values, mapping, field)) };
  } catch (error) {
    if (error instanceof RowRefused) return { error: error.message };
    throw error;
  }
}
