import type { OpenOutage } from '../../contract/messages/outages-open.ts';
import { dayAfter, formatDayMonth, formatTime, type Instant, localDay } from '../dates.ts';
import { counted, nbsp } from '../plural.ts';
import { capitalise, joinWords } from '../words.ts';

/** Words about outages, the same on every screen: until when, where, how many people. */

type Told = Pick<OpenOutage, 'state' | 'words' | 'beginsAt' | 'until' | 'endedAt'>;

/** «сегодня», «завтра», «вчера», «3 декабря». */
function dayWords(at: Instant, zone: string, now: Instant): string {
  const day = localDay(at, zone);
  const today = localDay(now, zone);
  if (day === today) return 'сегодня';
  if (day === dayAfter(today)) return 'завтра';
  if (dayAfter(day) === today) return 'вчера';
  return formatDayMonth(at, zone, now);
}

/** «сегодня в 06:40». */
export const momentWords = (at: Instant, zone: string, now: Instant): string =>
  `${dayWords(at, zone, now)} в${nbsp}${formatTime(at, zone)}`;

/** «сегодня к 18:00». */
const byWords = (at: Instant, zone: string, now: Instant): string =>
  `${dayWords(at, zone, now)} к${nbsp}${formatTime(at, zone)}`;

/** What a resident reads first: «Дадут сегодня к 18:00»; of a term that passed never «Дадут». */
export function termWords(
  { state, words, beginsAt, until, endedAt }: Told,
  zone: string,
  now: Instant,
): string {
  if (state === 'cancelled') return 'Отменено';
  if (state === 'ended') return endedAt ? `${words.gave} ${momentWords(endedAt, zone, now)}` : words.gave;
  if (state === 'planned') return plannedWords(beginsAt, until, zone, now);
  if (until === null) return `Когда ${words.gives.toLocaleLowerCase('ru')}, пока не${nbsp}сказали`;
  const by = byWords(until, zone, now);
  if (state === 'overdue') return `Обещали ${by}, срок прошёл. ${words.notYet}`;
  if (state === 'unconfirmed') return `Обещали ${by}, срок прошёл. ${unknownWords(words)}`;
  return `${words.gives} ${by}`;
}

/** Nobody says any more that it is still off, and nobody has said that it is over: «Дали или нет, не подтверждено». */
const unknownWords = ({ gave }: Told['words']): string => `${gave} или нет, не${nbsp}подтверждено`;

/** What is known to be off now: not ahead, not over, and nobody doubts it. */
export const isOff = ({ state }: Pick<Told, 'state'>): boolean => state === 'running' || state === 'overdue';

/** Its promised time has passed, however long ago. */
export const isLate = ({ state }: Pick<Told, 'state'>): boolean =>
  state === 'overdue' || state === 'unconfirmed';

function plannedWords(beginsAt: string, until: string | null, zone: string, now: Instant): string {
  const from = `${capitalise(dayWords(beginsAt, zone, now))} с${nbsp}${formatTime(beginsAt, zone)}`;
  if (until === null) return `${from}, до${nbsp}какого часа — пока не${nbsp}сказали`;
  const isSameDay = localDay(beginsAt, zone) === localDay(until, zone);
  const end = isSameDay ? '' : `${dayWords(until, zone, now)}, `;
  return `${from} до${nbsp}${end}${formatTime(until, zone)}`;
}

/** A term that was given and left: «сегодня к 12:00», «без срока». */
export const formerTerm = (until: string | null, zone: string, now: Instant): string =>
  until === null ? 'без срока' : byWords(until, zone, now);

/** How much of the time from its beginning to its term has passed, 0–1; null where nothing runs or no term is known. */
export function passedShare(told: Told, now: Instant): number | null {
  const { state, beginsAt, until } = told;
  if (until === null || (state !== 'running' && !isLate(told))) return null;
  const from = Date.parse(beginsAt);
  const whole = Date.parse(until) - from;
  return Math.min(1, Math.max(0, (new Date(now).getTime() - from) / whole));
}

type Place = OpenOutage['places'][number];

/** «ул. Титова, 10–28», «Синарский район». */
export const placeWords = ({ label, houses }: Place): string => (houses ? `${label}, ${houses}` : label);

/** «ул. Титова, 10–28; ул. Кунавина». */
export const placesLine = (places: readonly Place[]): string => places.map(placeWords).join('; ');

/** How the place a person named lies to it: «Ваш дом 14 внутри». */
export function insideWords(
  coverage: 'house' | 'street' | 'district' | 'near',
  house: string | null,
): string {
  if (coverage === 'near') return 'Номера дома вы не назвали: проверьте, ваш ли';
  return house ? `Ваш дом ${house} внутри` : 'Ваше место внутри';
}

/** «63 человека». */
export const peopleWords = (people: number): string => counted(people, 'человек', 'человека', 'человек');

interface OutageCounts {
  running: number;
  unconfirmed: number;
  planned: number;
}

/** «сейчас 3 отключения, 1 не подтверждено и впереди 2»: what a link to the page says; empty where there is none. */
export function countWords({ running, unconfirmed, planned }: OutageCounts): string {
  const forms = ['отключение', 'отключения', 'отключений'] as const;
  const doubt = running > 0 ? String(unconfirmed) : counted(unconfirmed, ...forms);
  const ahead = running + unconfirmed > 0 ? String(planned) : counted(planned, ...forms);
  const parts = [
    ...(running > 0 ? [`сейчас ${counted(running, ...forms)}`] : []),
    ...(unconfirmed > 0 ? [`${doubt} не${nbsp}подтверждено`] : []),
    ...(planned > 0 ? [`впереди ${ahead}`] : []),
  ];
  return joinWords(parts);
}
