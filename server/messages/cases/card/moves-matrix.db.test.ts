import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Status, statuses } from '../../../../shared/contract/messages/cases.ts';
import {
  getExecutorPage,
  refuseExecution,
  sendExecutorAnswer,
} from '../../../../shared/contract/messages/cases-executor.ts';
import * as movesContract from '../../../../shared/contract/messages/cases-moves.ts';
import {
  addToMessage,
  disputeRejection,
  getMessage,
  rateMessage,
} from '../../../../shared/contract/messages/cases-portal.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import {
  answer,
  answerId,
  type Command,
  commands,
  linkToken,
  NOW,
  POTHOLE,
} from '../../../../tests/support/case-commands.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { roles } from '../../../base/identity/people/roles.ts';
import { type Act, refusalOf } from '../../../base/regimes/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { hashToken } from '../../../lib/ids.ts';
import { isAllowed } from '../../../lib/module/workflow.ts';
import { caseWorkflow, type MoveName } from '../core/workflow.ts';

/**
 * Every status × every role of the centre × every move of the table, through HTTP: what the table lets a role do, its
 * card offers and the route makes; everything else the card does not offer and the route refuses. The resident and the
 * executor's link in the same way.
 */

let server: TestServer;
let caseId: string;
let number: string;
let track: string;
let other: string;
let version = 0;
const cookies = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  const roads = await makeUnit(server, 'Управление дорог', findFact(POTHOLE)!.executorKind);
  commands.find(({ offer }) => offer === 'ask-part')!.body.unitId = roads;
  const unitId = await makeUnit(server, 'Проба', 'probe-kind');
  for (const { id } of roles) cookies.set(id, await signInAs(server, id, { slug: `m-${id}`, unitId }));
  const operator = cookies.get('operator')!;
  const sent = await submitCase(server, { factId: POTHOLE });
  number = sent.number;
  track = sent.trackToken;
  caseId = (await readCard(server, number, operator)).id;
  const second = await submitCase(server, { factId: POTHOLE });
  other = (await readCard(server, second.number, operator)).id;
  commands.find(({ offer }) => offer === 'merge')!.body.into = other;
  const { bodies } = await server.call(movesContract.listBodies, {}, operator);
  commands.find(({ offer }) => offer === 'forward')!.body.bodyIds = [bodies[0]!.id];
  await server.app.services.database
    .insertInto('cases.executor_link')
    .values({
      id: randomUUID(),
      case_id: caseId,
      unit_id: unitId,
      name: 'Бригада',
      token_hash: hashToken(linkToken),
      created_at: new Date(NOW),
      expires_at: new Date('2026-12-24T09:00:00Z'),
    })
    .execute();
});
afterAll(() => server.close());

/** Puts the case into a status as if it had come there by itself, with an answer where one belongs. */
async function place(status: Status, regime = 'pos_message'): Promise<void> {
  const { database } = server.app.services;
  version += 1;
  commands.find(({ offer }) => offer === 'forward')!.body.groundId =
    regime === 'appeal_59fz' ? 'forward-competence' : 'forward-message';
  await sql`
    WITH gone AS (DELETE FROM cases.attachment WHERE case_id = ${caseId}),
    unasked AS (DELETE FROM cases.part WHERE case_id = ${caseId}),
    unprinted AS (DELETE FROM cases.answer_print WHERE answer_id IN (SELECT id FROM cases.answer WHERE case_id = ${caseId})),
    uninterim AS (DELETE FROM cases.interim WHERE case_id = ${caseId}),
    unsplit AS (UPDATE cases.case_file SET parent_id = NULL WHERE parent_id = ${caseId}),
    unrated AS (DELETE FROM cases.rating WHERE case_id = ${caseId}),
    untold AS (DELETE FROM cases.event WHERE case_id = ${caseId} AND kind = 'status'),
    alive AS (UPDATE cases.executor_link SET used_at = NULL, revoked_at = NULL WHERE case_id = ${caseId})
    DELETE FROM cases.answer WHERE case_id = ${caseId}`.execute(database);
  await database
    .updateTable('cases.case_file')
    .set({
      status,
      version,
      regime,
      head_decides: false,
      published_at: null,
      snoozed_until: null,
      has_publish_consent: true,
      merged_into: status === 'merged' ? other : null,
      former_status: status === 'merged' || status === 'clarification' ? 'moderation' : null,
      closed_at: caseWorkflow.states[status].isTerminal ? new Date('2026-11-24T08:00:00Z') : null,
      answered_at: status === 'answered' ? new Date('2026-11-24T08:00:00Z') : null,
      status_since: new Date('2026-11-24T08:00:00Z'),
      executor_unit_id: sql`(SELECT id FROM identity.v_unit WHERE kind = 'probe-kind')`,
    })
    .where('id', '=', caseId)
    .execute();
  const state = (
    { review: 'review', approval: 'approval', answer_draft: 'draft', answered: 'released' } as const
  )[status as 'review'];
  if (!state) return;
  await database
    .insertInto('cases.answer')
    .values({
      id: answerId,
      case_id: caseId,
      version: 1,
      state,
      body: 'Ответ',
      outcome: 'solved',
      author: 'staff:other',
      author_name: 'Другой',
      created_at: new Date('2026-11-24T08:00:00Z'),
    })
    .execute();
}

function send({ route, params, body, isVersioned }: Command, role: string) {
  const url = route.path
    .replace(':id', caseId)
    .replace(':answerId', params?.answerId ?? '')
    .replace(':interimId', params?.interimId ?? '');
  const payload = { ...(isVersioned !== false && { version }), ...body };
  return server.inject({
    method: route.method,
    url,
    headers: { 'x-otklik': '1', cookie: cookies.get(role)! },
    payload,
  });
}

const doorOf = ({ access }: Route): string => (typeof access === 'object' ? access.permission : '');

/** Moves the law has a word about: by regimes/duties. */
const lawOf: Partial<Record<MoveName, Act>> = { merge: 'merge', reject: 'reject', terminate: 'terminate' };
const isLawful = (move: MoveName, regime: string): boolean =>
  !lawOf[move] || refusalOf(regime, lawOf[move], ['notice-sent']) === null;

/** Moves of the table this role may make from a status by the order of the case, but those that only undo makes. */
function movesOf(permissions: readonly string[], status: Status, regime: string): MoveName[] {
  return (Object.keys(caseWorkflow.moves) as MoveName[]).filter(
    (move) =>
      move !== 'undo' &&
      isLawful(move, regime) &&
      isAllowed(caseWorkflow, move, status) &&
      caseWorkflow.moves[move].by.some((mark) => permissions.includes(mark)),
  );
}

/**
 * The door of a route knows the caller alone, not the case: each role is turned away from each command in one status, all
 * statuses taking their turn.
 */
const isTurnOf = (status: Status, role: string, command: Command): boolean =>
  (roles.findIndex(({ id }) => id === role) + commands.indexOf(command)) % statuses.length ===
  statuses.indexOf(status);

/** An appeal is tried by those who may do most; every role is tried with a message. */
const leadingRoles = ['operator', 'chair', 'approver'];

describe.each(statuses)('%s', (status) => {
  test.each([
    ['pos_message', roles],
    ['appeal_59fz', roles.filter(({ id }) => leadingRoles.includes(id))],
  ])(
    '%s: each role is offered what the table allows, and nothing else happens',
    async (regime, tried) => {
      await place(status, regime);
      for (const { id: role, permissions } of tried) {
        const isReader = permissions.includes('cases.read');
        const can = isReader ? (await readCard(server, number, cookies.get(role)!)).can : [];
        for (const move of movesOf(permissions, status, regime)) {
          const offers = commands.filter(({ moves }) => moves.includes(move)).map(({ offer }) => offer);
          expect(can, `${role} ${move}`).toEqual(expect.arrayContaining([expect.toBeOneOf(offers)]));
        }
        for (const command of commands) {
          const isLetIn = permissions.includes(doorOf(command.route));
          if (!isLetIn && !can.includes(command.offer) && !isTurnOf(status, role, command)) continue;
          const reply = await send(command, role);
          const seen = `${status} ${role} ${command.offer}: ${reply.statusCode} ${reply.body.slice(0, 300)}`;
          if (can.includes(command.offer)) {
            expect(reply.statusCode, seen).toBe(200);
            await place(status, regime);
          } else if (isLetIn) {
            expect(reply.json().code, seen).toBeOneOf([
              'cases.illegal-transition',
              'lib.changed-meanwhile',
              'lib.forbidden',
              'lib.conflict',
            ]);
          } else expect(reply.statusCode, seen).toBe(403);
        }
      }
    },
    120_000,
  );

  test('the resident’s page and the executor’s link offer what is theirs alone', async () => {
    await place(status);
    const query = { k: track };
    const resident: [string, Route, object][] = [
      ['rate', rateMessage, { score: 5, resolved: 'yes' }],
      ['return', rateMessage, { score: 1, resolved: 'no', comment: 'Яма осталась' }],
      ['comment', addToMessage, { text: 'Ещё одно' }],
      ['dispute', disputeRejection, { text: 'Не согласен' }],
    ];
    const { can } = await server.call(getMessage, { params: { number }, query });
    for (const [offer, route, body] of resident) {
      const url = route.path.replace(':number', number);
      const own = await server.inject({
        method: 'POST',
        url,
        query,
        headers: { 'x-otklik': '1' },
        payload: body,
      });
      expect(own.statusCode === 200, `${status} ${offer} ${own.body.slice(0, 200)}`).toBe(
        can.includes(offer),
      );
      const stranger = await server.inject({
        method: 'POST',
        url,
        headers: { 'x-otklik': '1' },
        payload: body,
      });
      expect(stranger.json().code, `${offer} by a stranger`).toBe('cases.foreign');
      await place(status);
    }
    const params = { token: linkToken };
    const link: [string, Route, object][] = [
      ['answer', sendExecutorAnswer, answer],
      ['refuse', refuseExecution, { groundId: 'refuse-owner', reason: 'Не наше', whose: 'Область' }],
    ];
    const page = await server.call(getExecutorPage, { params });
    for (const [offer, route, body] of link) {
      const url = route.path.replace(':token', linkToken);
      const reply = await server.inject({ method: 'POST', url, headers: { 'x-otklik': '1' }, payload: body });
      expect(reply.statusCode === 200, `${status} ${offer} ${reply.body.slice(0, 200)}`).toBe(
        page.can.includes(offer),
      );
      await place(status);
    }
  }, 60_000);
});

test('every move of the table has somebody’s way to be made', () => {
  const bySystem: MoveName[] = ['register', 'close-rejected', 'expire-question', 'wake'];
  const byResident: MoveName[] = ['appeal-rejection', 'confirm'];
  // Asked a month after: letters/ask-again.db.test.ts.
  const byAsked: MoveName[] = ['not-holding'];
  // With the notice of ст. 11, by the office: terms.db.test.ts.
  const byLetter: MoveName[] = ['leave-unanswered'];
  // With its mass problem: problems.db.test.ts.
  const byProblem: MoveName[] = ['leave-problem'];
  const others = [...bySystem, ...byResident, ...byAsked, ...byLetter, ...byProblem, 'undo', 'undo-approval'];
  const made = new Set<string>([...commands.flatMap(({ moves }) => moves), ...others]);
  expect(Object.keys(caseWorkflow.moves).filter((move) => !made.has(move))).toEqual([]);
});
