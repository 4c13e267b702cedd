import { daysBetween, readDay } from '../../../../shared/text/dates.ts';
import { addDays, monthOf, weekdayOf, weekOf } from '../../../../shared/text/periods.ts';
import type { ClaimOf } from './claim.ts';

type DayClaim = ClaimOf<'day'>;

const months = [
  'январ',
  'феврал',
  'март',
  'апрел',
  'ма[йя]',
  'июн',
  'июл',
  'август',
  'сентябр',
  'октябр',
  'ноябр',
  'декабр',
];
const weekdays = ['понедельник', 'вторник', 'сред', 'четверг', 'пятниц', 'суббот', 'воскресень'];

/** What turns a day into a promise of something to come. */
const promised =
  /дад(?:им|ут)|будет|будут|подач|подадут|пуск|пустят|запуст|включ(?:им|ат)|восстанов(?:им|ят|лен|ить)|устран(?:им|ят|ить|ени)|заверш(?:им|ат|ить|ен)|закон(?:чим|чат|чить)|планир|намечен|ожида|запланир|обеща|срок|сдела(?:ем|ют)|почин(?:им|ят)|отремонтир|убер(?:ем|ут)|вывез(?:ем|ут)|замен(?:им|ят)|выполн(?:им|ят|ить|ен)|привед(?:ем|ут)|отсып|засып(?:лем|лют)|начн|начал|приступ(?:им|ят)|возобнов|верн(?:ем|ут)|вый(?:дет|дут)|продлится|установ(?:им|ят)|откро(?:ем|ют)|почист(?:им|ят)|отв(?:ечу|етим)|(?<![а-я])(?:по|у|вы|про)лож(?:им|ат)(?![а-я])/u;
const begins = /(?:начн|начал|приступ|старт|возобнов)[а-я]*[^,;]*$/u;
/** A day after these is that of a paper, of a beginning that is over, of a period gone by. */
const notPromised = /(?:^|[^а-я])(?:от|с|со|начиная с|за|№|после)\s*$/u;
/** Two days of a span, «с 24 по 26 ноября»: the second counts. */
const spanEnd = /(?:^|[^а-я])по\s*$/u;
const latest = /(?:^|[^а-я])(?:до|к|ко|не позднее|не позже|в срок до)\s*$/u;

const pad = (value: number): string => String(value).padStart(2, '0');

/** A day of a month that is, in the year that brings it nearest to when it was said; null where there is no such day. */
function dayIn(saidOn: string, date: number, month: number, year: number | null): string | null {
  const base = Number(saidOn.slice(0, 4));
  const days = (year === null ? [base - 1, base, base + 1] : [year]).flatMap(
    (one) => readDay(`${one}-${pad(month)}-${pad(date)}`) ?? [],
  );
  const farness = (day: string): number => Math.abs(daysBetween(saidOn, day));
  return days.toSorted((one, other) => farness(one) - farness(other))[0] ?? null;
}

const fullYear = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text);

interface Found {
  from: number;
  to: number;
  day: string | null;
  isAbout?: boolean;
}

const numeric = /(?<![\d.:])(\d{1,2})\.(\d{2})(?:\.(\d{4}|\d{2}))?(?![\d:])/gu;
const named = new RegExp(
  `(?<!\\d)(\\d{1,2})(?:-?го)?\\s+(${months.map((one) => `${one}[а-я]*`).join('|')})(?:\\s+(\\d{4}))?`,
  'gu',
);
const relative = /(?<![а-я])(?:сегодня|послезавтра|завтра|до конца дня)(?![а-я])/gu;
const byWeekday = new RegExp(
  `(?<![а-я])(?:в|во|до|к|ко)\\s+(${weekdays.map((one) => `${one}[а-я]*`).join('|')})(?![а-я])`,
  'gu',
);
const toEnd = /до конца (недели|месяца|года)|на этой (неделе)|на следующей неделе/gu;

const indexIn = (stems: readonly string[], word: string): number =>
  stems.findIndex((stem) => new RegExp(`^${stem}`, 'u').test(word));

function endOf(saidOn: string, words: string): string {
  if (words.includes('следующей')) return addDays(weekOf(saidOn).to, 7);
  if (words.includes('недел')) return weekOf(saidOn).to;
  return words.includes('года') ? `${saidOn.slice(0, 4)}-12-31` : monthOf(saidOn).to;
}

const relativeDay = (saidOn: string, words: string): string =>
  addDays(saidOn, words === 'завтра' ? 1 : words === 'послезавтра' ? 2 : 0);

/** The next such day of the week after the day it was said on; 0 for Monday. */
const weekdayAfter = (saidOn: string, weekday: number): string =>
  addDays(saidOn, (weekday - weekdayOf(saidOn) + 7) % 7 || 7);

function findDays(sentence: string, saidOn: string): Found[] {
  const at = ({ index, 0: words }: RegExpExecArray) => ({ from: index, to: index + words.length });
  return [
    ...[...sentence.matchAll(numeric)].map((hit) => ({
      ...at(hit),
      day: dayIn(saidOn, Number(hit[1]), Number(hit[2]), fullYear(hit[3])),
    })),
    ...[...sentence.matchAll(named)].map((hit) => ({
      ...at(hit),
      day: dayIn(saidOn, Number(hit[1]), indexIn(months, hit[2] ?? '') + 1, fullYear(hit[3])),
    })),
    ...[...sentence.matchAll(relative)].map((hit) => ({ ...at(hit), day: relativeDay(saidOn, hit[0]) })),
    ...[...sentence.matchAll(byWeekday)].map((hit) => ({
      ...at(hit),
      day: weekdayAfter(saidOn, indexIn(weekdays, hit[1] ?? '')),
    })),
    ...[...sentence.matchAll(toEnd)].map((hit) => ({
      ...at(hit),
      day: endOf(saidOn, hit[0]),
      isAbout: true,
    })),
  ].toSorted((one, other) => one.from - other.from);
}

/** «к 18:00», «до 18 часов», not «с 9:00 до 18:00»: those are hours of opening. */
const hour =
  /(?<!с \d{1,2}[:.]\d{2} )(?<![а-я])(?:к|до|в)\s+(\d{1,2})(?:[:.](\d{2})|\s*(?:час(?:ам|ов|а|у)?|ч)(?![а-я]))/u;

function hourIn(words: string): { hour: string; from: number; to: number } | null {
  const hit = hour.exec(words);
  if (!hit || Number(hit[1]) > 24 || Number(hit[2] ?? '0') > 59) return null;
  return { hour: `${pad(Number(hit[1]))}:${hit[2] ?? '00'}`, from: hit.index, to: hit.index + hit[0].length };
}

/** How far from a day its hour stands. */
const HOUR_NEAR = 16;

function senseOf(before: string, words: string, isAbout: boolean | undefined): DayClaim['sense'] {
  if (isAbout) return 'about';
  return latest.test(before) || spanEnd.test(before) || /^(?:до|к|ко)\s/u.test(words) ? 'by' : 'on';
}

/**
 * Days and hours a sentence promises, `sentence` in small letters with «е» for «ё»; `offset` = where it begins in the text. Days that
 * were over when it was said are no promises. `saidOn` is a local day.
 */
export function readDays(sentence: string, saidOn: string, offset: number): DayClaim[] {
  if (!promised.test(sentence)) return [];
  const days = findDays(sentence, saidOn).flatMap((found): DayClaim[] => {
    const before = sentence.slice(0, found.from);
    if (found.day === null || found.day < saidOn || notPromised.test(before)) return [];
    const near = hourIn(sentence.slice(found.to, found.to + HOUR_NEAR));
    return [
      {
        kind: 'day',
        day: found.day,
        hour: near?.hour ?? null,
        role: begins.test(before) && !spanEnd.test(before) ? 'begin' : 'end',
        sense: senseOf(before, sentence.slice(found.from, found.to), found.isAbout),
        from: offset + found.from,
        to: offset + found.to + (near?.to ?? 0),
      },
    ];
  });
  if (days.length > 0) return days;
  const alone = hourIn(sentence);
  if (!alone) return [];
  return [
    {
      kind: 'day',
      day: saidOn,
      hour: alone.hour,
      role: 'end',
      sense: 'by',
      from: offset + alone.from,
      to: offset + alone.to,
    },
  ];
}
