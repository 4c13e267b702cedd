import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Status, statuses } from '../../../../shared/contract/messages/cases.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findRole } from '../../../base/identity/index.ts';
import { roles } from '../../../base/identity/people/roles.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Actor, Ctx } from '../../../lib/module/context.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { lockCase, moveCase } from '../card/move.ts';
import { caseWorkflow, type MoveName } from './workflow.ts';

let server: TestServer;
let caseId: string;
let number: string;

const roleIds = roles.map(({ id }) => id);
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
  ...roleIds.map((role): [string, Actor] => [role, staffActor(role)]),
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

  test('terminal states lead out only by un-merging, by the approver’s reopening and by a result that did not hold', () => {
    const terminal = statuses.filter((status) => caseWorkflow.states[status].isTerminal);
    const out = moves.filter((move) =>
      caseWorkflow.moves[move].from.some((status) => terminal.includes(status)),
    );
    expect(out.sort()).toEqual(['not-holding', 'reopen-closed', 'undo', 'unmerge']);
    expect(caseWorkflow.moves.undo.from.filter((status) => terminal.includes(status))).toEqual(['merged']);
  });
});
