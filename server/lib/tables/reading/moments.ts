/**
 * Dates as people and programs write them. A moment comes out as local wall clock `YYYY-MM-DDTHH:MM:SS` without a
 * zone, or as an instant `…Z` when the text itself names its zone.
 */

/** Each month in the nominative, the genitive and short. */
const MONTHS = [
  'январь января янв',
  'февраль февраля фев февр',
  'март марта мар',
  'апрель апреля апр',
  'май мая',
  'июнь июня июн',
  'июль июля июл',
  'август августа авг',
  'сентябрь сентября сен сент',
  'октябрь октября окт',
  'ноябрь ноября ноя нояб',
  'декабрь декабря дек',
].map((forms) => forms.split(' '));

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

interface Parts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}

/** Null when there is no such day or time (31.02, 25:00) or the year is not of this age. */
function toLocal({ year, month, day, hour, minute, second }: Parts): string | null {
  if (year < 1950 || year > 2100 || hour > 23 || minute > 59 || second > 59) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}`;
}

/** Day number of Excel (1 = 1 January 1900, its invented 29.02.1900 included) → local; below 1 only a time is meant. */
export function fromExcelSerial(serial: number, is1904 = false): string | null {
  const days = serial + (is1904 ? 1462 : 0);
  if (days < 1 || days > 80_000) return null;
  // Rounded to the second: 0.5 h is not a finite binary fraction of a day.
  const date = new Date(Math.round(days * 86_400) * 1000 + Date.UTC(1899, 11, 30));
  return date.toISOString().slice(0, 19);
}

const TIME = '(?:[,\\s]*(?:в\\s*)?(?:T\\s*)?(\\d{1,2})[:.ч]\\s?(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?)?';
const ZONE = '\\s*(Z|[+-]\\d{2}:?\\d{2})?';
const ISO = new RegExp(`^(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})${TIME}${ZONE}$`, 'i');
const RUSSIAN = new RegExp(`^(\\d{1,2})[-./](\\d{1,2})[-./](\\d{4}|\\d{2})(?:\\s*г\\.?)?${TIME}$`, 'i');
const IN_WORDS = new RegExp(`^(\\d{1,2})\\s+([а-яё]+)\\.?\\s+(\\d{4})(?:\\s*г(?:ода|\\.)?)?${TIME}$`, 'i');

const fromGroups = (
  [year, month, day]: [number, number, number],
  time: (string | undefined)[],
): string | null => {
  const [hour = 0, minute = 0, second = 0] = time.map((part) => Number(part ?? 0));
  return toLocal({ year, month, day, hour, minute, second });
};

function readIso(text: string): string | null {
  const found = ISO.exec(text);
  if (!found) return null;
  const local = fromGroups([Number(found[1]), Number(found[2]), Number(found[3])], found.slice(4, 7));
  const zone = found[7];
  if (!local || !zone) return local;
  const instant = new Date(`${local}${zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString();
}

function readRussian(text: string): string | null {
  const found = RUSSIAN.exec(text);
  if (found) {
    const year = Number(found[3]);
    const full = year < 100 ? year + 2000 : year;
    return fromGroups([full, Number(found[2]), Number(found[1])], found.slice(4, 7));
  }
  const words = IN_WORDS.exec(text);
  if (!words) return null;
  const month = MONTHS.findIndex((forms) => forms.includes((words[2] as string).toLowerCase())) + 1;
  return month ? fromGroups([Number(words[3]), month, Number(words[1])], words.slice(4, 7)) : null;
}

function readNumber(text: string): string | null {
  // Seconds and milliseconds since 1970, as messengers write them.
  if (/^\d{10}$/.test(text)) return new Date(Number(text) * 1000).toISOString();
  if (/^\d{13}$/.test(text)) return new Date(Number(text)).toISOString();
  // Days since 1900 as Excel stores them: 1954 to 2119, so that a bare year is not taken for a day.
  if (!/^\d{5}([.,]\d+)?$/.test(text)) return null;
  const serial = Number(text.replace(',', '.'));
  return serial >= 20_000 && serial <= 80_000 ? fromExcelSerial(serial) : null;
}

/**
 * ДД.ММ.ГГГГ [ЧЧ:ММ[:СС]], ISO 8601 with or without a zone, «24 ноября 2026 г., 14:05», Excel's day number,
 * Unix time. Null when it is no date.
 */
export function parseMoment(text: string): string | null {
  const trimmed = text.trim().replaceAll(/[\u00a0\u202f]/g, ' ');
  if (trimmed.length > 60) return null;
  return readIso(trimmed) ?? readRussian(trimmed) ?? readNumber(trimmed);
}

/** «56,415», «1 234.5», «56°»; null when it is no number. */
export function parseNumber(text: string): number | null {
  const plain = text
    .trim()
    .replaceAll(/[\s\u00a0\u202f'°]/g, '')
    .replace(',', '.')
    .replace('−', '-');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,2})?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
