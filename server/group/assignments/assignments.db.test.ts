import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAbsence } from '../../../shared/contract/base/people.ts';
import {
  type AssignmentCard,
  getAssignment,
  listAssignments,
} from '../../../shared/contract/group/assignments.ts';
import * as moves from '../../../shared/contract/group/assignments-moves.ts';
import { addDecision, endMeeting, openMeeting } from '../../../shared/contract/group/working-group-live.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import {
  type Group,
  makeGroup,
  makeMeeting,
  markAll,
  withdrawn,
} from '../../../tests/support/group/group.ts';
import { readCard as readCase, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let group: Group;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  group = await makeGroup(server);
});
afterAll(() => server.close());

type New = RouteInput<typeof moves.createAssignment>['body'];

const issue = (more: Partial<New> = {}): Promise<AssignmentCard> =>
  server.call(
    moves.createAssignment,
    {
      body: {
        source: 'resolution',
        basis: 'Резолюция главы № 5',
        basisOn: '2026-11-20',
        text: 'Осмотреть подъезды',
        expectedResult: 'Акт по каждому дому',
        dueOn: '2026-12-15',
        responsibleId: group.ids.member,
        ...more,
      },
    },
    group.cookies.secretary,
  );
const read = (id: string, cookie = group.cookies.secretary) =>
  server.call(getAssignment, { params: { id } }, cookie);
const board = (query: RouteInput<typeof listAssignments>['query'] = {}, cookie = group.cookies.secretary) =>
  server.call(listAssignments, { query }, cookie);

/** A meeting that was held with two decisions: one binds the member, one nobody. */
async function holdMeeting(day = '2026-11-24') {
  const { secretary } = group.cookies;
  const made = await makeMeeting(server, group, { day });
  const ready = await markAll(server, group, made.id, {
    chair: 'present',
    secretary: 'present',
    member: 'present',
  });
  const params = { id: made.id };
  const open = { version: ready.version, presidingId: group.ids.chair };
  let card = await server.call(openMeeting, { params, body: open }, secretary);
  const item = { id: made.id, itemId: card.agenda[0]!.id };
  for (const [text, responsibleId] of [
    ['Закрыть ямы', group.ids.member],
    ['Принять к сведению', null],
  ] as const) {
    const body = {
      version: card.version,
      text,
      responsibleId,
      dueOn: responsibleId ? '2026-12-12' : null,
      expectedResult: responsibleId ? '62 места' : '',
    };
    card = await server.call(addDecision, { params: item, body }, secretary);
  }
  return server.call(endMeeting, { params, body: { version: card.version, rest: withdrawn } }, secretary);
}

describe('an assignment', () => {
  it('comes from a decision of a held meeting, once, due on a working day, and its executor is written to', async () => {
    const meeting = await holdMeeting();
    const params = { id: meeting.id };
    const first = await server.call(moves.issueDecisions, { params }, group.cookies.secretary);
    expect(first.issued).toHaveLength(1);
    const again = await server.call(moves.issueDecisions, { params }, group.cookies.secretary);
    expect(again).toEqual({ issued: [], already: 1, cancelled: [], failed: [] });
    const { rows } = await board({ meeting: meeting.id });
    // 12.12.2026 is a Saturday: the term ends with the next working day.
    expect(rows).toMatchObject([
      { source: 'decision', text: 'Закрыть ямы', dueOn: '2026-12-14', state: 'issued', daysLeft: 14 },
    ]);
    expect(rows[0]!.basis).toMatch(/^Решение заседания № \d+ от 24\.11\.2026, п\. 1\.1$/u);
    const { rows: letters } = await server.app.pool.query(
      "SELECT recipient, subject FROM outbox.letter WHERE purpose = 'assignment-issued' ORDER BY created_at DESC LIMIT 1",
    );
    expect(letters[0]).toMatchObject({ recipient: 'group-member@demo.invalid' });
    expect(letters[0].subject).toContain(rows[0]!.number);
  });

  it('is not issued from a meeting that is not over, nor by a day that is past', async () => {
    const made = await makeMeeting(server, group);
    const params = { id: made.id };
    expect((await server.fail(moves.issueDecisions, { params }, group.cookies.secretary)).status).toBe(404);
    const body = {
      source: 'resolution' as const,
      basis: 'Резолюция',
      basisOn: '2026-11-20',
      text: 'Сделать',
      expectedResult: 'Акт',
      dueOn: '2026-11-01',
      responsibleId: group.ids.member,
    };
    const refused = await server.fail(moves.createAssignment, { body }, group.cookies.secretary);
    expect(refused.fields).toHaveProperty('dueOn');
  });

  it('goes from hand to hand: known, in work, reported, returned with a reason, reported anew, accepted, undone', async () => {
    const made = await issue();
    const { member, secretary } = group.cookies;
    const params = { id: made.id };
    let card = await server.call(
      moves.acknowledgeAssignment,
      { params, body: { version: made.version } },
      member,
    );
    card = await server.call(moves.beginAssignment, { params, body: { version: card.version } }, member);
    const stale = { version: made.version, text: 'Сделали', evidence: [] };
    expect((await server.fail(moves.reportAssignment, { params, body: stale }, member)).status).toBe(400);
    const figure = { kind: 'figure' as const, title: 'Осмотрено домов', value: '3' };
    const report = (version: number, text: string) =>
      server.call(moves.reportAssignment, { params, body: { version, text, evidence: [figure] } }, member);
    card = await report(card.version, 'Осмотрели три дома');
    const returned = { version: card.version, reason: 'Домов пять, а не три' };
    card = await server.call(moves.returnReport, { params, body: returned }, secretary);
    expect(card).toMatchObject({ state: 'returned', returnReason: 'Домов пять, а не три' });
    const link = { kind: 'address' as const, title: 'Акты', value: 'https://example.ru/akty' };
    const second = { version: card.version, text: 'Осмотрели пять', evidence: [link] };
    card = await server.call(moves.reportAssignment, { params, body: second }, member);
    expect(card.reports.map(({ evidence }) => evidence.map(({ title }) => title))).toEqual([
      ['Осмотрено домов'],
      ['Акты'],
    ]);
    card = await server.call(moves.acceptReport, { params, body: { version: card.version } }, secretary);
    expect(card).toMatchObject({ state: 'accepted', lateDays: 0, can: ['take-back'] });
    card = await server.call(
      moves.takeBackAcceptance,
      { params, body: { version: card.version } },
      secretary,
    );
    expect(card.state).toBe('reported');
    expect(card.events.map(({ kind }) => kind)).toEqual([
      'issue',
      'acknowledge',
      'begin',
      'report',
      'return',
      'report',
      'accept',
      'take-back',
    ]);
  });

  it('is extended by the chair twice, each time to a later working day', async () => {
    const made = await issue();
    const params = { id: made.id };
    const move = (version: number, dueOn: string) =>
      ({ params, body: { version, dueOn, reason: 'Ждём поставку' } }) as const;
    const { chair } = group.cookies;
    const earlier = await server.fail(moves.extendAssignment, move(made.version, '2026-12-10'), chair);
    expect(earlier.fields).toHaveProperty('dueOn');
    const first = await server.call(moves.extendAssignment, move(made.version, '2026-12-19'), chair);
    expect(first).toMatchObject({ dueOn: '2026-12-21', firstDueOn: '2026-12-15', extensionsLeft: 1 });
    const second = await server.call(moves.extendAssignment, move(first.version, '2026-12-25'), chair);
    expect(second.can).not.toContain('extend');
    const third = await server.fail(moves.extendAssignment, move(second.version, '2026-12-28'), chair);
    expect(third).toMatchObject({ status: 409, detail: expect.stringContaining('больше нельзя') });
  });

  it('is extended by the deputy only in the days the chair’s absence names them', async () => {
    const made = await issue();
    const input = {
      params: { id: made.id },
      body: { version: made.version, dueOn: '2026-12-22', reason: 'Ждём поставку' },
    } as const;
    const { deputy } = group.cookies;
    expect((await server.fail(moves.extendAssignment, input, deputy)).code).toBe('lib.forbidden');
    const away = {
      substituteId: group.ids.deputy,
      fromDay: '2026-11-24',
      toDay: '2026-11-27',
      reason: 'Отпуск',
    };
    const admin = await signInAs(server, 'admin');
    await server.call(setAbsence, { params: { id: group.ids.chair }, body: away }, admin);
    expect((await read(made.id, deputy)).can).toContain('extend');
    const moved = await server.call(moves.extendAssignment, input, deputy);
    expect(moved).toMatchObject({ dueOn: '2026-12-22', extensionsLeft: 1 });
    expect(moved.events.at(-1)).toMatchObject({ kind: 'extend', text: expect.stringContaining('Ждём') });
    server.setNow('2026-11-28T06:00:00Z');
    const after = {
      params: input.params,
      body: { ...input.body, version: moved.version, dueOn: '2026-12-24' },
    };
    expect((await server.fail(moves.extendAssignment, after, deputy)).code).toBe('lib.forbidden');
    server.setNow('2026-11-24T06:00:00Z');
  });

  it('is seen by whom it binds; to others it is not there', async () => {
    const helper = await signInStaff(server, 'executor', { slug: 'helper' });
    const other = await signInStaff(server, 'executor', { slug: 'other' });
    const made = await issue({ coExecutorIds: [helper.personId] });
    expect((await read(made.id, helper.cookie)).helpers).toMatchObject([{ acknowledgedAt: null }]);
    const known = { params: { id: made.id }, body: { version: made.version } };
    const after = await server.call(moves.acknowledgeAssignment, known, helper.cookie);
    expect(after).toMatchObject({ state: 'issued', can: [] });
    expect((await server.fail(getAssignment, { params: { id: made.id } }, other.cookie)).status).toBe(404);
    expect((await board({}, other.cookie)).counts.all).toBe(0);
    expect((await board({ mine: 'yes' }, helper.cookie)).rows.map(({ id }) => id)).toEqual([made.id]);
    const amended = {
      params: { id: made.id },
      body: {
        version: after.version,
        coExecutorIds: [other.personId],
        control: 'special' as const,
        budgetLine: 'Благоустройство, стр. 12',
        expectedResult: made.expectedResult,
      },
    };
    const card = await server.call(moves.amendAssignment, amended, group.cookies.secretary);
    expect(card).toMatchObject({ control: 'special', budgetLine: 'Благоустройство, стр. 12' });
    expect((await server.fail(getAssignment, { params: { id: made.id } }, helper.cookie)).status).toBe(404);
  });

  it('is linked to a case, told by its number to who may see it and only to them', async () => {
    const sent = await submitCase(server, { text: 'Яма на дороге у дома' });
    const made = await issue();
    const body = { version: made.version, kind: 'case' as const, target: `№ ${sent.number}` };
    const params = { id: made.id };
    const linked = await server.call(moves.addLink, { params, body }, group.cookies.secretary);
    expect(linked.links).toMatchObject([{ kind: 'case', href: `/staff/cases/${sent.number}`, people: 1 }]);
    const file = await readCase(server, sent.number, group.cookies.chair);
    await server.app.pool.query("UPDATE cases.case_file SET block = 'roads' WHERE id = $1", [file.id]);
    const narrow = await signInStaff(server, 'secretary', { slug: 'health', blocks: ['health'] });
    expect((await read(made.id, narrow.cookie)).links).toMatchObject([{ href: null, people: 0 }]);
    const foreign = { ...body, version: linked.version };
    expect((await server.fail(moves.addLink, { params, body: foreign }, narrow.cookie)).status).toBe(400);
    const off = { version: linked.version, kind: 'case' as const, target: file.id, reason: 'Не о том' };
    expect(
      (await server.call(moves.removeLink, { params, body: off }, group.cookies.secretary)).links,
    ).toEqual([]);
  });
});

describe('the board', () => {
  it('counts what is due this week, overdue, returned and waits for acceptance; finds by words and by number', async () => {
    const soon = await issue({ text: 'Покрасить ограду у школы', dueOn: '2026-11-27' });
    const { counts, people } = await board();
    expect(counts.week).toBe(1);
    expect(people[0]!.id).toBe(group.ids.member);
    expect((await board({ view: 'week' })).rows.map(({ id }) => id)).toEqual([soon.id]);
    expect((await board({ q: 'ограды парка' })).rows).toHaveLength(0);
    expect((await board({ q: 'ограды школы' })).rows.map(({ id }) => id)).toEqual([soon.id]);
    expect((await board({ q: soon.number })).rows.map(({ id }) => id)).toEqual([soon.id]);
    server.setNow('2026-12-02T06:00:00Z');
    const late = (await board({ view: 'overdue' })).rows.find(({ id }) => id === soon.id)!;
    expect(late).toMatchObject({ lateDays: 3, daysLeft: null });
    server.setNow('2026-11-24T06:00:00Z');
  });

  it('goes on from where a page ended', async () => {
    const first = await board({ limit: 2 });
    const rest = await board({ limit: 200, cursor: first.next! });
    const all = await board({ limit: 200 });
    expect([...first.rows, ...rest.rows].map(({ id }) => id)).toEqual(all.rows.map(({ id }) => id));
    expect(
      (await server.fail(listAssignments, { query: { cursor: 'xx' } }, group.cookies.secretary)).status,
    ).toBe(400);
  });
});
