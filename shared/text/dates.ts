import { counted, nbsp, plural } from './plural.ts';

/** An instant: ISO text, epoch milliseconds or a Date. */
export type Instant = string | number | Date;

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat('ru', { timeZone: zone, ...options });
    formatters.set(key, found);
  }
  return found;
}

const numeric = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;
const clock = { hour: '2-digit', minute: '2-digit' } as const;

/** The local calendar day `YYYY-MM-DD` of an instant in a zone. */
export function localDay(at: Instant, zone: string): string {
  const [d = '', m = '', y = ''] = formatter(zone, numeric).format(new Date(at)).split('.');
  return `${y}-${m}-${d}`;
}

/** «24.11.2026». A plain day `YYYY-MM-DD` is taken as it stands, without a zone. */
export function formatDate(at: Instant, zone: string): string {
  if (typeof at === 'string' && isDay(at)) return formatDay(at);
  return formatter(zone, numeric).format(new Date(at));
}

/** «14:05». */
export function formatTime(at: Instant, zone: string): string {
  return formatter(zone, clock).format(new Date(at));
}

/** «24.11.2026, 14:05». */
export function formatDateTime(at: Instant, zone: string): string {
  return `${formatDate(at, zone)}, ${formatTime(at, zone)}`;
}

/** «24.11 14:05», for feeds where the year is clear. */
export function formatShort(at: Instant, zone: string): string {
  return `${formatDate(at, zone).slice(0, 5)} ${formatTime(at, zone)}`;
}

/** «2 декабря», with «2027 г.» when the year is not that of `now`. */
export function formatDayMonth(at: Instant, zone: string, now: Instant): string {
  const date = asDate(at);
  const inZone = typeof at === 'string' && isDay(at) ? 'UTC' : zone;
  const text = formatter(inZone, { day: 'numeric', month: 'long' }).format(date).replace(' ', nbsp);
  const year = localDay(date, inZone).slice(0, 4);
  return year === localDay(now, zone).slice(0, 4) ? text : `${text} ${year}${nbsp}г.`;
}

/** «24 ноября 2026 г.», for letters and documents. */
export function formatLongDate(at: Instant, zone: string): string {
  const date = asDate(at);
  const inZone = typeof at === 'string' && isDay(at) ? 'UTC' : zone;
  return `${formatter(inZone, { day: 'numeric', month: 'long' }).format(date)} ${localDay(date, inZone).slice(0, 4)}${nbsp}г.`;
}

/** «до 2 декабря». */
export function formatUntil(at: Instant, zone: string, now: Instant): string {
  return `до${nbsp}${formatDayMonth(at, zone, now)}`;
}

/** «01–24.11.2026», «28.10–24.11.2026», «20.12.2025–10.01.2026»: what both ends share is said once. */
export function formatRange(from: Instant, to: Instant, zone: string): string {
  const a = formatDate(from, zone);
  const b = formatDate(to, zone);
  if (a === b) return b;
  if (a.slice(2) === b.slice(2)) return `${a.slice(0, 2)}–${b}`;
  return a.slice(5) === b.slice(5) ? `${a.slice(0, 5)}–${b}` : `${a}–${b}`;
}

/** The moment at which it is this local day and time in a zone. */
export function momentAt(day: string, time: string, zone: string): Date {
  const asUtc = Date.parse(`${day}T${time}Z`);
  const shown = Date.parse(`${localDay(asUtc, zone)}T${formatTime(asUtc, zone)}Z`);
  return new Date(asUtc - (shown - asUtc));
}

/** «3 ч 20 мин», «40 мин», «2 дн. 5 ч» of a length in milliseconds. Under a minute it says so. */
export function formatDuration(milliseconds: number): string {
  const left = Math.abs(milliseconds);
  if (left < minute) return 'меньше минуты';
  const days = Math.floor(left / day);
  const hours = Math.floor((left % day) / hour);
  const minutes = Math.floor((left % hour) / minute);
  if (days > 0) return hours > 0 && days < 3 ? `${days}${nbsp}дн. ${hours}${nbsp}ч` : `${days}${nbsp}дн.`;
  if (hours === 0) return `${minutes}${nbsp}мин`;
  return minutes === 0
    ? `${hours}${nbsp}ч`
    : `${hours}${nbsp}ч ${String(minutes).padStart(2, '0')}${nbsp}мин`;
}

/** Time left to a deadline in calendar time: «3 ч 20 мин» or «просрочено на 1 дн.». */
export function formatRemaining(due: Instant, now: Instant): string {
  const left = new Date(due).getTime() - new Date(now).getTime();
  if (left >= 0) return formatDuration(left);
  return left > -minute ? 'срок вышел' : `просрочено на ${formatDuration(left)}`;
}

/** «только что», «5 минут назад», «сегодня в 09:40», «вчера в 18:00», «3 дня назад», then the date. */
export function formatAgo(at: Instant, zone: string, now: Instant): string {
  const passed = new Date(now).getTime() - new Date(at).getTime();
  if (passed < minute) return 'только что';
  if (passed < hour) return `${counted(Math.floor(passed / minute), 'минуту', 'минуты', 'минут')} назад`;
  const days = daysBetween(localDay(at, zone), localDay(now, zone));
  if (days === 0) return `сегодня в${nbsp}${formatTime(at, zone)}`;
  if (days === 1) return `вчера в${nbsp}${formatTime(at, zone)}`;
  return days < 7 ? `${counted(days, 'день', 'дня', 'дней')} назад` : formatDate(at, zone);
}

/** Whole days from one `YYYY-MM-DD` to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / day);
}

/** The day after a `YYYY-MM-DD`. */
export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00Z`) + day).toISOString().slice(0, 10);
}

/** «24.11.2026» of `YYYY-MM-DD`. */
export function formatDay(date: string): string {
  return date.split('-').reverse().join('.');
}

/** «вторник» of `YYYY-MM-DD`. */
export function formatWeekday(date: string): string {
  return formatter('UTC', { weekday: 'long' }).format(asDate(date));
}

/** «3 рабочих дня», «1 рабочий день». */
export function formatWorkingDays(count: number): string {
  return `${counted(count, 'рабочий', 'рабочих', 'рабочих')}${nbsp}${plural(count, 'день', 'дня', 'дней')}`;
}

/** «МСК+2»: how the zone stands to Moscow at an instant. */
export function formatZoneNote(zone: string, at: Instant): string {
  const difference = (offsetMinutes(zone, at) - offsetMinutes('Europe/Moscow', at)) / 60;
  if (difference === 0) return 'МСК';
  return `МСК${difference > 0 ? '+' : '\u2212'}${Math.abs(difference)}`;
}

/**
 * Reads a day typed by hand: «24.11.2026», «24.11.26», «24,11,2026», «2026-11-24».
 * Returns `YYYY-MM-DD`, or null for anything else, 31.02 among it.
 */
export function readDay(text: string): string | null {
  const typed = /^(\d{1,2})[.,/ ](\d{1,2})[.,/ ](\d{4}|\d{2})$/u.exec(text.trim());
  const [, d = '', m = '', y = ''] = typed ?? [];
  const candidate = typed
    ? `${y.length === 2 ? `20${y}` : y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
    : text.trim();
  return isDay(candidate) ? candidate : null;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const date = new Date(`${text}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function asDate(at: Instant): Date {
  return typeof at === 'string' && isDay(at) ? new Date(`${at}T00:00Z`) : new Date(at);
}

function offsetMinutes(zone: string, at: Instant): number {
  const parts = formatter(zone, { ...numeric, ...clock, hourCycle: 'h23' }).formatToParts(new Date(at));
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall - Math.floor(new Date(at).getTime() / minute) * minute) / minute);
}

const monthNames = [
  'Январь',
  'Февраль',
  'Март',
  'Апрель',
  'Май',
  'Июнь',
  'Июль',
  'Август',
  'Сентябрь',
  'Октябрь',
  'Ноябрь',
  'Декабрь',
];

/** «Ноябрь» of `2026-11`. */
export const monthName = (month: string): string => monthNames[Number(month.slice(5, 7)) - 1] ?? month;
