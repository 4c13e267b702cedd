import { describe, expect, it } from 'vitest';
import { readShippedRules } from './packs.ts';
import {
  DeadlinePackInvalid,
  DeadlineRuleMissing,
  isDayUnit,
  loadDeadlineRules,
  ruleOn,
  rulesOfSet,
  ruleVersion,
} from './rules.ts';

const rules = readShippedRules();
const all = [...rules.byId.values()].flat();

const schedule = { id: 'office', title: 'Дни', days: 'working-days', hours: [['09:00', '18:00']] };
const entry = {
  id: 'answer',
  version: '1',
  title: 'Ответ',
  validFrom: '2024-01-01',
  set: 'test',
  clock: 'answer',
  unit: 'working-day',
  amount: 3,
  start: { event: 'receipt', genitive: 'поступления' },
  force: 'regulation',
  legal: { text: 'регламент' },
};
const makePack = (...entries: object[]) => ({
  kind: 'deadline-rules',
  id: 'test',
  version: '1',
  title: 'Проба',
  note: '',
  schedules: [schedule],
  rules: entries,
});

describe('the shipped rules', () => {
  it('hold every clock of 59-ФЗ with its article', () => {
    const found = rulesOfSet(rules, 'fz59', '2026-11-24');
    expect(found.map((rule) => [rule.clock, rule.amount, rule.roll, rule.legal.text])).toEqual([
      ['registration', 3, 'next-working-day', '59-ФЗ, ст. 8 ч. 2'],
      ['forward', 7, 'previous-working-day', '59-ФЗ, ст. 8 ч. 3'],
      ['forward-several', 7, 'previous-working-day', '59-ФЗ, ст. 8 ч. 4'],
      ['forward-crime', 7, 'previous-working-day', '59-ФЗ, ст. 8 ч. 3, ст. 11 ч. 1'],
      ['notify-applicant', 7, 'previous-working-day', '59-ФЗ, ст. 8 ч. 3 и 4'],
      ['forward-migration', 5, 'previous-working-day', '59-ФЗ, ст. 8 ч. 3.1'],
      ['refuse-unreadable', 7, 'previous-working-day', '59-ФЗ, ст. 11 ч. 4'],
      ['refuse-unclear', 7, 'previous-working-day', '59-ФЗ, ст. 11 ч. 4.1'],
      ['return-court-act', 7, 'previous-working-day', '59-ФЗ, ст. 11 ч. 2'],
      ['documents', 15, 'previous-working-day', '59-ФЗ, ст. 10 ч. 2'],
      ['answer', 30, 'previous-working-day', '59-ФЗ, ст. 12 ч. 1'],
      ['extension', 30, 'previous-working-day', '59-ФЗ, ст. 12 ч. 2'],
    ]);
    expect(found.every((rule) => rule.force === 'law' && rule.unit === 'calendar-day')).toBe(true);
  });

  it.each([
    ['fast', 'moderation', 8, 'working-hour'],
    ['standard', 'moderation', 1, 'working-day'],
    ['fast', 'coordination', 8, 'working-hour'],
    ['standard', 'coordination', 1, 'working-day'],
    ['fast', 'distribution', 4, 'working-hour'],
    ['standard', 'distribution', 1, 'working-day'],
    ['fast', 'refusal', 1, 'working-day'],
    ['standard', 'refusal', 2, 'working-day'],
    ['fast', 'answer', 10, 'working-day'],
    ['standard', 'answer', 30, 'calendar-day'],
    ['fast', 'approval', 1, 'working-day'],
    ['standard', 'approval', 2, 'working-day'],
    ['standard', 'clarification', 5, 'calendar-day'],
    ['fast', 'deferral', 12, 'calendar-month'],
    ['fast', 'rating', 7, 'calendar-day'],
  ] as const)('ПОС, %s: %s is %i of %s', (track, clock, amount, unit) => {
    const found = rulesOfSet(rules, 'pos-2024-default', '2026-11-24', track).filter(
      (one) => one.clock === clock,
    );
    expect(found).toMatchObject([{ amount, unit, toVerify: true }]);
  });

  it('name the length in the id of an answer term', () => {
    const units = {
      wd: 'working-day',
      cd: 'calendar-day',
      wh: 'working-hour',
      ch: 'clock-hour',
      h: 'duty-hour',
    };
    const named = all.filter((rule) => rule.set === 'centre' && rule.clock === 'answer');
    expect(named.length).toBeGreaterThan(20);
    for (const rule of named) {
      const [, amount, unit] = /^(?:answer|duty)-(\d+)([a-z]+)$/.exec(rule.id) ?? [];
      expect([rule.amount, rule.unit]).toEqual([Number(amount), units[unit as 'wd']]);
    }
  });

  it('count duty hours by the duty schedule and working hours by the office', () => {
    for (const rule of all) {
      if (rule.unit === 'duty-hour') expect(rule.schedule.days).toBe('every-day');
      if (rule.unit === 'working-hour') expect(rule.schedule.days).toBe('working-days');
      if (!isDayUnit(rule.unit)) expect(rule.roll).toBe('none');
    }
  });
});

describe('versions', () => {
  const dated = loadDeadlineRules(
    makePack(
      { ...entry, validTo: '2026-06-30' },
      { ...entry, version: '2', validFrom: '2026-07-01', amount: 5 },
    ),
  );

  it.each([
    ['2024-01-01', '1'],
    ['2026-06-30', '1'],
    ['2026-07-01', '2'],
    ['2040-01-01', '2'],
  ])('on %s version %s is in force', (date, version) => {
    expect(ruleOn(dated, 'answer', date).version).toBe(version);
  });

  it('stay available to running clocks by their number', () => {
    expect(ruleVersion(dated, 'answer', '1').amount).toBe(3);
    expect(() => ruleVersion(dated, 'answer', '3')).toThrow(DeadlineRuleMissing);
  });

  it('are not invented before the first or for an unknown id', () => {
    expect(() => ruleOn(dated, 'answer', '2023-12-31')).toThrow(DeadlineRuleMissing);
    expect(() => ruleOn(dated, 'other', '2026-01-01')).toThrow('other');
    expect(() => ruleOn(dated, 'answer', 'завтра')).toThrow(RangeError);
    expect(() => rulesOfSet(dated, 'test', 'завтра')).toThrow(RangeError);
    expect(() => ruleOn(dated, 'other', '2026-01-01')).toThrow(
      expect.objectContaining({ name: 'DeadlineRuleMissing', ruleId: 'other' }),
    );
  });

  it('may be in force for one day', () => {
    const oneDay = { ...entry, validTo: entry.validFrom };
    const next = { ...entry, version: '2', validFrom: '2024-01-02' };
    expect(ruleOn(loadDeadlineRules(makePack(oneDay, next)), 'answer', '2024-01-01').version).toBe('1');
  });
});

describe('a pack that contradicts itself is refused', () => {
  it.each([
    [
      'two versions on one day',
      [entry, { ...entry, version: '2', validFrom: '2026-01-01' }],
      'одни и те же дни',
    ],
    [
      'two versions that meet on a day',
      [
        { ...entry, validTo: '2026-01-01' },
        { ...entry, version: '2', validFrom: '2026-01-01' },
      ],
      'одни и те же дни',
    ],
    [
      'one name for two versions',
      [
        { ...entry, validTo: '2025-12-31' },
        { ...entry, validFrom: '2026-01-01' },
      ],
      'названы одинаково',
    ],
    ['a term that ends before it begins', [{ ...entry, validTo: '2023-01-01' }], 'кончается раньше'],
    ['an unknown schedule', [{ ...entry, schedule: 'night' }], 'night'],
    ['half a day', [{ ...entry, amount: 0.5 }], 'только целыми'],
    [
      'a roll of hours',
      [{ ...entry, unit: 'clock-hour', roll: 'next-working-day' }],
      'только у сроков в днях',
    ],
    ['nothing to count', [{ ...entry, amount: 0 }], 'amount'],
    ['an unknown unit', [{ ...entry, unit: 'fortnight' }], 'unit'],
  ])('%s', (_, entries, message) => {
    expect(() => loadDeadlineRules(makePack(...entries))).toThrow(DeadlinePackInvalid);
    expect(() => loadDeadlineRules(makePack(...entries))).toThrow(message);
  });

  it.each(['end-of-day', 'office-close', '17:30'])('but a day may be due at %s', (dueTimeOfDay) => {
    expect(() => loadDeadlineRules(makePack({ ...entry, dueTimeOfDay }))).not.toThrow();
  });

  it.each(['none', 'previous-working-day', 'next-working-day'])('and rolled: %s', (roll) => {
    expect(() => loadDeadlineRules(makePack({ ...entry, roll }))).not.toThrow();
  });

  it('by an error that names itself', () => {
    expect(() => loadDeadlineRules({})).toThrow(expect.objectContaining({ name: 'DeadlinePackInvalid' }));
  });

  it('hours that overlap', () => {
    const hours = [
      ['09:00', '13:00'],
      ['12:00', '18:00'],
    ];
    expect(() => loadDeadlineRules({ ...makePack(entry), schedules: [{ ...schedule, hours }] })).toThrow(
      'не пересекаться',
    );
  });
});
