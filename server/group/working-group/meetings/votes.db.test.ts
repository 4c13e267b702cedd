import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { castVote, endMeeting } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
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

describe('votes', () => {
  const vote = (card: MeetingCard, more: object = {}, at = 0) => ({
    params: { id: card.id, itemId: card.agenda[at]!.id },
    body: { choice: 'for' as const, ...more },
  });

  it('are one of a member on the current item, by themself or by a hand the secretary saw', async () => {
    const card = await begin({ usesVotes: true });
    const own = await server.call(castVote, vote(card), group.cookies.member);
    expect(own.agenda[0]!.votes).toEqual({ for: 1, against: 0, abstained: 0 });
    const twice = await server.fail(castVote, vote(card, { choice: 'against' }), group.cookies.member);
    expect(twice.detail).toContain('дважды');
    const hands = { personIds: [group.ids.chair, group.ids.secretary] };
    const all = await server.call(castVote, vote(card, { choice: 'abstained', ...hands }), secretary);
    expect(all.agenda[0]!.votes).toEqual({ for: 1, against: 0, abstained: 2 });
    const again = await server.fail(castVote, vote(card, { personIds: [group.ids.member] }), secretary);
    expect(again.detail).toContain('дважды');
    const absent = await server.fail(castVote, vote(card, { personIds: [group.ids.deputy] }), secretary);
    expect(absent.detail).toContain('не участвует');
    expect((await server.fail(castVote, vote(card, {}, 1), secretary)).detail).toContain('рассматривается');
    expect((await server.fail(castVote, vote(card, hands), group.cookies.member)).code).toBe('lib.forbidden');
  });

  it('are kept in the journal: what was voted on, how, and for whom', async () => {
    const card = await begin({ usesVotes: true });
    const params = { id: card.id, itemId: card.agenda[0]!.id };
    await server.call(
      castVote,
      { params, body: { choice: 'against', personIds: [group.ids.member, group.ids.chair] } },
      secretary,
    );
    const { rows } = await server.app.pool.query(
      "SELECT payload FROM audit.record WHERE action = 'working-group.cast-vote' AND object_id = $1",
      [card.id],
    );
    expect(rows.map(({ payload }) => JSON.parse(payload).data)).toEqual([
      { item: params.itemId, choice: 'against', voters: [group.ids.member, group.ids.chair] },
    ]);
  });

  it('one batch with a hand already counted changes nothing', async () => {
    const card = await begin({ usesVotes: true });
    await server.call(castVote, vote(card), group.cookies.chair);
    const batch = { personIds: [group.ids.chair, group.ids.secretary] };
    await server.fail(castVote, vote(card, batch), secretary);
    expect((await readMeeting(server, group, card.id)).agenda[0]!.votes).toEqual({
      for: 1,
      against: 0,
      abstained: 0,
    });
  });

  it('are not counted where the meeting does not vote', async () => {
    const card = await begin();
    expect((await server.fail(castVote, vote(card), group.cookies.member)).detail).toContain('не голосуют');
  });

  it('of who is stood in for are cast by the substitute, not by the member', async () => {
    const card = await begin({ usesVotes: true }, { ...here, second: 'substituted' });
    expect((await server.fail(castVote, vote(card), group.cookies.second)).code).toBe('lib.forbidden');
    const cast = await server.call(castVote, vote(card), group.cookies.deputy);
    expect(cast.agenda[0]!.voted).toEqual([group.ids.second]);
  });

  it('of an absentee meeting are taken on every item until its hour; who did not vote is marked absent', async () => {
    const made = await makeMeeting(server, group, {
      form: 'absentee',
      usesVotes: true,
      voteUntil: '2026-11-25T05:00:00Z',
      usesQuorum: true,
    });
    const card = await openAs(server, group, made);
    expect(card.currentItemId).toBeNull();
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
