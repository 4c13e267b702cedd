import { afterAll, beforeAll, expect, test } from 'vitest';
import { getCalendarAlarm } from '../../../shared/contract/base/deadlines.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { calendarAlarmJob } from './calendar-alarm.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
});
afterAll(() => server.close());

async function tellOn(iso: string): Promise<{ recipient: string; text: string }[]> {
  server.setNow(iso);
  await asSystem(server, async (ctx) => ctx.enqueue(calendarAlarmJob, {}));
  await server.drain();
  const { rows } = await server.app.pool.query<{ recipient: string; text: string }>(
    "SELECT recipient, text FROM outbox.letter WHERE purpose = 'calendar-missing' ORDER BY recipient",
  );
  return rows;
}

test('who loads it and who writes dates is told of a draft of the next year from October, with the way to the calendar', async () => {
  const admin = await signInAs(server, 'admin');
  const secretary = await signInAs(server, 'secretary');
  const executor = await signInAs(server, 'executor');
  expect(await tellOn('2026-09-28T05:00:00Z')).toEqual([]);
  const letters = await tellOn('2026-10-05T05:00:00Z');
  expect(letters.map(({ recipient }) => recipient.split('@')[0])).toEqual(
    expect.arrayContaining(['admin', 'secretary']),
  );
  expect(letters.some(({ recipient }) => recipient.startsWith('executor'))).toBe(false);
  // A draft is what terms are counted by: nothing is said of plain weeks.
  for (const { text } of letters) {
    expect(text).toContain('считаются по проекту');
    expect(text).toContain('https://otklik.test/staff/directories?tab=calendar&year=2027');
  }
  const seen = (cookie: string) => server.call(getCalendarAlarm, {}, cookie);
  expect((await seen(admin)).alarm).toEqual({ year: 2027, kind: 'unverified' });
  expect((await seen(secretary)).alarm).toEqual({ year: 2027, kind: 'unverified' });
  expect((await seen(executor)).alarm).toBeNull();
});
