import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lacksShared, sharedData } from '../../../../tests/support/site/shared.ts';
import { readShippedCalendar } from '../packs.ts';
import { compileCalendar, dayKind } from './calendar.ts';
import { parseDay } from './day.ts';
import { importCalendarFile } from './xmlcalendar.ts';
import { CalendarFileInvalid } from './xmlcalendar-read.ts';

const pack = readShippedCalendar();
const holidays = '01.01 01.02 01.03 01.04 01.05 01.06 01.07 01.08 02.23 03.08 05.01 05.09 06.12 11.04'.split(
  ' ',
);

/** A made-up year 2028 in the form of the source. */
function makeXml(days: string, list = holidays, attributes = 'year="2028"'): string {
  const off = list.map((day) => `<day d="${day}" t="1" h="1"/>`).join('');
  return `<?xml version="1.0"?><calendar ${attributes}><holidays><holiday id="1" title="Праздник"/>
    <holiday id="9" title="Нерабочие дни (Указ &quot;О днях&quot; № 1)"/></holidays><days>${off}${days}</days></calendar>`;
}

const importText = (text: string) => importCalendarFile(text, pack);

describe('files of the source itself', () => {
  it.skipIf(lacksShared).each([
    [2025, 'xmlcalendar_ru_2025.xml'],
    [2026, 'xmlcalendar_ru_2026.xml'],
    [2027, 'xmlcalendar_ru_2027.json'],
  ])('%i comes out as it stands in the pack', (year, file) => {
    const imported = importText(readFileSync(sharedData(`calendar/${file}`), 'utf8'));
    const shipped = pack.years.find((entry) => entry.year === year)!;
    expect(imported.year).toEqual({ ...shipped, toVerify: false });
    expect(imported.pack.years.map((entry) => entry.year)).toEqual(pack.years.map((entry) => entry.year));
  });
});

describe('a new year from XML', () => {
  const { year, pack: joined } = importText(
    makeXml(
      `<!-- <day d="03.09" t="1"/> --><day d="02.22" t="2"/><day d="03.11" t="3"/>
      <day d="05.08" t="1" f="01.01"/><day d="10.05" t="1" h="9"/><day d="10.06" t="1" h="9"/><day d="10.09" t="1" h="9"/>
      <day d="12.29" t="1"/>`.replace('', ''),
    ),
  );

  it('sorts days off by their reason', () => {
    expect(year).toMatchObject({
      year: 2028,
      moved: { '05-08': '01-01' },
      declared: [{ from: '10-05', to: '10-09', name: 'Нерабочие дни', basis: 'Указ "О днях" № 1' }],
      off: ['12-29'],
      shortened: ['02-22'],
      working: ['03-11'],
    });
  });

  it('joins the pack, which then covers it', () => {
    expect(joined.validTo).toBe('2028-12-31');
    const calendar = compileCalendar(joined);
    expect(dayKind(calendar, parseDay('2028-10-09'))).toBe('declared');
    expect(dayKind(calendar, parseDay('2028-03-11'))).toBe('working');
    expect(pack.validTo).toBe('2027-12-31');
  });
});

describe('a new year from JSON', () => {
  const weekends = (month: number) => {
    const days: string[] = [];
    for (let day = 1; day <= new Date(Date.UTC(2028, month, 0)).getUTCDate(); day += 1) {
      const name = `${String(month).padStart(2, '0')}.${String(day).padStart(2, '0')}`;
      const weekday = new Date(Date.UTC(2028, month - 1, day)).getUTCDay();
      if (weekday % 6 === 0 || holidays.includes(name)) days.push(String(day));
    }
    return days;
  };
  const makeJson = (change: (months: { month: number; days: string }[]) => void, more = {}) => {
    const months = Array.from({ length: 12 }, (_, i) => ({ month: i + 1, days: weekends(i + 1).join(',') }));
    change(months);
    return JSON.stringify({ year: 2028, months, ...more });
  };

  it('takes a weekend that is not listed as worked, and one with * as shortened', () => {
    const text = makeJson(
      (months) => {
        months[1]!.days = weekends(2)
          .filter((day) => day !== '19')
          .map((day) => (day === '12' ? '12*' : day))
          .join(',');
        months[4]!.days += ',8+';
      },
      { transitions: [{ from: '02.12', to: '05.08' }] },
    );
    expect(importText(`\uFEFF${text}`).year).toMatchObject({
      moved: { '05-08': '02-12' },
      shortened: ['02-12'],
      working: ['02-12', '02-19'],
      workingDays: 251,
    });
  });

  it('holds the stated total against the days', () => {
    const text = makeJson(() => {}, { statistic: { workdays: 247 } });
    expect(() => importText(text)).toThrow('в файле сказано 247');
  });
});

describe('a file that is not a calendar', () => {
  it.each([
    ['nothing', '', 'не XML и не JSON'],
    ['a table', 'дата;вид', 'не XML и не JSON'],
    ['other JSON', '{"year":2028}', 'нет года и месяцев'],
    ['other XML', '<html></html>', 'нет элемента calendar'],
    ['no year', makeXml('', holidays, ''), 'не назван год'],
    ['no days', '<calendar year="2028"></calendar>', 'ни одного дня'],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "c">]><calendar year="2028"/>', 'DOCTYPE'],
    ['30 February', makeXml('<day d="02.30" t="1"/>'), 'Нет такого дня'],
    ['another form of days', makeXml('<day d="2028-03-01" t="1"/>'), 'ММ.ДД'],
    ['an unknown kind', makeXml('<day d="03.01" t="7"/>'), 'неизвестный вид'],
    ['a day twice', makeXml('<day d="03.01" t="1"/><day d="03.01" t="2"/>'), 'дважды'],
    [
      'a holiday left out',
      makeXml(
        '',
        holidays.filter((day) => day !== '06.12'),
      ),
      'День России',
    ],
    [
      'a worked holiday',
      makeXml(
        '<day d="11.04" t="3"/>',
        holidays.filter((day) => day !== '11.04'),
      ),
      'День народного',
    ],
    ['a gap of years', makeXml('', holidays, 'year="2035"'), 'не подряд'],
    ['200 MB of it', ' '.repeat(200_001), 'слишком велик'],
  ])('is refused: %s', (_, text, message) => {
    expect(() => importText(text)).toThrow(CalendarFileInvalid);
    expect(() => importText(text)).toThrow(message);
  });
});
