import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { mergeCase, undoDecision, unmergeCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { acceptCase, asSystem, freshCase, makeUnit, readCard } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { openCookie, signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { grantRole } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;

const pothole = 'roads.pavement.pothole';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind);
});
afterAll(() => server.close());

const body = (card: { version: number }, more: object = {}) => ({ version: card.version, ...more });

describe('merging', () => {
  const merge = (card: CaseCard, into: CaseCard) =>
    server.call(mergeCase, { params: { id: card.id }, body: { ...body(card), into: into.id } }, operator);

  test('counts the people into the case that stays; un-merging restores both', async () => {
    const { card: original } = await freshCase(server, operator);
    const assigned = await acceptCase(server, original, operator);
    const { card } = await freshCase(server, operator, { phone: '+79120000018' });
    const { row } = await merge(card, assigned);
    expect(row.status).toBe('merged');
    const target = await readCard(server, original.number, operator);
    expect(target.joinedCount).toBe(1);
    const merged = await readCard(server, card.number, operator);
    expect(merged.mergedInto?.number).toBe(original.number);
    expect(merged.can).toContain('unmerge');
    const { row: back } = await server.call(
      unmergeCase,
      { params: { id: card.id }, body: body(merged) },
      operator,
    );
    expect(back).toMatchObject({ status: 'moderation', deadline: { state: 'quiet' } });
    expect((await readCard(server, original.number, operator)).joinedCount).toBe(0);
  });

  test('undo gives the people back too', async () => {
    const { card: original } = await freshCase(server, operator);
    const { card } = await freshCase(server, operator);
    const { undoToken } = await merge(card, original);
    await server.call(undoDecision, { body: { undoToken: undoToken! } }, operator);
    expect((await readCard(server, original.number, operator)).joinedCount).toBe(0);
    expect((await readCard(server, card.number, operator)).status).toBe('moderation');
  });

  test('into itself, into a merged one, or into what does not exist is refused', async () => {
    const { card: first } = await freshCase(server, operator);
    const { card: second } = await freshCase(server, operator);
    const { card: third } = await freshCase(server, operator);
    const fail = (card: CaseCard, into: string) =>
      server.fail(mergeCase, { params: { id: card.id }, body: { ...body(card), into } }, operator);
    expect((await fail(first, first.id)).code).toBe('lib.bad-input');
    expect((await fail(first, randomUUID())).code).toBe('cases.not-found');
    await merge(first, second);
    expect((await fail(third, first.id)).code).toBe('lib.conflict');
    expect((await fail(second, first.id)).code).toBe('lib.conflict');
  });

  test('into what the operator only reads is refused: the target changes too', async () => {
    const { card: target } = await freshCase(server, operator, { factId: pothole });
    const { card: waste } = await freshCase(server, operator, { factId: 'waste.general.other' });
    const person = await signInStaff(server, 'operator', { slug: 'waste-only', blocks: ['waste'] });
    await asSystem(server, (ctx) => grantRole(ctx, person.personId, { role: 'observer' }));
    const call = { params: { id: waste.id }, body: { ...body(waste), into: target.id } };
    const { code } = await server.fail(mergeCase, call, await openCookie(server, person.personId));
    expect(code).toBe('lib.forbidden');
    expect((await readCard(server, target.number, operator)).joinedCount).toBe(0);
  });

  test('two opposite merges at once do not hang: one wins', async () => {
    const { card: first } = await freshCase(server, operator);
    const { card: second } = await freshCase(server, operator);
    const send = (card: CaseCard, into: CaseCard) =>
      server.inject({
        method: 'POST',
        url: `/api/cases/${card.id}/merge`,
        headers: { 'x-otklik': '1', cookie: operator },
        payload: { version: card.version, into: into.id },
      });
    const replies = await Promise.all([send(first, second), send(second, first)]);
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  });
});
