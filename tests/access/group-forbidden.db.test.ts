import { afterAll, beforeAll, expect, test } from 'vitest';
import { addItem } from '../../shared/contract/group/working-group-agenda.ts';
import {
  addDecision,
  castVote,
  giveOpinion,
  openMeeting,
  putToVote,
  writeHeard,
} from '../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../shared/contract/group/working-group-meetings.ts';
import {
  composeProtocol,
  remarkProtocol,
  returnProtocol,
  reviewProtocol,
  signProtocol,
} from '../../shared/contract/group/working-group-protocol.ts';
import { type Group, makeGroup, makeMeeting, markAll, readMeeting } from '../support/group/group.ts';
import { bringToReview, password } from '../support/group/protocol.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs } from '../support/site/sign-in.ts';
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
let inReview: MeetingCard;
let signedId: string;
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
  const opened = await server.call(openMeeting, { params: { id: ready.id }, body }, group.cookies.secretary);
  const wording = { version: opened.version, text: 'Закрыть ямы' };
  const item = { id: opened.id, itemId: opened.agenda[0]!.id };
  voting = await server.call(addDecision, { params: item, body: wording }, group.cookies.secretary);
  const put = { version: voting.version, decisionId: voting.agenda[0]!.decisions[0]!.id };
  await server.call(putToVote, { params: { id: voting.id }, body: put }, group.cookies.secretary);
  for (const seat of seats)
    await server.call(
      castVote,
      { params: { id: voting.id, decisionId: voting.agenda[0]!.decisions[0]!.id }, body: { choice: 'for' } },
      group.cookies[seat],
    );
  inReview = await bringToReview(server, group);
  signedId = (await bringToReview(server, group)).id;
  const signing = { params: { id: signedId }, body: { version: await versionOf(signedId), password } };
  await server.call(signProtocol, signing, group.cookies.deputy);
}, 120_000);
afterAll(() => server.close());

const versionOf = async (id: string) => (await readMeeting(server, group, id)).version;

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
  const params = { id: voting.id, decisionId: voting.agenda[0]!.decisions[0]!.id };
  const cookie = await cookieOf(who);
  const own = await server.fail(castVote, { params, body: { choice: 'against' } }, cookie);
  expect(refusals).toContain(own.status);
  for (const seat of seats) {
    const body = { choice: 'against' as const, personIds: [group.ids[seat]] };
    expect(refusals).toContain((await server.fail(castVote, { params, body }, cookie)).status);
  }
  const { agenda } = await readMeeting(server, group, voting.id);
  expect(agenda[0]!.decisions[0]!.votes).toEqual({ for: seats.length, against: 0, abstained: 0 });
});

test.each(everybody)('%s: the agenda of an opened meeting is frozen', async (who) => {
  const body = { version: voting.version, title: 'Ещё вопрос' };
  const { status } = await server.fail(addItem, { params: { id: voting.id }, body }, await cookieOf(who));
  expect(refusals).toContain(status);
  expect((await readMeeting(server, group, voting.id)).agenda).toHaveLength(3);
});

test.each(everybody.filter((who) => who !== 'seat deputy'))(
  '%s: nobody signs or returns the protocol of a meeting the deputy presided over but the deputy',
  async (who) => {
    const cookie = await cookieOf(who);
    const params = { id: inReview.id };
    const version = await versionOf(inReview.id);
    const signing = { params, body: { version, password } };
    expect(refusals).toContain((await server.fail(signProtocol, signing, cookie)).status);
    const back = { params, body: { version, reason: 'Вернуть' } };
    expect(refusals).toContain((await server.fail(returnProtocol, back, cookie)).status);
    expect((await readMeeting(server, group, inReview.id)).state).toBe('protocol_review');
  },
);

test.each(everybody)('%s: a signed protocol does not change', async (who) => {
  const cookie = await cookieOf(who);
  const params = { id: signedId };
  const { version, agenda } = await readMeeting(server, group, signedId);
  const body = { version };
  const itemId = agenda[0]!.id;
  const statuses = [
    await server.fail(composeProtocol, { params, body }, cookie),
    await server.fail(reviewProtocol, { params, body }, cookie),
    await server.fail(returnProtocol, { params, body: { ...body, reason: 'Вернуть' } }, cookie),
    await server.fail(signProtocol, { params, body: { ...body, password } }, cookie),
    await server.fail(remarkProtocol, { params, body: { stance: 'agree' } }, cookie),
    await server.fail(
      writeHeard,
      { params: { ...params, itemId }, body: { ...body, heard: 'Иное' } },
      cookie,
    ),
    await server.fail(giveOpinion, { params: { ...params, itemId }, body: { text: 'Иное' } }, cookie),
    await server.fail(
      addDecision,
      { params: { ...params, itemId }, body: { ...body, text: 'Иное' } },
      cookie,
    ),
  ].map(({ status }) => status);
  for (const status of statuses) expect(refusals).toContain(status);
});
