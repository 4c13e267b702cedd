import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Status, statuses } from '../../../shared/contract/cases.ts';
import * as answersContract from '../../../shared/contract/cases-answers.ts';
import * as staffContract from '../../../shared/contract/cases-staff.ts';
import * as triageContract from '../../../shared/contract/cases-triage.ts';
import type { Route } from '../../../shared/contract/route.ts';
import { makeUnit, readCard, submitCase } from '../../../tests/support/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/server.ts';
import { signInAs } from '../../../tests/support/sign-in.ts';
import type { Actor, Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { runMutation } from '../../lib/unit-of-work.ts';
import { findRole } from '../identity/index.ts';
import { findFact } from '../taxonomy/index.ts';
import { lockCase, moveCase } from './move.ts';
import { caseWorkflow, type MoveName } from './workflow.ts';

let server: TestServer;
let caseId: string;
let number: string;

const roles = [
  ...['operator', 'executor', 'reviewer', 'approver', 'editor', 'secretary', 'chair', 'deputy'],
  ...['member', 'head', 'observer', 'admin', 'privacy-officer'],
];
const moves = Object.keys(caseWorkflow.moves) as MoveName[];
const pothole = 'roads.pavement.pothole';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind);
  const sent = await submitCase(server, { factId: pothole });
  number = sent.number;
  caseId = (await readCard(server, number, await signInAs(server, 'operator'))).id;
});
afterAll(() => server.close());

function staffActor(role: string): Actor {
  const permissions = new Set(findRole(role)!.permissions);
  return {
    kind: 'staff',
    id: randomUUID(),
    name: 'Пробный С.',
    roles: [role],
    permissions,
    unitIds: [],
    blocks: [],
    districts: [],
    substitutes: [],
  };
}

const actors: [string, Actor][] = [
  ...roles.map((role): [string, Actor] => [role, staffActor(role)]),
  ['system', { kind: 'system', name: 'test' }],
  ['resident', { kind: 'resident', id: randomUUID(), name: 'Житель', phone: null, email: null }],
  ['link', { kind: 'link', linkId: randomUUID(), caseId: '', unitId: randomUUID(), name: 'Бригада' }],
  ['anonymous', { kind: 'anonymous' }],
];

class Undone extends Error {}

/** Tries one move in a transaction that is always rolled back; tells what came of it. */
async function tryMove(actor: Actor, status: Status, move: MoveName): Promise<string> {
  let outcome = '';
  const caller = { actor, requestId: 'test', ip: '' };
  const attempt = runMutation(server.app.services, caller, async (ctx: Ctx) => {
    const asSystem: Ctx = { ...ctx, actor: { kind: 'system', name: 'test' } };
    const file = await lockCase(asSystem, caseId);
    try {
      const { status: after } = await moveCase(ctx, { ...file, status }, move);
      outcome = `→ ${after}`;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      outcome = error.code;
    }
    throw new Undone();
  });
  await expect(attempt).rejects.toBeInstanceOf(Undone);
  return outcome;
}

/** What the table says of a move, said a second time by its plainest reading. */
function expected(actor: Actor, status: Status, move: MoveName): string {
  const rule = caseWorkflow.moves[move];
  if (!rule.from.includes(status)) return 'cases.illegal-transition';
  const marks = actor.kind === 'staff' ? [...actor.permissions] : [actor.kind];
  return rule.by.some((mark) => marks.includes(mark)) ? `→ ${rule.to[0]}` : 'lib.forbidden';
}

describe('every status × move × role', () => {
  test.each(statuses)('from %s only the moves of the table, only by their holders', async (status) => {
    for (const move of moves) {
      for (const [name, actor] of actors) {
        const said = expected(actor, status, move);
        // A refusal for the state is the same for everybody: one refused role speaks for all.
        if (said === 'cases.illegal-transition' && name !== 'chair' && name !== 'system') continue;
        expect(await tryMove(actor, status, move), `${status} ${move} ${name}`).toBe(said);
      }
    }
  });

  test('terminal states lead out only by un-merging and by the approver’s reopening', () => {
    const terminal = statuses.filter((status) => caseWorkflow.states[status].isTerminal);
    const out = moves.filter((move) =>
      caseWorkflow.moves[move].from.some((status) => terminal.includes(status)),
    );
    expect(out.sort()).toEqual(['reopen-closed', 'undo', 'unmerge']);
    expect(caseWorkflow.moves.undo.from.filter((status) => terminal.includes(status))).toEqual(['merged']);
  });
});

describe('the same through HTTP', () => {
  interface Command {
    route: Route;
    params?: Record<string, string>;
    body: Record<string, unknown>;
    /** Name under which the card offers it. */
    offer: string;
  }
  const answerId = randomUUID();
  const commands: Command[] = [
    { route: triageContract.triageCase, body: {}, offer: 'triage' },
    { route: triageContract.rejectCase, body: { ground: 'spam' }, offer: 'reject' },
    { route: triageContract.mergeCase, body: { into: '' }, offer: 'merge' },
    { route: triageContract.unmergeCase, body: {}, offer: 'unmerge' },
    { route: triageContract.snoozeCase, body: { until: '2026-11-25T09:00:00Z' }, offer: 'snooze' },
    { route: staffContract.askResident, body: { text: 'Где?' }, offer: 'ask' },
    { route: staffContract.changeCase, body: { title: 'Яма' }, offer: 'change' },
    { route: staffContract.addNote, body: { text: 'Заметка' }, offer: 'note' },
    { route: answersContract.takeToWork, body: {}, offer: 'take' },
    { route: answersContract.refuseCase, body: { reason: 'Не наше' }, offer: 'refuse' },
    {
      route: answersContract.draftAnswer,
      body: { text: 'Сделали', outcome: 'solved', submit: false },
      offer: 'draft',
    },
    {
      route: answersContract.decideAnswer,
      params: { answerId },
      body: { decision: 'agree' },
      offer: 'agree',
    },
    {
      route: answersContract.decideAnswer,
      params: { answerId },
      body: { decision: 'approve' },
      offer: 'approve',
    },
    {
      route: answersContract.decideAnswer,
      params: { answerId },
      body: { decision: 'return', reason: 'Уточните' },
      offer: 'return',
    },
    { route: answersContract.reopenCase, body: { reason: 'Проверка' }, offer: 'reopen' },
    { route: answersContract.createExecutorLink, body: {}, offer: 'create-link' },
    { route: staffContract.publishCase, body: { published: true }, offer: 'publish' },
  ];

  let other: string;
  const cookies = new Map<string, string>();

  beforeAll(async () => {
    const unitId = await makeUnit(server, 'Проба', 'probe-kind');
    for (const role of roles)
      cookies.set(role, await signInAs(server, role, { slug: `http-${role}`, unitId }));
    const sent = await submitCase(server, { factId: pothole });
    other = (await readCard(server, sent.number, cookies.get('operator')!)).id;
    commands.find(({ offer }) => offer === 'merge')!.body.into = other;
    await server.app.services.database
      .updateTable('cases.case_file')
      .set({ executor_unit_id: unitId, has_publish_consent: true })
      .where('id', '=', caseId)
      .execute();
  });

  /** Puts the case into a status as if it had come there by itself, with an answer where one belongs. */
  async function place(status: Status): Promise<void> {
    const { database } = server.app.services;
    await database.deleteFrom('cases.answer').where('case_id', '=', caseId).execute();
    await database
      .updateTable('cases.case_file')
      .set({
        status,
        version: 1,
        merged_into: status === 'merged' ? other : null,
        former_status: status === 'merged' ? 'moderation' : null,
        closed_at: caseWorkflow.states[status].isTerminal ? new Date('2026-11-24T08:00:00Z') : null,
        answered_at: status === 'answered' ? new Date('2026-11-24T08:00:00Z') : null,
        published_at: null,
        executor_unit_id: sql`(SELECT id FROM identity.v_unit WHERE kind = 'probe-kind')`,
        snoozed_until: null,
      })
      .where('id', '=', caseId)
      .execute();
    const state = ({ review: 'review', approval: 'approval', answer_draft: 'draft' } as const)[
      status as 'review'
    ];
    if (!state) return;
    await database
      .insertInto('cases.answer')
      .values({
        ...{ id: answerId, case_id: caseId, version: 1, state, body: 'Ответ', outcome: 'solved' },
        ...{ author: 'staff:other', author_name: 'Другой', created_at: new Date('2026-11-24T08:00:00Z') },
      })
      .execute();
  }

  function send({ route, params, body }: Command, role: string) {
    const path = route.path.replace(':id', caseId).replace(':answerId', params?.answerId ?? '');
    const isVersioned = route !== staffContract.addNote && route !== answersContract.createExecutorLink;
    return server.inject({
      method: route.method,
      url: path,
      headers: { 'x-otklik': '1', cookie: cookies.get(role)! },
      payload: { ...(isVersioned && { version: 1 }), ...body },
    });
  }

  // What is offered is never refused, what is not offered never happens: for five roles in every status.
  test.each(statuses)(
    'from %s the card offers exactly what the commands allow',
    async (status) => {
      for (const role of ['operator', 'executor', 'reviewer', 'approver', 'chair', 'observer']) {
        await place(status);
        const { can } = await readCard(server, number, cookies.get(role)!);
        for (const command of commands) {
          await place(status);
          const reply = await send(command, role);
          const seen = `${status} ${role} ${command.offer}: ${reply.statusCode} ${reply.body.slice(0, 200)}`;
          if (can.includes(command.offer)) expect(reply.statusCode, seen).toBe(200);
          else expect([403, 404, 409], seen).toContain(reply.statusCode);
        }
      }
    },
    60_000,
  );
});
