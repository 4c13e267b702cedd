import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDecision,
  castVote,
  changeDecision,
  endMeeting,
  putToVote,
  removeDecision,
} from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { composeProtocol, reviewProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import {
  beginMeeting,
  type Group,
  here,
  makeGroup,
  makeMeeting,
  openAs,
  readMeeting,
} from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

let server: TestServer;
let group: Group;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T05:00:00Z');
  group = await makeGroup(server);
  secretary = group.cookies.secretary;
});
afterAll(() => server.close());

const begin = (more?: Parameters<typeof beginMeeting>[2], marks?: Parameters<typeof beginMeeting>[3]) =>
  beginMeeting(server, group, more, marks);

/** The next wording to vote on, on an item. */
async function propose(card: MeetingCard, at = 0): Promise<MeetingCard> {
  const { version } = await readMeeting(server, group, card.id);
  const params = { id: card.id, itemId: card.agenda[at]!.id };
  return server.call(addDecision, { params, body: { version, text: 'Закрыть ямы' } }, secretary);
}

/** A meeting under way with a wording on each item, the first of them put to the vote. */
async function beginVoting(...given: Parameters<typeof begin>): Promise<MeetingCard> {
  let card = await begin({ usesVotes: true, ...given[0] }, given[1]);
  for (const at of card.agenda.keys()) card = await propose(card, at);
  if (card.form === 'absentee') return card;
  const body = { version: card.version, decisionId: card.agenda[0]!.decisions[0]!.id };
  return server.call(putToVote, { params: { id: card.id }, body }, secretary);
}

describe('votes', () => {
  const vote = (card: MeetingCard, more: object = {}, at = 0) => ({
    params: { id: card.id, decisionId: card.agenda[at]!.decisions[0]!.id },
    body: { choice: 'for' as const, ...more },
  });
  const matter = (card: MeetingCard, at = 0) => card.agenda[at]!.decisions[0]!;

  it('are one of a member on a decision of the current item, by themself or by a hand the secretary saw', async () => {
    const card = await beginVoting();
    const own = await server.call(castVote, vote(card), group.cookies.member);
    expect(matter(own).votes).toEqual({ for: 1, against: 0, abstained: 0 });
    const twice = await server.fail(castVote, vote(card, { choice: 'against' }), group.cookies.member);
    expect(twice.detail).toContain('дважды');
    const hands = { personIds: [group.ids.chair, group.ids.secretary] };
    const all = await server.call(castVote, vote(card, { choice: 'abstained', ...hands }), secretary);
    expect(matter(all).votes).toEqual({ for: 1, against: 0, abstained: 2 });
    const again = await server.fail(castVote, vote(card, { personIds: [group.ids.member] }), secretary);
    expect(again.detail).toContain('дважды');
    const absent = await server.fail(castVote, vote(card, { personIds: [group.ids.deputy] }), secretary);
    expect(absent.detail).toContain('не участвует');
    expect((await server.fail(castVote, vote(card, {}, 1), secretary)).detail).toContain('рассматривается');
    expect((await server.fail(castVote, vote(card, hands), group.cookies.member)).code).toBe('lib.forbidden');
    const foreign = { ...vote(card), params: { id: (await beginVoting()).id, decisionId: matter(card).id } };
    expect((await server.fail(castVote, foreign, group.cookies.member)).code).toBe('lib.not-found');
  });

  it('accept a decision or not, each by its own votes; where nobody votes it is accepted as it is written', async () => {
    let card = await beginVoting();
    expect(matter(card).outcome).toBe('unvoted');
    card = await propose(card);
    const [first, second] = card.agenda[0]!.decisions;
    const hands = async (decisionId: string, choice: 'for' | 'against', seats: (keyof Group['ids'])[]) => {
      const body = { choice, personIds: seats.map((seat) => group.ids[seat]) };
      const told = await server.call(castVote, { params: { id: card.id, decisionId }, body }, secretary);
      return told.agenda[0]!.decisions.map(({ outcome }) => outcome);
    };
    expect(await hands(first!.id, 'against', ['chair'])).toEqual(['rejected', 'unvoted']);
    expect(await hands(first!.id, 'for', ['member'])).toEqual(['rejected', 'unvoted']);
    expect(await hands(first!.id, 'for', ['secretary'])).toEqual(['accepted', 'unvoted']);
    // As many for as against: the one who presides is for.
    await hands(second!.id, 'against', ['member']);
    expect(await hands(second!.id, 'for', ['chair'])).toEqual(['accepted', 'accepted']);
    expect(matter(await propose(await begin())).outcome).toBe('accepted');
  });

  it('hold the wording: what was voted on is neither reworded nor taken out', async () => {
    const card = await beginVoting();
    const told = await server.call(castVote, vote(card), group.cookies.member);
    const params = { id: card.id, decisionId: matter(card).id };
    const change = { params, body: { version: told.version, text: 'Не закрывать ям' } };
    expect((await server.fail(changeDecision, change, secretary)).detail).toContain('уже голосовали');
    const removal = { params, query: { version: told.version } };
    expect((await server.fail(removeDecision, removal, secretary)).detail).toContain('уже голосовали');
  });

  const rest = { fate: 'withdrawn' as const, reason: 'Нет докладчика' };

  it('seen in the room may be written down after it, until the protocol is out; nobody else votes then', async () => {
    const card = await beginVoting();
    const params = { id: card.id };
    const held = await server.call(endMeeting, { params, body: { version: card.version, rest } }, secretary);
    const hands = { personIds: [group.ids.chair, group.ids.member] };
    expect((await server.fail(castVote, vote(card), group.cookies.member)).detail).toContain('пока идёт');
    const told = await server.call(castVote, vote(held, hands, 1), secretary);
    expect(matter(told, 1).outcome).toBe('accepted');
    const made = await server.call(composeProtocol, { params, body: { version: told.version } }, secretary);
    await server.call(reviewProtocol, { params, body: { version: made.version } }, secretary);
    expect((await server.fail(castVote, vote(held, hands, 2), secretary)).detail).toContain('пока идёт');
  });

  it('are kept in the journal: what was voted on, how, for whom, and what became of it', async () => {
    const card = await beginVoting();
    const decisionId = matter(card).id;
    await server.call(
      castVote,
      {
        params: { id: card.id, decisionId },
        body: { choice: 'against', personIds: [group.ids.member, group.ids.chair] },
      },
      secretary,
    );
    const { rows } = await server.app.pool.query(
      "SELECT payload FROM audit.record WHERE action = 'working-group.cast-vote' AND object_id = $1",
      [card.id],
    );
    expect(rows.map(({ payload }) => JSON.parse(payload).data)).toEqual([
      {
        decision: decisionId,
        choice: 'against',
        voters: [group.ids.member, group.ids.chair],
        outcome: 'rejected',
      },
    ]);
  });

  it('one batch with a hand already counted changes nothing', async () => {
    const card = await beginVoting();
    await server.call(castVote, vote(card), group.cookies.chair);
    const batch = { personIds: [group.ids.chair, group.ids.secretary] };
    await server.fail(castVote, vote(card, batch), secretary);
    expect(matter(await readMeeting(server, group, card.id)).votes).toEqual({
      for: 1,
      against: 0,
      abstained: 0,
    });
  });

  it('are not counted where the meeting does not vote', async () => {
    const card = await propose(await begin());
    expect((await server.fail(castVote, vote(card), group.cookies.member)).detail).toContain('не голосуют');
  });

  it('of who is stood in for are cast by the substitute, not by the member', async () => {
    const card = await beginVoting({}, { ...here, second: 'substituted' });
    expect((await server.fail(castVote, vote(card), group.cookies.second)).code).toBe('lib.forbidden');
    const cast = await server.call(castVote, vote(card), group.cookies.deputy);
    expect(matter(cast).voted).toEqual([group.ids.second]);
  });

  it('of an absentee meeting are taken on every item until its hour; who did not vote is marked absent', async () => {
    const made = await makeMeeting(server, group, {
      form: 'absentee',
      usesVotes: true,
      voteUntil: '2026-11-25T05:00:00Z',
      usesQuorum: true,
    });
    let card = await openAs(server, group, made);
    expect(card.currentItemId).toBeNull();
    const bare = { params: { id: card.id }, body: { version: card.version } };
    expect((await server.fail(endMeeting, bare, secretary)).detail).toContain('голосовать не о чем');
    for (const at of card.agenda.keys()) card = await propose(card, at);
    for (const seat of ['chair', 'secretary', 'member'] as const)
      for (const at of [0, 1, 2]) await server.call(castVote, vote(card, {}, at), group.cookies[seat]);
    // Nobody's hand is seen from afar: the secretary votes for no other, nor for themself in that way.
    for (const personIds of [[group.ids.deputy], [group.ids.secretary]]) {
      const hand = await server.fail(castVote, vote(card, { personIds }), secretary);
      expect(hand).toMatchObject({
        code: 'lib.forbidden',
        detail: expect.stringContaining('только на очном'),
      });
    }
    const finish = async () => ({
      params: { id: card.id },
      body: { version: (await readMeeting(server, group, card.id)).version },
    });
    expect((await server.fail(endMeeting, await finish(), secretary)).detail).toContain('не вышло');
    server.setNow('2026-11-25T05:00:00Z');
    expect((await server.fail(castVote, vote(card), group.cookies.deputy)).detail).toContain('вышло');
    const held = await server.call(endMeeting, await finish(), secretary);
    expect(held.attendance.map(({ mark }) => mark)).toEqual([
      'present',
      'absent',
      'present',
      'present',
      'absent',
    ]);
    server.setNow('2026-11-24T05:00:00Z');
  });
});
