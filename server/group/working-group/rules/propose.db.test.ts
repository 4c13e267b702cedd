import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeDay } from '../../../../shared/contract/group/working-group-attendance.ts';
import {
  createMeeting,
  listMeetings,
  type MeetingCard,
  removeMeeting,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import { makeGroup } from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

let server: TestServer;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-12T05:00:00Z');
  secretary = (await makeGroup(server)).cookies.secretary;
});
afterAll(() => server.close());

it('is proposed for the group’s own day, hour and place, and never for a day off', async () => {
  const proposed = async () => (await server.call(listMeetings, { query: {} }, secretary)).proposed;
  server.setNow('2026-11-13T05:00:00Z');
  // Friday, and no meeting yet: the next working day is Monday.
  expect(await proposed()).toMatchObject({ day: '2026-11-16', startsAt: '10:00', place: '' });
  const made: MeetingCard[] = [];
  for (const day of ['2026-08-25', '2026-09-22', '2026-10-27'])
    made.push(
      await server.call(createMeeting, { body: { day, startsAt: '14:00', place: 'зал' } }, secretary),
    );
  expect(await proposed()).toEqual({ day: '2026-11-24', startsAt: '14:00', place: 'зал' });
  server.setNow('2026-11-25T05:00:00Z');
  expect(await proposed()).toMatchObject({ day: '2026-12-22' });
  for (const { id, version } of made)
    await server.call(removeMeeting, { params: { id }, query: { version } }, secretary);
  server.setNow('2026-11-12T05:00:00Z');
});

it('tells what day it is by the calendar, and where a term on a day off goes', async () => {
  const describe = (day: string) => server.call(describeDay, { params: { day } }, secretary);
  expect(await describe('2026-11-24')).toEqual({
    day: '2026-11-24',
    weekday: 'вторник',
    isWorking: true,
    dueOn: '2026-11-24',
  });
  expect(await describe('2026-12-20')).toMatchObject({
    weekday: 'воскресенье',
    isWorking: false,
    dueOn: '2026-12-21',
  });
});
