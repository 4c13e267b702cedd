import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AssignmentCard,
  getAssignment,
  listAssignments,
} from '../../../../shared/contract/group/assignments.ts';
import * as moves from '../../../../shared/contract/group/assignments-moves.ts';
import { addDecision, castVote, endMeeting } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { getProtocol, signProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import {
  beginMeeting,
  type Group,
  makeGroup,
  readMeeting,
  withdrawn,
} from '../../../../tests/support/group/group.ts';
import { password, sendToReview } from '../../../../tests/support/group/protocol.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';

/** What a meeting decided and what comes of it: which decisions bind, whom they reach, what they take off control. */

let server: TestServer;
let group: Group;
let secretary: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
  secretary = group.cookies.secretary;
});
afterAll(() => server.close());

const everybody = { chair: 'present', secretary: 'present', member: 'present', second: 'present' } as const;
type Wording = Partial<RouteInput<typeof addDecision>['body']>;

async function decide(card: MeetingCard, wording: Wording): Promise<MeetingCard> {
  const { version, agenda } = await readMeeting(server, group, card.id);
  const params = { id: card.id, itemId: agenda[0]!.id };
  const body = { version, text: 'Закрыть ямы', dueOn: '2026-12-15', expectedResult: '62 места', ...wording };
  return server.call(addDecision, { params, body }, secretary);
}

async function end(card: MeetingCard): Promise<MeetingCard> {
  const { version } = await readMeeting(server, group, card.id);
  return server.call(endMeeting, { params: { id: card.id }, body: { version, rest: withdrawn } }, secretary);
}

const issue = (card: MeetingCard) =>
  server.call(moves.issueDecisions, { params: { id: card.id } }, secretary);
const read = (id: string) => server.call(getAssignment, { params: { id } }, secretary);
const unissued = async (card: MeetingCard) =>
  (await server.call(moves.listUnissued, { params: { id: card.id } }, secretary)).decisions;

async function given(card: MeetingCard): Promise<AssignmentCard[]> {
  const { rows } = await server.call(
    listAssignments,
    { query: { meeting: card.id, view: 'all' } },
    secretary,
  );
  return Promise.all(rows.map(({ id }) => read(id)));
}

/** Whether a person may enter, as the administrator switches it. */
const setActive = (seat: keyof Group['ids'], isActive: boolean) =>
  server.app.pool.query('UPDATE identity.person SET is_active = $2 WHERE id = $1', [
    group.ids[seat],
    isActive,
  ]);

describe('a decision', () => {
  it('binds only where it was accepted: one voted down or never put to the vote gives no assignment', async () => {
    let card = await beginMeeting(server, group, { usesVotes: true }, everybody);
    for (const text of ['Закрыть ямы', 'Не закрывать', 'Подумать'])
      card = await decide(card, { text, responsibleId: group.ids.member });
    const [won, lost] = card.agenda[0]!.decisions;
    const hands = (decisionId: string, choice: 'for' | 'against') =>
      server.call(
        castVote,
        {
          params: { id: card.id, decisionId },
          body: { choice, personIds: [group.ids.chair, group.ids.secretary, group.ids.member] },
        },
        secretary,
      );
    await hands(won!.id, 'for');
    await hands(lost!.id, 'against');
    expect(await unissued(card)).toEqual([]);
    await end(card);
    expect((await unissued(card)).map(({ text, why }) => [text, why])).toEqual([['Закрыть ямы', null]]);
    expect(await issue(card)).toMatchObject({ issued: [expect.any(String)], failed: [], already: 0 });
    expect((await given(card)).map(({ text }) => text)).toEqual(['Закрыть ямы']);
  });

  it('names only whom an assignment reaches: who may not enter and who has no role are refused by name', async () => {
    const card = await beginMeeting(server, group, {}, everybody);
    const { version, agenda } = await readMeeting(server, group, card.id);
    const params = { id: card.id, itemId: agenda[0]!.id };
    const refuse = async () =>
      (
        await server.fail(
          addDecision,
          { params, body: { version, text: 'Закрыть ямы', responsibleId: group.ids.second } },
          secretary,
        )
      ).fields?.responsibleId;
    await setActive('second', false);
    expect(await refuse()).toMatch(/^Пробный С.: вход в систему закрыт/u);
    await setActive('second', true);
    const { pool } = server.app;
    await pool.query("UPDATE identity.role_grant SET valid_to = '2026-11-23' WHERE person_id = $1", [
      group.ids.second,
    ]);
    expect(await refuse()).toMatch(/^Пробный С.: нет роли/u);
    await pool.query('UPDATE identity.role_grant SET valid_to = NULL WHERE person_id = $1', [
      group.ids.second,
    ]);
    expect((await decide(card, { responsibleId: group.ids.second })).agenda[0]!.decisions).toHaveLength(1);
  });
});

it('a term on a day without work is moved once, as it is recorded: the record and the board have one date', async () => {
  let card = await beginMeeting(server, group, {}, everybody);
  card = await decide(card, { dueOn: '2026-12-20', responsibleId: group.ids.member });
  expect(card.agenda[0]!.decisions[0]!.dueOn).toBe('2026-12-21');
  await issue(await end(card));
  const [made] = await given(card);
  expect(made).toMatchObject({ dueOn: '2026-12-21', differs: null });
  // Given before the signature it cites the meeting; the signed protocol is cited from then on.
  expect(made!.basis).toBe(`Решение заседания № ${card.number} от 24.11.2026, п. 1.1`);
  const review = await sendToReview(server, group, await readMeeting(server, group, card.id));
  const body = { version: review.version, password };
  await server.call(signProtocol, { params: { id: card.id }, body }, group.cookies.chair);
  await server.drain();
  expect((await read(made!.id)).basis).toBe(`Протокол № ${card.number}/2026 от 24.11.2026, п. 1.1`);
});

describe('one who cannot receive', () => {
  /** Signed, and meanwhile the second member has left. */
  async function signWithGone(): Promise<MeetingCard> {
    let card = await beginMeeting(server, group, {}, everybody);
    card = await decide(card, { text: 'Закрыть ямы', responsibleId: group.ids.second });
    card = await decide(card, { text: 'Показать на карте', responsibleId: group.ids.member });
    card = await sendToReview(server, group, await end(card));
    await setActive('second', false);
    const body = { version: card.version, password };
    await server.call(signProtocol, { params: { id: card.id }, body }, group.cookies.chair);
    await server.drain();
    return card;
  }

  it('holds up nobody else; the protocol’s decision waits by name, and a successor receives it', async () => {
    const card = await signWithGone();
    expect((await given(card)).map(({ text }) => text)).toEqual(['Показать на карте']);
    const [waiting] = await unissued(card);
    expect(waiting).toMatchObject({ number: '1.1', why: expect.stringMatching(/^Пробный С.: .*не дойдёт/u) });
    expect(await issue(card)).toMatchObject({ issued: [], already: 1, failed: [{ number: '1.1' }] });
    const params = { id: waiting!.decisionId };
    const body = { responsibleId: group.ids.second, reason: 'Уволен' };
    expect((await server.fail(moves.issueToSuccessor, { params, body }, secretary)).fields).toHaveProperty(
      'responsibleId',
    );
    const next = { params, body: { ...body, responsibleId: group.ids.deputy } };
    const made = await server.call(moves.issueToSuccessor, next, secretary);
    expect(made).toMatchObject({ state: 'issued', responsibleId: group.ids.deputy, differs: null });
    expect(made.events.map(({ kind }) => kind)).toEqual(['issue', 'succeed']);
    expect(made.events[1]!.text).toContain('Уволен');
    expect((await server.fail(moves.issueToSuccessor, next, secretary)).status).toBe(409);
    expect(await unissued(card)).toEqual([]);
    await setActive('second', true);
    // One number everywhere: of the meeting, of the signed paper, of what cites it.
    const { number } = await server.call(getProtocol, { params: { id: card.id } }, secretary);
    expect(number).toBe(`${card.number}/2026`);
    for (const { basis } of await given(card)) expect(basis).toContain(`Протокол № ${number} от 24.11.2026`);
  });

  it('hands over what runs to a successor; whoever works keeps theirs', async () => {
    let card = await beginMeeting(server, group, {}, everybody);
    card = await decide(card, { responsibleId: group.ids.second });
    await issue(await end(card));
    const [made] = await given(card);
    const body = { version: made!.version, responsibleId: group.ids.member, reason: 'Ушёл' };
    const params = { id: made!.id };
    expect(made!.can).not.toContain('name-successor');
    expect((await server.fail(moves.nameSuccessor, { params, body }, secretary)).detail).toContain(
      'работает',
    );
    await setActive('second', false);
    expect((await read(made!.id)).can).toContain('name-successor');
    const handed = await server.call(moves.nameSuccessor, { params, body }, secretary);
    expect(handed).toMatchObject({ state: 'issued', responsibleId: group.ids.member, differs: null });
    expect(handed.events.at(-1)).toMatchObject({ kind: 'succeed', text: expect.stringContaining('Ушёл') });
    await setActive('second', true);
  });
});

describe('an assignment', () => {
  it('is taken off control by an accepted decision that names it, and by no other', async () => {
    let first = await beginMeeting(server, group, {}, everybody);
    first = await decide(first, { responsibleId: group.ids.member });
    first = await decide(first, { text: 'Разметить', responsibleId: group.ids.second });
    await issue(await end(first));
    const [made, other] = await given(first);
    let next = await beginMeeting(server, group, { usesVotes: true }, everybody);
    for (const cancelsId of [made!.id, made!.id, null])
      next = await decide(next, { text: 'Снять с контроля', dueOn: null, expectedResult: '', cancelsId });
    const [accepted, rejected, silent] = next.agenda[0]!.decisions;
    expect(accepted!.cancels).toEqual({ id: made!.id, number: made!.number, text: made!.text });
    for (const [{ id: decisionId }, choice] of [
      [accepted!, 'for'],
      [rejected!, 'against'],
      [silent!, 'for'],
    ] as const) {
      const body = { choice, personIds: [group.ids.chair, group.ids.secretary] };
      await server.call(castVote, { params: { id: next.id, decisionId }, body }, secretary);
    }
    const cancel = async (card: AssignmentCard, decisionId: string) => {
      const { version } = await read(card.id);
      return { params: { id: card.id }, body: { version, decisionId } };
    };
    const early = await cancel(made!, accepted!.id);
    expect((await server.fail(moves.cancelAssignment, early, secretary)).fields).toHaveProperty('decisionId');
    await end(next);
    const offered = await server.call(moves.listDecisions, { query: { assignment: made!.id } }, secretary);
    expect(offered.decisions.map(({ id }) => id)).toEqual([accepted!.id]);
    for (const decisionId of [rejected!.id, silent!.id])
      expect(
        (await server.fail(moves.cancelAssignment, await cancel(made!, decisionId), secretary)).fields,
      ).toHaveProperty('decisionId');
    expect(
      (await server.fail(moves.cancelAssignment, await cancel(other!, accepted!.id), secretary)).fields,
    ).toHaveProperty('decisionId');
    expect((await issue(next)).cancelled).toEqual([made!.number]);
    expect(await read(made!.id)).toMatchObject({
      state: 'cancelled',
      cancelBasis: offered.decisions[0]!.basis,
    });
    expect((await issue(next)).cancelled).toEqual([]);
    const again = await beginMeeting(server, group, {}, everybody);
    const params = { id: again.id, itemId: again.agenda[0]!.id };
    const body = { version: again.version, text: 'Снять ещё раз', cancelsId: made!.id };
    expect((await server.fail(addDecision, { params, body }, secretary)).fields).toHaveProperty('cancelsId');
  });
});
