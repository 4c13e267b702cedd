import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCalendarYear, listDeadlineRules } from '../../../shared/contract/base/deadlines.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const read = (year: number) => server.call(getCalendarYear, { params: { year } });

describe('the working calendar', () => {
  test('of 2026: working days, holidays, moved and shortened days, by the government’s decree', async () => {
    const { year, workingDays, days, version } = await read(2026);
    expect([year, workingDays]).toEqual([2026, 247]);
    expect(version).toBeTruthy();
    const kind = (date: string) => days.find((day) => day.date === date)?.kind;
    expect(kind('2026-01-01')).toBe('off');
    expect(kind('2026-01-09')).toBe('off');
    expect(kind('2026-11-03')).toBe('shortened');
    expect(kind('2026-11-04')).toBe('off');
    expect(kind('2026-12-31')).toBe('off');
    // Plain days of a week are not listed.
    expect(kind('2026-11-24')).toBeUndefined();
    expect(kind('2026-11-28')).toBeUndefined();
    expect(days.find(({ date }) => date === '2026-11-04')!.title).toMatch(/единства/);
  });

  test('of 2027: a Saturday that is worked', async () => {
    const { days } = await read(2027);
    const saturday = days.find(({ date }) => date === '2027-02-20');
    // Shortened and worked: the strip shows that it is shorter.
    expect(['working-weekend', 'shortened']).toContain(saturday!.kind);
  });

  test('of a year nobody has decreed is not there', async () => {
    expect(await server.fail(getCalendarYear, { params: { year: 2050 } })).toMatchObject({
      status: 404,
      detail: expect.stringContaining('2050'),
    });
    expect((await server.fail(getCalendarYear, { params: { year: 1850 } })).status).toBe(400);
    expect((await server.fail(getCalendarYear, { params: { year: 'этот' } })).status).toBe(400);
  });

  test('days of 2019–2027 that are worked add up to the whole', async () => {
    for (let year = 2019; year <= 2027; year += 1) {
      const { days, workingDays } = await read(year);
      let plain = 0;
      for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += 86_400_000) {
        const weekday = new Date(at).getUTCDay();
        plain += weekday === 0 || weekday === 6 ? 0 : 1;
      }
      const isWeekend = (date: string) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
      const off = days.filter(({ date, kind }) => kind === 'off' && !isWeekend(date)).length;
      const added = days.filter(({ date, kind }) => kind !== 'off' && isWeekend(date)).length;
      expect([year, plain - off + added]).toEqual([year, workingDays]);
    }
  });
});

test('rules tell their amount, force in time and law; staff read them', async () => {
  const { rules } = await server.call(listDeadlineRules, {}, await signInAs(server, 'executor'));
  expect(rules).toContainEqual(
    expect.objectContaining({
      id: 'fz59-answer',
      unit: 'calendar-day',
      amount: 30,
      roll: 'previous-working-day',
      validTo: null,
      legalReference: expect.stringMatching(/59-ФЗ/),
    }),
  );
  for (const rule of rules) {
    expect(rule.title, rule.id).toMatch(/[а-яё]/i);
    expect(rule.legalReference, rule.id).toBeTruthy();
  }
  expect((await server.fail(listDeadlineRules, {})).code).toBe('lib.not-signed-in');
});
