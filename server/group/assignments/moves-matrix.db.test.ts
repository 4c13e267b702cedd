import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type AssignmentState,
  assignmentStates,
  getAssignment,
} from '../../../shared/contract/group/assignments.ts';
import * as contract from '../../../shared/contract/group/assignments-moves.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { roleIds } from '../../../tests/access/expected.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInResident, signInStaff } from '../../../tests/support/site/sign-in.ts';

/**
 * Every state × everybody × every move, through HTTP. What is allowed is written by hand below; everything else is refused, whoever
 * asks, and the card offers exactly what the route makes.
 */

let server: TestServer;
const id = randomUUID();
const meetingId = randomUUID();
const decisionId = randomUUID();
const cookies = new Map<string, string>();
const people = new Map<string, string>();

const figure = [{ kind: 'figure', title: 'Закрыто ям', value: '62' }];
const moves: Record<string, { route: Route; body: Record<string, unknown> }> = {
  acknowledge: { route: contract.acknowledgeAssignment, body: {} },
  begin: { route: contract.beginAssignment, body: {} },
  report: { route: contract.reportAssignment, body: { text: 'Сделали', evidence: figure } },
  'withdraw-report': { route: contract.withdrawReport, body: {} },
  accept: { route: contract.acceptReport, body: {} },
  return: { route: contract.returnReport, body: { reason: 'Нет фото' } },
  'take-back': { route: contract.takeBackAcceptance, body: {} },
  extend: { route: contract.extendAssignment, body: { dueOn: '2026-12-25', reason: 'Зима' } },
  cancel: { route: contract.cancelAssignment, body: { decisionId } },
};

/** State → move → who makes it. The chair, the deputy and the secretary here execute nothing themselves. */
const executors = ['responsible', 'substitute'];
const controllers = ['secretary', 'chair', 'deputy'];
const chairs = ['chair'];
const allowed: Record<AssignmentState, Record<string, readonly string[]>> = {
  issued: { acknowledge: [...executors, 'helper'], extend: chairs, cancel: controllers },
  acknowledged: {
    acknowledge: ['helper'],
    begin: executors,
    report: executors,
    extend: chairs,
    cancel: controllers,
  },
  in_work: { acknowledge: ['helper'], report: executors, extend: chairs, cancel: controllers },
  returned: { acknowledge: ['helper'], report: executors, extend: chairs, cancel: controllers },
  reported: {
    acknowledge: ['helper'],
    'withdraw-report': executors,
    accept: controllers,
    return: controllers,
    cancel: controllers,
  },
  accepted: { acknowledge: ['helper'], 'take-back': controllers },
  cancelled: { acknowledge: ['helper'] },
};

const everybody = [
  ...roleIds,
  'responsible',
  'substitute',
  'helper',
  'responsible-secretary',
  'resident',
  'anonymous',
];

async function put(state: AssignmentState, more: Record<string, unknown> = {}): Promise<void> {
  const db = server.app.services.database;
  for (const table of ['assignments.event', 'assignments.evidence', 'assignments.co_executor'] as const)
    await db.deleteFrom(table).where('assignment_id', '=', id).execute();
  await db.deleteFrom('assignments.assignment').where('id', '=', id).execute();
  const at = '2026-11-24T05:00:00Z';
  const isReported = state === 'reported' || state === 'accepted';
  await db
    .insertInto('assignments.assignment')
    .values({
      id,
      year: 2026,
      serial: 1,
      source: 'resolution',
      basis: 'Резолюция № 1',
      basis_on: '2026-11-20',
      text: 'Осмотреть дома',
      expected_result: 'Акт',
      control: 'regular',
      state,
      responsible_id: people.get('responsible')!,
      responsible_name: 'Пробный С.',
      first_due_on: '2026-12-15',
      due_on: '2026-12-15',
      due_at: '2026-12-15T18:59:59Z',
      issued_at: at,
      issued_by_name: 'С.',
      report_no: isReported ? 1 : 0,
      reported_at: isReported ? at : null,
      accepted_at: state === 'accepted' ? at : null,
      cancelled_by_decision: state === 'cancelled' ? decisionId : null,
      ...more,
    })
    .execute();
  await db
    .insertInto('assignments.co_executor')
    .values({ assignment_id: id, person_id: people.get('helper')!, name: 'Помощник' })
    .execute();
}

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  const at = '2026-11-20T05:00:00Z';
  const db = server.app.services.database;
  await db
    .insertInto('working_group.meeting')
    .values({
      id: meetingId,
      year: 2026,
      number: 11,
      day: '2026-11-23',
      starts_at: '10:00',
      form: 'in_person',
      state: 'held',
      made_at: at,
      made_by_name: 'С.',
    })
    .execute();
  const itemId = randomUUID();
  await db
    .insertInto('working_group.agenda_item')
    .values({ id: itemId, meeting_id: meetingId, place: 1, number: '1', title: 'О снятии', source: 'manual' })
    .execute();
  await db
    .insertInto('working_group.decision')
    .values({
      id: decisionId,
      meeting_id: meetingId,
      item_id: itemId,
      place: 1,
      text: 'Снять с контроля',
      outcome: 'accepted',
      cancels_id: id,
    })
    .execute();
  for (const role of roleIds)
    cookies.set(role, (await signInStaff(server, role, { slug: `m-${role}` })).cookie);
  // The responsible one is a member, the helper an executor, the substitute an editor who keeps the absent one's queue.
  for (const [name, role] of [
    ['responsible', 'member'],
    ['substitute', 'editor'],
    ['helper', 'executor'],
    ['responsible-secretary', 'secretary'],
  ] as const) {
    const { cookie, personId } = await signInStaff(server, role, { slug: name });
    cookies.set(name, cookie);
    people.set(name, personId);
  }
  cookies.set('resident', await signInResident(server));
  await db
    .insertInto('identity.absence')
    .values({
      id: randomUUID(),
      person_id: people.get('responsible')!,
      substitute_id: people.get('substitute')!,
      from_day: '2026-11-20',
      to_day: '2026-12-31',
      created_at: at,
    })
    .execute();
});
afterAll(() => server.close());

async function attempt(who: string, name: string): Promise<number> {
  const { route, body } = moves[name]!;
  const cookie = cookies.get(who);
  const reply = await server.inject({
    method: 'POST',
    url: route.path.replace(':id', id),
    headers: { 'x-otklik': '1', ...(cookie && { cookie }) },
    payload: { version: 1, ...body },
  });
  return reply.statusCode;
}

async function offered(who: string): Promise<string[]> {
  const cookie = cookies.get(who);
  const reply = await server.inject({
    method: 'GET',
    url: getAssignment.path.replace(':id', id),
    headers: { 'x-otklik': '1', ...(cookie && { cookie }) },
  });
  if (reply.statusCode !== 200) return [];
  return (reply.json() as { can: string[] }).can.filter((act) => act in moves).toSorted();
}

test.each(assignmentStates)('%s: everybody makes exactly the moves of the table', async (state) => {
  const faults: string[] = [];
  await put(state);
  for (const who of everybody) {
    // A controller who executes it themself has nothing of control over it.
    if (who === 'responsible-secretary') await put(state, { responsible_id: people.get(who)! });
    const mine = who === 'responsible-secretary' ? 'responsible' : who;
    const may = Object.keys(moves).filter((move) => allowed[state][move]?.includes(mine));
    if ((await offered(who)).join() !== may.toSorted().join())
      faults.push(`${who} видит: ${(await offered(who)).join()}, надо ${may.join()}`);
    for (const move of Object.keys(moves)) {
      const status = await attempt(who, move);
      const isMade = status === 200;
      if (isMade !== may.includes(move)) faults.push(`${who}: ${move} → ${status}`);
      if (!isMade && ![401, 403, 404, 409].includes(status)) faults.push(`${who}: ${move} → ${status}`);
      if (isMade)
        await put(state, who === 'responsible-secretary' ? { responsible_id: people.get(who)! } : {});
    }
    if (who === 'responsible-secretary') await put(state);
  }
  expect(faults).toEqual([]);
});

test.each(everybody)(
  '%s: no third extension, no report without evidence, no cancelling without a decision',
  async (who) => {
    const cookie = cookies.get(who);
    const refuse = async (route: Route, body: object) => {
      const reply = await server.inject({
        method: 'POST',
        url: route.path.replace(':id', id),
        headers: { 'x-otklik': '1', ...(cookie && { cookie }) },
        payload: { version: 1, ...body },
      });
      expect([400, 401, 403, 404, 409], `${route.id} ${reply.statusCode}`).toContain(reply.statusCode);
    };
    await put('in_work', { extensions: 2 });
    await refuse(contract.extendAssignment, { dueOn: '2026-12-25', reason: 'Ещё раз' });
    await refuse(contract.reportAssignment, { text: 'Сделали', evidence: [] });
    await refuse(contract.cancelAssignment, {});
    await refuse(contract.cancelAssignment, { decisionId: randomUUID() });
    const kept = await server.app.services.database
      .selectFrom('assignments.assignment')
      .select(['state', 'extensions', 'due_on', 'version'])
      .where('id', '=', id)
      .executeTakeFirst();
    expect(kept).toEqual({ state: 'in_work', extensions: 2, due_on: '2026-12-15', version: 1 });
  },
);
