import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocument } from '../../../../shared/contract/base/signatures.ts';
import { markAttendance } from '../../../../shared/contract/group/working-group-attendance.ts';
import { endMeeting, handOver, openMeeting } from '../../../../shared/contract/group/working-group-live.ts';
import { listMeetings, type MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { signProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import {
  beginMeeting,
  type Group,
  makeGroup,
  makeMeeting,
  markAll,
  readMeeting,
  withdrawn,
} from '../../../../tests/support/group/group.ts';
import { unpackText, wordsOf } from '../../../../tests/support/group/paper.ts';
import { password, sendToReview } from '../../../../tests/support/group/protocol.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

/** When a meeting did begin and end, who presided from when to when, who came late and left early. */

let server: TestServer;
let group: Group;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T05:04:00Z');
  group = await makeGroup(server);
  secretary = group.cookies.secretary;
});
afterAll(() => server.close());

const withoutChair = { chair: 'absent', deputy: 'present', secretary: 'present', member: 'present' } as const;

/** The deputy presides, the chair's absence is on record. */
async function beginByDeputy(): Promise<MeetingCard> {
  const { id } = await makeMeeting(server, group);
  const { version } = await markAll(server, group, id, withoutChair);
  const body = { version, presidingId: group.ids.deputy, agendaVotes: { for: 4, against: 0, abstained: 0 } };
  return server.call(openMeeting, { params: { id }, body }, secretary);
}

type Marking = Omit<RouteInput<typeof markAttendance>['body'], 'version' | 'personId'>;
async function marking(id: string, seat: keyof Group['ids'], mark: Marking) {
  const { version } = await readMeeting(server, group, id);
  return { params: { id }, body: { version, personId: group.ids[seat], ...mark } };
}
async function passing(id: string, seat: keyof Group['ids'], at?: string) {
  const { version } = await readMeeting(server, group, id);
  return { params: { id }, body: { version, presidingId: group.ids[seat], ...(at && { at }) } };
}
async function ending(id: string, at?: string) {
  const { version } = await readMeeting(server, group, id);
  return { params: { id }, body: { version, rest: withdrawn, ...(at && { at }) } };
}

it('a late chair takes over from the deputy at a time; both stand in the protocol, and the chair alone signs', async () => {
  server.setNow('2026-11-24T05:04:00Z');
  const { id } = await beginByDeputy();
  server.setNow('2026-11-24T05:30:00Z');
  expect((await server.fail(handOver, await passing(id, 'chair'), secretary)).detail).toContain('отсутствие');
  const came = await marking(id, 'chair', { mark: 'present', arrivedAt: '2026-11-24T05:19:00Z' });
  const seen = await server.call(markAttendance, came, secretary);
  expect(seen.checks.filter(({ text }) => text.includes('передайте ведение'))).toMatchObject([
    { isDone: false },
  ]);
  for (const [at, why] of [
    ['2026-11-24T05:40:00Z', 'at'],
    ['2026-11-24T05:04:00Z', 'at'],
  ] as const)
    expect((await server.fail(handOver, await passing(id, 'chair', at), secretary)).fields).toHaveProperty(
      why,
    );
  const early = await server.fail(handOver, await passing(id, 'chair', '2026-11-24T05:10:00Z'), secretary);
  expect(early.detail).toContain('не раньше прихода');
  const passed = await server.call(handOver, await passing(id, 'chair', '2026-11-24T05:21:00Z'), secretary);
  expect(passed.presiding).toMatchObject({ role: 'chair' });
  expect(passed.presided.map(({ role, from, to }) => [role, from, to])).toEqual([
    ['deputy', '2026-11-24T05:04:00.000Z', '2026-11-24T05:21:00.000Z'],
    ['chair', '2026-11-24T05:21:00.000Z', null],
  ]);
  expect((await server.fail(handOver, await passing(id, 'chair'), secretary)).detail).toContain('и так');
  server.setNow('2026-11-24T06:10:00Z');
  const held = await server.call(endMeeting, await ending(id, '2026-11-24T06:05:00Z'), secretary);
  expect(held.presided.at(-1)!.to).toBe('2026-11-24T06:05:00.000Z');
  const card = await sendToReview(server, group, held);
  const paper = await server.inject({
    method: 'GET',
    url: `/api/working-group/meetings/${id}/protocol/file?format=docx`,
    headers: { cookie: secretary },
  });
  const words = wordsOf(await unpackText(paper.rawPayload)).replaceAll(/\s+/gu, ' ');
  expect(words).toContain('Открыто в 10:04 (назначено на 10:00), закрыто в 11:05.');
  expect(words).toMatch(
    /Председательствующий — \S+ \S+ \(с 10:04 до 10:21[^)]*\), \S+ \S+ \(с 10:21 до 11:05; присутствует с 10:19\)/u,
  );
  expect(words).toContain('Повестка дня утверждена: за — 4, против — 0, воздержались — 0.');
  expect(words).toContain('Вопрос снят с повестки: Нет докладчика.');
  expect(words).not.toContain('информация не записана');
  const signing = { params: { id }, body: { version: card.version, password } };
  expect((await server.fail(signProtocol, signing, group.cookies.deputy)).status).toBe(403);
  const signed = await server.call(signProtocol, signing, group.cookies.chair);
  // As PDF it is the file that was signed, byte for byte, whenever it is asked for.
  const file = await server.inject({
    method: 'GET',
    url: `/api/working-group/meetings/${id}/protocol/file?format=pdf`,
    headers: { cookie: secretary },
  });
  const document = await server.call(readDocument, { params: { id: signed.documentId! } }, secretary);
  expect(createHash('sha256').update(file.rawPayload).digest('hex')).toBe(document.sha256);
});

it('a hand-over nobody wrote down holds up the signature, and is written down after the meeting', async () => {
  server.setNow('2026-11-24T05:04:00Z');
  const { id } = await beginByDeputy();
  server.setNow('2026-11-24T06:00:00Z');
  const came = await marking(id, 'chair', { mark: 'present', arrivedAt: '2026-11-24T05:19:00Z' });
  await server.call(markAttendance, came, secretary);
  await server.call(endMeeting, await ending(id), secretary);
  const late = await passing(id, 'chair', '2026-11-24T05:30:00Z');
  const mended = await server.call(handOver, late, secretary);
  expect(mended.presided.map(({ role, to }) => [role, to])).toEqual([
    ['deputy', '2026-11-24T05:30:00.000Z'],
    ['chair', '2026-11-24T06:00:00.000Z'],
  ]);
  const card = await sendToReview(server, group, mended);
  await server.call(
    signProtocol,
    { params: { id }, body: { version: card.version, password } },
    group.cookies.chair,
  );
});

it('the chair who leaves hands over to the deputy, who signs', async () => {
  server.setNow('2026-11-24T05:04:00Z');
  const { id } = await beginMeeting(
    server,
    group,
    {},
    { chair: 'present', deputy: 'present', secretary: 'present' },
  );
  server.setNow('2026-11-24T05:40:00Z');
  const left = await marking(id, 'chair', { mark: 'present', leftAt: '2026-11-24T05:30:00Z' });
  expect((await server.fail(markAttendance, left, secretary)).detail).toContain('передайте ведение');
  await server.call(handOver, await passing(id, 'deputy', '2026-11-24T05:30:00Z'), secretary);
  const held = await server.call(endMeeting, await ending(id), secretary);
  expect(held.attendance[0]).toMatchObject({ role: 'chair', leftAt: '2026-11-24T05:30:00.000Z' });
  const card = await sendToReview(server, group, held);
  const signing = { params: { id }, body: { version: card.version, password } };
  await server.call(signProtocol, signing, group.cookies.deputy);
});

it('times are within the meeting and never ahead', async () => {
  server.setNow('2026-11-24T05:30:00Z');
  const made = await makeMeeting(server, group);
  const ready = await markAll(server, group, made.id, { chair: 'present', secretary: 'present' });
  const params = { id: made.id };
  const opening = (at: string) => ({
    params,
    body: { version: ready.version, presidingId: group.ids.chair, at },
  });
  for (const at of ['2026-11-24T05:31:00Z', '2026-11-23T05:29:00Z'])
    expect((await server.fail(openMeeting, opening(at), secretary)).fields).toHaveProperty('at');
  const opened = await server.call(openMeeting, opening('2026-11-24T05:02:00Z'), secretary);
  expect(opened).toMatchObject({ openedAt: '2026-11-24T05:02:00.000Z', heldOn: '2026-11-24' });
  for (const [field, more] of [
    ['arrivedAt', { arrivedAt: '2026-11-24T05:31:00Z' }],
    ['leftAt', { leftAt: '2026-11-24T05:01:00Z' }],
    ['leftAt', { arrivedAt: '2026-11-24T05:20:00Z', leftAt: '2026-11-24T05:20:00Z' }],
  ] as const) {
    const mark = await marking(made.id, 'member', { mark: 'present', ...more });
    expect((await server.fail(markAttendance, mark, secretary)).fields).toHaveProperty(field);
  }
  for (const at of ['2026-11-24T05:01:00Z', '2026-11-24T05:31:00Z'])
    expect((await server.fail(endMeeting, await ending(made.id, at), secretary)).fields).toHaveProperty('at');
});

it('a month counts by the day a meeting did take place, whatever it was appointed for', async () => {
  server.setNow('2026-10-28T05:00:00Z');
  const { id } = await beginMeeting(server, group, { day: '2026-12-19' });
  await server.call(endMeeting, await ending(id), secretary);
  const { months } = await server.call(listMeetings, { query: { year: 2026 } }, secretary);
  expect([months[9]!.held, months[11]!.held]).toEqual([1, 0]);
});
