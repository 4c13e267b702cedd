import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addDecision,
  castVote,
  disposeItem,
  endMeeting,
  keepDraft,
  nextItem,
  putToVote,
} from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { previewProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import {
  beginMeeting,
  type Group,
  here,
  makeGroup,
  makeMeeting,
  readMeeting,
  withdrawn,
} from '../../../../tests/support/group/group.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

/** What the desk of the secretary, the phones of the members and the hall see of a meeting under way. */

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

const at = (card: MeetingCard) => ({ params: { id: card.id } });
const now = (card: MeetingCard, cookie = secretary) =>
  readMeeting(server, { ...group, cookies: { ...group.cookies, secretary: cookie } }, card.id);

async function decide(card: MeetingCard, text: string, item = 0): Promise<MeetingCard> {
  const { version } = await now(card);
  const params = { id: card.id, itemId: card.agenda[item]!.id };
  return server.call(addDecision, { params, body: { version, text } }, secretary);
}
const put = async (card: MeetingCard, decisionId: string | null) => {
  const { version } = await now(card);
  return { ...at(card), body: { version, decisionId } };
};

describe('a decision put to the vote', () => {
  it('is the only one members vote on by themselves, and says whose vote is left', async () => {
    let card = await beginMeeting(
      server,
      group,
      { usesVotes: true },
      { ...here, second: 'substituted', deputy: 'present' },
    );
    card = await decide(await decide(card, 'Закрыть ямы'), 'Приложить фото');
    const [first, second] = card.agenda[0]!.decisions;
    const vote = (decisionId: string) => ({
      params: { id: card.id, decisionId },
      body: { choice: 'for' as const },
    });
    const early = await server.fail(castVote, vote(first!.id), group.cookies.member);
    expect(early.detail).toContain('не поставлено на голосование');
    expect((await now(card, group.cookies.member)).votesLeft).toEqual([]);

    const open = await server.call(putToVote, await put(card, second!.id), secretary);
    expect(open.votingId).toBe(second!.id);
    expect((await server.fail(castVote, vote(first!.id), group.cookies.member)).status).toBe(409);
    // Who stands in for another has two votes, and is told whose.
    const left = async () =>
      (await now(card, group.cookies.deputy)).votesLeft.map(({ personId }) => personId);
    expect(await left()).toEqual([group.ids.deputy, group.ids.second]);
    await server.call(castVote, vote(second!.id), group.cookies.deputy);
    expect(await left()).toEqual([group.ids.second]);
    await server.call(castVote, vote(second!.id), group.cookies.deputy);
    expect(await left()).toEqual([]);
    // Hands seen in the room are written down whatever is on the phones.
    const body = { choice: 'against' as const, personIds: [group.ids.chair] };
    await server.call(castVote, { params: { id: card.id, decisionId: first!.id }, body }, secretary);
    const off = await server.call(putToVote, await put(card, null), secretary);
    expect(off.votingId).toBeNull();
    const { rows } = await server.app.pool.query(
      "SELECT action FROM audit.record WHERE action LIKE 'working-group.%-vote' AND object_id = $1 ORDER BY seq",
      [card.id],
    );
    expect(rows.map(({ action }) => action).filter((action) => action !== 'working-group.cast-vote')).toEqual(
      ['working-group.put-to-vote', 'working-group.stop-vote'],
    );
  });

  it('is of the item in hand, of a meeting that votes, and goes with the item', async () => {
    const quiet = await decide(await beginMeeting(server, group), 'Принять к сведению');
    const decisionId = quiet.agenda[0]!.decisions[0]!.id;
    expect((await server.fail(putToVote, await put(quiet, decisionId), secretary)).detail).toContain(
      'не голосуют',
    );
    let card = await decide(await beginMeeting(server, group, { usesVotes: true }), 'Первое');
    card = await decide(card, 'Второе', 1);
    const [first, other] = card.agenda.map(({ decisions }) => decisions[0]?.id ?? '');
    expect((await server.fail(putToVote, await put(card, other!), secretary)).detail).toContain(
      'рассматривается',
    );
    expect((await server.fail(putToVote, await put(card, decisionId), secretary)).code).toBe('lib.not-found');
    await server.call(putToVote, await put(card, first!), secretary);
    const { version } = await now(card);
    const moved = await server.call(nextItem, { ...at(card), body: { version } }, secretary);
    expect(moved.votingId).toBeNull();
    const done = { version: moved.version, rest: withdrawn };
    const held = await server.call(endMeeting, { ...at(card), body: done }, secretary);
    const after = { ...at(card), body: { version: held.version, decisionId: other! } };
    expect((await server.fail(putToVote, after, secretary)).detail).toContain('пока идёт');
  });
});

describe('words as they are typed', () => {
  it('are on the screens until they are written down, and nowhere after', async () => {
    const card = await beginMeeting(server, group);
    const itemId = card.agenda[0]!.id;
    const type = (text: string, more: object = {}) =>
      server.call(keepDraft, { ...at(card), body: { itemId, text, ...more } }, secretary);
    await type('Закрыть дви');
    await type('Закрыть движение', { responsibleId: group.ids.member, dueOn: '2026-12-01' });
    const shown = await now(card);
    expect(shown.draft).toMatchObject({ itemId, text: 'Закрыть движение', dueOn: '2026-12-01' });
    expect(shown.draft!.responsible).toBe('Пробный С.');
    // Nobody else's change is refused because of what is being typed.
    expect(shown.version).toBe(card.version);
    await type('');
    expect((await now(card)).draft).toBeNull();
    await type('Закрыть движение');
    expect((await decide(card, 'Закрыть движение')).draft).toBeNull();
    // A window was closed in the middle of a word: the hall does not show it for the rest of the meeting.
    await type('Забытое');
    server.setNow('2026-11-24T05:11:00Z');
    expect((await now(card)).draft).toBeNull();
    server.setNow('2026-11-24T05:00:00Z');
    await type('Ещё');
    const { version } = await now(card);
    await server.call(endMeeting, { ...at(card), body: { version, rest: withdrawn } }, secretary);
    expect((await now(card)).draft).toBeNull();
    const late = { ...at(card), body: { itemId, text: 'Поздно' } };
    expect((await server.fail(keepDraft, late, secretary)).code).toBe('lib.conflict');
    const { rows } = await server.app.pool.query('SELECT 1 FROM working_group.draft');
    expect(rows).toEqual([]);
  });

  it('are of an item of this meeting', async () => {
    const [card, other] = [await beginMeeting(server, group), await makeMeeting(server, group)];
    const foreign = { ...at(card), body: { itemId: other.agenda[0]!.id, text: 'Чужое' } };
    expect((await server.fail(keepDraft, foreign, secretary)).fields).toHaveProperty('itemId');
  });
});

describe('the course of a meeting', () => {
  it('keeps when each item was come to and left', async () => {
    server.setNow('2026-11-24T05:00:00Z');
    let card = await beginMeeting(server, group);
    expect(card.agenda[0]).toMatchObject({ beganAt: '2026-11-24T05:00:00.000Z', endedAt: null });
    expect(card.currentSince).toBe('2026-11-24T05:00:00.000Z');
    const go = async (itemId?: string) => {
      const { version } = await now(card);
      return server.call(nextItem, { ...at(card), body: { version, ...(itemId && { itemId }) } }, secretary);
    };
    server.setNow('2026-11-24T05:21:00Z');
    card = await go();
    expect(card.agenda[0]).toMatchObject({ endedAt: '2026-11-24T05:21:00.000Z' });
    expect(card.agenda[1]).toMatchObject({ beganAt: '2026-11-24T05:21:00.000Z', endedAt: null });
    // Back to the first: it began when it began, and its clock runs from now.
    server.setNow('2026-11-24T05:30:00Z');
    card = await go(card.agenda[0]!.id);
    expect(card.agenda[0]).toMatchObject({ beganAt: '2026-11-24T05:00:00.000Z', endedAt: null });
    expect(card.currentSince).toBe('2026-11-24T05:30:00.000Z');
    const { version } = await now(card);
    const put = { version, fate: 'postponed' as const, reason: 'Нет докладчика' };
    const itemId = card.agenda[0]!.id;
    server.setNow('2026-11-24T05:33:00Z');
    card = await server.call(disposeItem, { params: { id: card.id, itemId }, body: put }, secretary);
    expect(card).toMatchObject({ currentItemId: null, currentSince: null });
    expect(card.agenda[0]!.endedAt).toBe('2026-11-24T05:33:00.000Z');
    server.setNow('2026-11-24T05:00:00Z');
  });

  it('grows a protocol by the words of the paper, each block with its item', async () => {
    const made = await makeMeeting(server, group);
    expect((await server.fail(previewProtocol, at(made), secretary)).code).toBe('lib.conflict');
    const card = await decide(await beginMeeting(server, group), 'Закрыть ямы по перечню');
    const sheet = await server.call(previewProtocol, at(card), group.cookies.member);
    const own = sheet.blocks.filter(({ itemId }) => itemId === card.agenda[0]!.id);
    expect(JSON.stringify(own)).toContain('1.1. Закрыть ямы по перечню');
    expect(sheet.blocks.some(({ itemId }) => itemId === null)).toBe(true);
    // Of what nobody has come to it says the title alone: its speaker was not heard yet.
    const ahead = sheet.blocks.filter(({ itemId }) => itemId === card.agenda[1]!.id);
    expect(ahead).toMatchObject([{ kind: 'heading' }]);
    expect(JSON.stringify(own)).toContain('СЛУШАЛИ');
    expect(sheet).toMatchObject({ meetingNumber: card.number, day: '2026-11-24' });
  });
});
