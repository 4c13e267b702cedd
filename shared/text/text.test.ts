import { describe, expect, it } from 'vitest';
import {
  daysBetween,
  formatAgo,
  formatDate,
  formatDateTime,
  formatDayMonth,
  formatDuration,
  formatLongDate,
  formatRange,
  formatRemaining,
  formatShort,
  formatUntil,
  formatWorkingDays,
  formatZoneNote,
  localDay,
  readDay,
} from './dates.ts';
import {
  formatBytes,
  formatChange,
  formatDistance,
  formatNumber,
  formatPercent,
  formatScore,
} from './numbers.ts';
import { acted, counted, plural } from './plural.ts';
import { turnWords } from './turns.ts';
import { parseVi, serializeVi, viDefaults } from './vi.ts';
import { firstLine, formatCaseNumber, readAsRussianLayout, shorten, tieWords } from './words.ts';

const zone = 'Asia/Yekaterinburg';
const now = '2026-11-24T09:05:00Z';
/** Compares as a reader would: every kind of space is a space. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, ' ');

describe('what so many did', () => {
  it.each([
    [1, 'написал 1 житель'],
    [2, 'написали 2 жителя'],
    [5, 'написали 5 жителей'],
    [11, 'написали 11 жителей'],
    [21, 'написал 21 житель'],
    [0, 'написали 0 жителей'],
  ])('%s', (count, words) =>
    expect(
      acted(count, ['написал', 'написали'], 'житель', 'жителя', 'жителей').replaceAll('\u00a0', ' '),
    ).toBe(words),
  );
});

describe('plural', () => {
  it.each([
    [0, 'дел'],
    [1, 'дело'],
    [2, 'дела'],
    [5, 'дел'],
    [11, 'дел'],
    [21, 'дело'],
    [112, 'дел'],
    [1.5, 'дела'],
    [-3, 'дела'],
  ])('%s %s', (count, word) => expect(plural(count, 'дело', 'дела', 'дел')).toBe(word));
  it('groups thousands', () =>
    expect(plain(counted(1240, 'голос', 'голоса', 'голосов'))).toBe('1 240 голосов'));
});

describe('dates in a zone', () => {
  it('writes date and time', () => {
    expect(formatDateTime(now, zone)).toBe('24.11.2026, 14:05');
    expect(formatShort(now, zone)).toBe('24.11 14:05');
    expect(plain(formatLongDate(now, zone))).toBe('24 ноября 2026 г.');
  });
  it('moves to the next day with the zone', () => {
    expect(localDay('2026-11-24T20:00:00Z', zone)).toBe('2026-11-25');
    expect(formatDate('2026-11-24T20:00:00Z', 'Europe/Moscow')).toBe('24.11.2026');
  });
  it('leaves a plain day alone, whatever the zone', () =>
    expect(formatDate('2026-12-02', 'America/New_York')).toBe('02.12.2026'));
  it('names the year only when it differs', () => {
    expect(plain(formatUntil('2026-12-02', zone, now))).toBe('до 2 декабря');
    expect(plain(formatDayMonth('2027-01-11', zone, now))).toBe('11 января 2027 г.');
  });
  it('says once what a range shares', () => {
    expect(formatRange('2026-11-01', '2026-11-24', zone)).toBe('01–24.11.2026');
    expect(formatRange('2026-10-28', '2026-11-24', zone)).toBe('28.10–24.11.2026');
    expect(formatRange('2025-12-20', '2026-01-10', zone)).toBe('20.12.2025–10.01.2026');
  });
  it('tells the zone by Moscow', () => {
    expect(formatZoneNote(zone, now)).toBe('МСК+2');
    expect(formatZoneNote('Europe/Kaliningrad', now)).toBe('МСК\u22121');
  });
});

describe('lengths of time', () => {
  it('formats durations', () => {
    expect(plain(formatDuration(200 * 60_000))).toBe('3 ч 20 мин');
    expect(plain(formatDuration(65 * 60_000))).toBe('1 ч 05 мин');
    expect(plain(formatDuration(53 * 3_600_000))).toBe('2 дн. 5 ч');
    expect(formatDuration(30_000)).toBe('меньше минуты');
  });
  it('tells what is overdue', () => {
    expect(plain(formatRemaining('2026-11-23T09:05:00Z', now))).toBe('просрочено на 1 дн.');
    expect(plain(formatRemaining('2026-11-24T12:25:00Z', now))).toBe('3 ч 20 мин');
  });
  it('tells how long ago', () => {
    expect(plain(formatAgo('2026-11-24T09:00:00Z', zone, now))).toBe('5 минут назад');
    expect(plain(formatAgo('2026-11-24T04:40:00Z', zone, now))).toBe('сегодня в 09:40');
    expect(plain(formatAgo('2026-11-23T13:00:00Z', zone, now))).toBe('вчера в 18:00');
    expect(plain(formatAgo('2026-11-21T13:00:00Z', zone, now))).toBe('3 дня назад');
  });
  it('counts days', () => {
    expect(daysBetween('2026-11-24', '2026-12-02')).toBe(8);
    expect(plain(formatWorkingDays(3))).toBe('3 рабочих дня');
    expect(plain(formatWorkingDays(21))).toBe('21 рабочий день');
  });
});

describe('readDay', () => {
  it.each([
    ['24.11.2026', '2026-11-24'],
    ['4.1.26', '2026-01-04'],
    ['2026-11-24', '2026-11-24'],
    ['31.02.2026', null],
    ['завтра', null],
    ['', null],
  ])('%s', (typed, day) => expect(readDay(typed)).toBe(day));
});

describe('numbers', () => {
  it('formats', () => {
    expect(plain(formatNumber(18400))).toBe('18 400');
    expect(plain(formatPercent(0.944))).toBe('94 %');
    expect(formatChange(-1.5)).toBe('\u22121,5');
    expect(formatChange(6)).toBe('+6');
    expect([4, 4.06].map(formatScore)).toEqual(['4,0', '4,1']);
    expect(formatChange(0.01)).toBe('0');
    expect(plain(formatBytes(2_516_582))).toBe('2,4 МБ');
    expect(plain(formatDistance(1240))).toBe('1,2 км');
    expect(plain(formatDistance(114))).toBe('110 м');
  });
  it('does not round a share to all or nothing', () => {
    expect(plain(formatPercent(0.999))).toBe('99 %');
    expect(plain(formatPercent(0.001))).toBe('1 %');
    expect(plain(formatPercent(1))).toBe('100 %');
  });
});

describe('words', () => {
  it('keeps numbers whole', () => {
    expect(formatCaseNumber('2026-11-0412')).toBe('№\u00a02026-11-0412');
    expect(tieWords('до 24 мин у Иванова И. П. Петрову')).not.toContain('до 24');
    expect(tieWords('передано И. И. Петрову')).toBe('передано И.И.\u00a0Петрову');
  });
  it('shortens by what a person sees', () => {
    expect(shorten('Яма на проезжей части', 14)).toBe('Яма на…');
    expect(shorten('😀😀😀', 2)).toBe('😀…');
    expect(firstLine('  Опять   яма\nу дома')).toBe('Опять яма');
  });
  it('reads the wrong layout', () => expect(readAsRussianLayout('Nbnjdf 14')).toBe('Титова 14'));
});

describe('the vi cookie', () => {
  it('goes round', () => {
    expect(serializeVi(viDefaults)).toMatch(/^[a-z0-9:;-]{1,120}$/u);
    expect(parseVi(serializeVi(viDefaults))).toEqual(viDefaults);
  });
  it.each([
    '',
    'x',
    'size:150',
    serializeVi(viDefaults).replace('150', '300'),
    'size:150"onload=;scheme:blue',
  ])('refuses %s', (value) => expect(parseVi(value)).toBeNull());
});

it.each([
  [{ turn: 'given', since: '2026-11-01', until: '2026-11-28' }, 'Дан ответ 01.11.2026–28.11.2026'],
  [{ turn: 'returned', since: '2026-11-01' }, 'Возвращены 01.11.2026'],
  [{ turn: 'nonsense' }, 'По событию'],
])('what happened to cases: %o', (query, words) => expect(turnWords(query)).toBe(words));
