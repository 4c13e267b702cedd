import { afterAll, beforeAll, expect, test } from 'vitest';
import { addItem } from '../../shared/contract/working-group-agenda.ts';
import { castVote, openMeeting } from '../../shared/contract/working-group-live.ts';
import type { MeetingCard } from '../../shared/contract/working-group-meetings.ts';
import { type Group, makeGroup, makeMeeting, markAll, readMeeting } from '../support/group.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { signInAs } from '../support/sign-in.ts';
import { roleIds } from './expected.ts';

/** What the decree and the regulation forbid is refused to every role, to everybody in the group, to residents and strangers. */

let server: TestServer;
let group: Group;
const seats = ['chair', 'deputy', 'secretary', 'member', 'second'] as const;
const everybody = [
  ...roleIds.map((role) => `role ${role}`),
  ...seats.map((seat) => `seat ${seat}`),
  'anonymous',
];

let waiting: MeetingCard;
let voting: MeetingCard;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T05:00:00Z');
  group = await makeGroup(server);
  const made = await makeMeeting(server, group);
  // The chair is expected: nobody has recorded an absence.
  waiting = await markAll(server, group, made.id, {
    deputy: 'present',
    secretary: 'present',
    member: 'present',
  });
  const other = await makeMeeting(server, group, { usesVotes: true });
  const here = { chair: 'present', deputy: 'present', secretary: 'present', member: 'present' } as const;
  const ready = await markAll(server, group, other.id, { ...here, second: 'present' });
  const body = { version: ready.version, presidingId: group.ids.chair };
  voting = await server.call(openMeeting, { params: { id: ready.id }, body }, group.cookies.secretary);
  for (const seat of seats)
    await server.call(
      castVote,
      { params: { id: voting.id, itemId: voting.agenda[0]!.id }, body: { choice: 'for' } },
      group.cookies[seat],
    );
});
afterAll(() => server.close());

async function cookieOf(who: string): Promise<string | undefined> {
  const [kind, name] = who.split(' ') as [string, string];
  if (kind === 'role') return signInAs(server, name, { slug: `forbidden-${name}` });
  return kind === 'seat' ? group.cookies[name as (typeof seats)[number]] : undefined;
}

const refusals = [400, 401, 403, 409];

test.each(everybody)(
  '%s: the deputy does not preside while the chair’s absence is not recorded',
  async (who) => {
    for (const presidingId of [group.ids.deputy, group.ids.secretary, group.ids.member]) {
      const body = { version: waiting.version, presidingId };
      const { status } = await server.fail(
        openMeeting,
        { params: { id: waiting.id }, body },
        await cookieOf(who),
      );
      expect(refusals).toContain(status);
    }
    expect((await readMeeting(server, group, waiting.id)).state).toBe('agenda_draft');
  },
);

test.each(everybody)('%s: nobody votes twice, neither for themself nor by a raised hand', async (who) => {
  const params = { id: voting.id, itemId: voting.agenda[0]!.id };
  const cookie = await cookieOf(who);
  const own = await server.fail(castVote, { params, body: { choice: 'against' } }, cookie);
  expect(refusals).toContain(own.status);
  for (const seat of seats) {
    const body = { choice: 'against' as const, personIds: [group.ids[seat]] };
    expect(refusals).toContain((await server.fail(castVote, { params, body }, cookie)).status);
  }
  const { agenda } = await readMeeting(server, group, voting.id);
  expect(agenda[0]!.votes).toEqual({ for: seats.length, against: 0, abstained: 0 });
});

test.each(everybody)('%s: the agenda of an opened meeting is frozen', async (who) => {
  const body = { version: voting.version, title: 'Ещё вопрос' };
  const { status } = await server.fail(addItem, { params: { id: voting.id }, body }, await cookieOf(who));
  expect(refusals).toContain(status);
  expect((await readMeeting(server, group, voting.id)).agenda).toHaveLength(3);
});
