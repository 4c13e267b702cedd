import { afterAll, beforeAll, expect, it } from 'vitest';
import { getAssignment } from '../../../shared/contract/group/assignments.ts';
import { listCaseDecisions } from '../../../shared/contract/group/assignments-desk.ts';
import * as moves from '../../../shared/contract/group/assignments-moves.ts';
import { changeDecision, removeDecision } from '../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../shared/contract/group/working-group-meetings.ts';
import { type Group, makeGroup, readMeeting } from '../../../tests/support/group/group.ts';
import { holdMeeting } from '../../../tests/support/group/protocol.ts';
import { submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** Decisions that are put right in the record after they had been given, before the protocol is signed. */

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
});
afterAll(() => server.close());

/** A held meeting whose only decision has been given at once; the meeting and the id of the assignment. */
async function giveEarly(): Promise<{ meeting: MeetingCard; id: string }> {
  const meeting = await holdMeeting(server, group);
  await server.call(moves.issueDecisions, { params: { id: meeting.id } }, group.cookies.secretary);
  const { rows } = await server.app.pool.query(
    'SELECT id FROM assignments.assignment WHERE meeting_id = $1',
    [meeting.id],
  );
  return { meeting, id: rows[0].id };
}

const read = (id: string) => server.call(getAssignment, { params: { id } }, group.cookies.secretary);

/** The wording put right in the record. */
async function reword(meetingId: string, more: { text?: string; dueOn?: string; responsibleId?: string }) {
  const { version, agenda } = await readMeeting(server, group, meetingId);
  const { id, text, dueOn, responsibleId, expectedResult } = agenda[0]!.decisions[0]!;
  const body = { version, text, dueOn, responsibleId, expectedResult, ...more };
  const params = { id: meetingId, decisionId: id };
  await server.call(changeDecision, { params, body }, group.cookies.secretary);
  await server.drain();
}

it('follows the decision while nobody has reported: words, term, who answers, known anew', async () => {
  const { meeting, id } = await giveEarly();
  const known = { params: { id }, body: { version: (await read(id)).version } };
  await server.call(moves.acknowledgeAssignment, known, group.cookies.member);
  await reword(meeting.id, { text: 'Закрыть ямы и разметить.', dueOn: '2026-12-22' });
  const card = await read(id);
  expect(card).toMatchObject({ text: 'Закрыть ямы и разметить.', dueOn: '2026-12-22', state: 'issued' });
  expect([card.acknowledgedAt, card.differs]).toEqual([null, null]);
  expect(card.events.at(-1)).toMatchObject({ kind: 'follow' });
  expect(card.events.at(-1)!.text).toContain('срок 22.12.2026');
  await reword(meeting.id, { responsibleId: group.ids.second });
  expect(await read(id)).toMatchObject({ responsibleId: group.ids.second, state: 'issued' });
  const { rows } = await server.app.pool.query(
    "SELECT recipient FROM outbox.letter WHERE subject LIKE 'Изменено: поручение %' ORDER BY recipient",
  );
  expect(rows.map(({ recipient }) => recipient)).toContain('group-second@demo.invalid');
  // What was written anew in the same words changes nothing.
  const { events } = await read(id);
  await reword(meeting.id, {});
  expect((await read(id)).events).toHaveLength(events.length);
});

it('stays as it was once it is reported, and says what the protocol has now and why', async () => {
  const { meeting, id } = await giveEarly();
  const { member } = group.cookies;
  const params = { id };
  const known = { params, body: { version: (await read(id)).version } };
  const { version } = await server.call(moves.acknowledgeAssignment, known, member);
  const evidence = [{ kind: 'figure' as const, title: 'Закрыто ям', value: '62' }];
  await server.call(moves.reportAssignment, { params, body: { version, text: 'Закрыли', evidence } }, member);
  await reword(meeting.id, { text: 'Закрыть все ямы города.' });
  const card = await read(id);
  expect([card.state, card.text]).toEqual(['reported', 'Закрыть ямы по перечню.']);
  expect(card.differs).toBe(
    'В протоколе теперь: текст «Закрыть все ямы города.». Поручение сейчас «отчёт на проверке» и не меняется: решите о нём на заседании.',
  );
});

it('is taken off control with a decision that is taken out of the record', async () => {
  const { meeting, id } = await giveEarly();
  const { version, agenda } = await readMeeting(server, group, meeting.id);
  const params = { id: meeting.id, decisionId: agenda[0]!.decisions[0]!.id };
  await server.call(removeDecision, { params, query: { version } }, group.cookies.secretary);
  await server.drain();
  expect(await read(id)).toMatchObject({
    state: 'cancelled',
    cancelBasis: 'решение убрано из протокола до подписания',
    differs: null,
  });
});

it('tells the card of a case which decisions it counted in; the assignment only to who may read it', async () => {
  const sent = await submitCase(server);
  const { id } = await giveEarly();
  const { version, number } = await read(id);
  const body = { version, kind: 'case' as const, target: sent.number };
  await server.call(moves.addLink, { params: { id }, body }, group.cookies.secretary);
  const params = { number: sent.number };
  const { decisions } = await server.call(listCaseDecisions, { params }, group.cookies.secretary);
  expect(decisions).toMatchObject([{ state: 'issued', on: '2026-12-15', assignment: { id, number } }]);
  expect(decisions[0]!.basisHref).toMatch(/^\/staff\/working-group\/meetings\//u);
  const operator = await signInAs(server, 'operator');
  const shown = await server.call(listCaseDecisions, { params }, operator);
  expect(shown.decisions).toMatchObject([{ basis: decisions[0]!.basis, basisHref: null, assignment: null }]);
  const foreign = await signInAs(server, 'operator', { slug: 'foreign', blocks: ['energy'] });
  expect((await server.fail(listCaseDecisions, { params }, foreign)).code).toBe('lib.not-found');
});
