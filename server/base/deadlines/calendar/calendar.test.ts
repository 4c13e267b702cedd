import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lacksShared, sharedData } from '../../../../tests/support/site/shared.ts';
import { readShippedCalendar } from '../packs.ts';
import {
  CalendarYearMissing,
  compileCalendar,
  dayKind,
  describeDay,
  isShortenedDay,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  workingDayAt,
  workingDayRank,
} from './calendar.ts';
import { CalendarInvalid, type CalendarPack } from './calendar-pack.ts';
import { formatDay, parseDay } from './day.ts';

const pack = readShippedCalendar();
const calendar = compileCalendar(pack);
const kindOn = (date: string) => dayKind(calendar, parseDay(date));

/** The pack with its first year changed. */
function spoil(change: Partial<CalendarPack['years'][number]>): CalendarPack {
  const [first, ...rest] = structuredClone(pack.years);
  return { ...pack, years: [{ ...first!, ...change }, ...rest] };
}

describe('the shipped calendar', () => {
  it.skipIf(lacksShared)('equals the source on all 3,287 days of 2019–2027', () => {
    const flat = JSON.parse(readFileSync(sharedData('calendar/ru_2019_2027_flat.json'), 'utf8')) as {
      holidays: string[];
      shortDays: string[];
    };
    const [off, short] = [new Set(flat.holidays), new Set(flat.shortDays)];
    const wrong: string[] = [];
    for (let day = calendar.first; day <= calendar.last; day += 1) {
      const date = formatDay(day);
      const isRight =
        isWorkingDay(calendar, day) === !off.has(date) && isShortenedDay(calendar, day) === short.has(date);
      if (!isRight) wrong.push(date);
    }
    expect(wrong).toEqual([]);
    expect(calendar.last - calendar.first + 1).toBe(3287);
  });

  it.each([
    ['2026-11-24', 'working', null],
    ['2026-11-28', 'weekend', 'выходной день'],
    ['2026-01-07', 'holiday', 'Рождество Христово'],
    ['2026-05-09', 'holiday', 'День Победы'],
    ['2026-01-09', 'moved', 'выходной, перенесён с 3 января 2026 года'],
    ['2026-04-30', 'shortened', 'сокращённый рабочий день'],
    ['2025-11-01', 'shortened', 'рабочая суббота, сокращённый день'],
    ['2024-04-27', 'working', 'рабочая суббота'],
    ['2020-04-15', 'declared', 'Нерабочие дни, Указ Президента РФ от 02.04.2020 № 239'],
    ['2020-06-24', 'declared', 'День проведения парада Победы, Указ Президента РФ от 29.05.2020'],
  ])('%s is %s: %s', (date, kind, name) => {
    expect(kindOn(date)).toBe(kind);
    expect(describeDay(calendar, parseDay(date))?.replaceAll('\u00a0', ' ') ?? null).toBe(name);
  });

  it('leaves no weekday off without a reason', () => {
    expect(pack.years.flatMap((year) => year.off)).toEqual([]);
  });

  it('finds working days by rank and back', () => {
    for (let rank = 1; rank < calendar.workingDays.length; rank += 1) {
      const day = workingDayAt(calendar, rank);
      expect(workingDayRank(calendar, day)).toBe(rank);
      expect(previousWorkingDay(calendar, day)).toBe(day);
      expect(nextWorkingDay(calendar, day)).toBe(day);
    }
    expect(formatDay(previousWorkingDay(calendar, parseDay('2026-01-05')))).toBe('2025-12-30');
    expect(formatDay(nextWorkingDay(calendar, parseDay('2026-01-05')))).toBe('2026-01-12');
  });
});

describe('outside the calendar', () => {
  it('says which year is missing', () => {
    const beyond = () => isWorkingDay(calendar, parseDay('2028-01-01'));
    expect(beyond).toThrow(CalendarYearMissing);
    expect(beyond).toThrow('2028');
    expect(() => nextWorkingDay(calendar, parseDay('2027-12-31'))).toThrow('2028');
    expect(() => previousWorkingDay(calendar, parseDay('2019-01-02'))).toThrow('2018');
    expect(beyond).toThrow(
      expect.objectContaining({ name: 'CalendarYearMissing', year: 2028, calendarId: calendar.id }),
    );
  });

  it('begins and ends with a day that is known', () => {
    expect([kindOn('2019-01-01'), kindOn('2027-12-31')]).toEqual(['holiday', 'moved']);
    expect(calendar.kinds).toHaveLength(3287);
    expect(calendar.ranks).toHaveLength(3287);
    expect(calendar.workingDays[0]).toBe(parseDay('2018-12-31'));
    expect(calendar.workingDays.at(-1)).toBe(parseDay('2027-12-30'));
  });

  it('assumes weekends and holidays only when asked, and remembers it', () => {
    const assumed = compileCalendar(pack, { assumeThrough: 2028 });
    expect([...assumed.assumedYears]).toEqual([2028]);
    expect(dayKind(assumed, parseDay('2028-01-08'))).toBe('holiday');
    expect(dayKind(assumed, parseDay('2028-01-10'))).toBe('working');
    expect(calendar.assumedYears.size).toBe(0);
  });
});

describe('overlays', () => {
  const regional = {
    id: 'region',
    title: 'Область',
    level: 'regional' as const,
    basis: 'Закон области',
    days: [{ date: '2026-06-19', kind: 'off' as const, name: 'День области' }],
  };
  const own = {
    id: 'mfc',
    title: 'Центр услуг',
    level: 'organisation' as const,
    basis: '',
    days: [
      { date: '2026-06-19', kind: 'shortened' as const },
      { date: '2026-06-20', kind: 'working' as const },
    ],
  };

  it('take days off and give working ones, the later over the earlier', () => {
    const one = compileCalendar(pack, { overlays: [regional] });
    expect(describeDay(one, parseDay('2026-06-19'))).toBe('День области');
    expect(isWorkingDay(one, parseDay('2026-06-19'))).toBe(false);
    const both = compileCalendar(pack, { overlays: [regional, own] });
    expect(dayKind(both, parseDay('2026-06-19'))).toBe('shortened');
    expect(isWorkingDay(both, parseDay('2026-06-20'))).toBe(true);
    expect(both.overlays.map((overlay) => overlay.id)).toEqual(['region', 'mfc']);
  });

  it('say on what ground, where there is one, and leave no reason behind', () => {
    const at = parseDay('2026-06-19');
    expect(compileCalendar(pack, { overlays: [regional] }).facts.get(at)).toEqual({
      overlay: 'region',
      name: 'День области',
      basis: 'Закон области',
    });
    const both = compileCalendar(pack, { overlays: [regional, own] });
    expect(both.facts.get(at)).toEqual({ overlay: 'mfc' });
  });

  it('may change the first day of the calendar and its last', () => {
    const ends = ['2019-01-01', '2027-12-31'].map((date) => ({ date, kind: 'working' as const }));
    const changed = compileCalendar(pack, { overlays: [{ ...own, days: ends }] });
    expect(ends.map(({ date }) => isWorkingDay(changed, parseDay(date)))).toEqual([true, true]);
  });

  it('must stay within the calendar', () => {
    const far = { ...own, days: [{ date: '2031-01-01', kind: 'off' as const }] };
    expect(() => compileCalendar(pack, { overlays: [far] })).toThrow(CalendarInvalid);
  });
});

it('a year that is a draft of the government is told apart', () => {
  const [first, second, ...rest] = structuredClone(pack.years);
  const draft = compileCalendar({ ...pack, years: [first, { ...second!, toVerify: true }, ...rest] });
  expect([...draft.unverifiedYears]).toContain(2020);
  expect([...draft.unverifiedYears]).not.toContain(2019);
});

it('a day that works again keeps nothing of why it was off', () => {
  const saturday = parseDay('2025-11-01');
  expect(calendar.facts.get(saturday)).toBeUndefined();
});

describe('a calendar that cannot be', () => {
  it.each([
    ['a total that does not add up', spoil({ workingDays: 248 }), 'должно быть 248'],
    ['a shortened day off', spoil({ shortened: ['05-01'] }), '2019-05-01'],
    ['a day off moved onto a Sunday', spoil({ moved: { '06-02': '01-05' } }), '2019-06-02'],
    ['a working weekend on a Monday', spoil({ working: ['06-03'] }), '2019-06-03'],
    ['29 February of a common year', spoil({ shortened: ['02-29'] }), '2019-02-29'],
    ['a missing year', { ...pack, years: pack.years.filter((year) => year.year !== 2023) }, 'не подряд'],
    ['wrong validity', { ...pack, validTo: '2030-12-31' }, 'Срок действия'],
    ['an unknown field', { ...pack, surprise: 1 }, 'surprise'],
    ['no object at all', 'calendar', 'не читается'],
  ])('is refused: %s', (_, bad, message) => {
    expect(() => compileCalendar(bad)).toThrow(CalendarInvalid);
    expect(() => compileCalendar(bad)).toThrow(message);
  });
});
