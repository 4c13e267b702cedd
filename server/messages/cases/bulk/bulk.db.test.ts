import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { bulkChange, undoDecision } from '../../../../shared/contract/messages/cases-triage.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
let unitId: string;
const pothole = 'roads.pavement.pothole';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  unitId = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind);
});
afterAll(() => server.close());

async function freshCards(count: number): Promise<CaseCard[]> {
  const cards: CaseCard[] = [];
  for (let index = 0; index < count; index++)
    cards.push(await readCard(server, (await submitCase(server)).number, operator));
  return cards;
}

type Action = RouteInput<typeof bulkChange>['body']['action'];
const bodyOf = (cards: { id: string; version: number }[], action: Action, preview = false) => ({
  body: { cases: cards.map(({ id, version }) => ({ id, version })), action, preview },
});
const change = (cards: { id: string; version: number }[], action: Action, preview = false) =>
  server.call(bulkChange, bodyOf(cards, action, preview), operator);
const reread = (cards: CaseCard[]) =>
  Promise.all(cards.map(({ number }) => readCard(server, number, operator)));

test('a preview tells what would happen and changes nothing', async () => {
  const cards = await freshCards(2);
  expect(await change(cards, { kind: 'assign', unitId }, true)).toEqual({
    applied: 2,
    refused: [],
    undoToken: null,
  });
  expect((await reread(cards)).map(({ version, status }) => [version, status])).toEqual([
    [1, 'moderation'],
    [1, 'moderation'],
  ]);
});

test('each case gets its own journal record; the refused ones are named with the reason', async () => {
  const cards = await freshCards(3);
  const stale = { ...cards[1]!, version: 7 };
  const ghost = { id: randomUUID(), version: 1 };
  const done = await change([cards[0]!, stale, cards[2]!, ghost], { kind: 'assign', unitId });
  expect(done.applied).toBe(2);
  expect(done.refused).toHaveLength(2);
  expect(done.refused.find(({ id }) => id === ghost.id)?.reason).toMatch(/нет или его ведут другие/);
  const statuses = (await reread(cards)).map(({ status }) => status);
  expect(statuses).toEqual(['assigned', 'moderation', 'assigned']);
  const journal = await server.app.services.database
    .selectFrom('audit.record')
    .select('object_id')
    .where('action', '=', 'cases.triage')
    .where(
      'object_id',
      'in',
      cards.map(({ id }) => id),
    )
    .execute();
  expect(journal.map(({ object_id }) => object_id).sort()).toEqual([cards[0]!.id, cards[2]!.id].sort());
});

describe('undo of many', () => {
  const undo = (undoToken: string) => server.call(undoDecision, { body: { undoToken } }, operator);

  test.each<[string, Action]>([
    [
      'assign',
      {
        kind: 'assign',
        get unitId() {
          return unitId;
        },
      },
    ],
    ['reject', { kind: 'reject', ground: 'spam' }],
    ['topic', { kind: 'topic', factId: 'waste.general.other' }],
    ['importance', { kind: 'importance', importance: 'high' }],
  ])('%s is taken back in every case', async (_, action) => {
    const cards = await freshCards(2);
    const { undoToken } = await change(cards, { ...action });
    const changed = await reread(cards);
    expect(changed.every((card, index) => card.version > cards[index]!.version)).toBe(true);
    expect(await undo(undoToken!)).toMatchObject({ undone: 2, kept: 0 });
    for (const [index, card] of (await reread(cards)).entries()) {
      const { status, factId, block, importance, executorUnitId, deadline } = cards[index]!;
      expect(card).toMatchObject({ status, factId, block, importance, executorUnitId, deadline });
    }
  });

  test('leaves alone what was touched since', async () => {
    const cards = await freshCards(2);
    const { undoToken } = await change(cards, { kind: 'importance', importance: 'high' });
    const [first] = await reread(cards);
    await change([first!], { kind: 'topic', factId: pothole });
    expect(await undo(undoToken!)).toMatchObject({ undone: 1, kept: 1 });
    expect((await reread(cards)).map(({ importance }) => importance)).toEqual(['high', 'normal']);
  });
});

test('what is wrong with the action itself is refused at once', async () => {
  const cards = await freshCards(1);
  const fail = (action: Action) => server.fail(bulkChange, bodyOf(cards, action), operator);
  expect((await fail({ kind: 'reject', ground: 'because' })).code).toBe('lib.bad-input');
  expect((await fail({ kind: 'topic', factId: 'no.such.fact' })).code).toBe('taxonomy.unknown-fact');
  expect((await fail({ kind: 'assign', unitId: randomUUID() })).code).toBe('lib.bad-input');
});

test('a role without the right is stopped', async () => {
  const cards = await freshCards(1);
  const approver = await signInAs(server, 'approver');
  const problem = await server.fail(
    bulkChange,
    bodyOf(cards, { kind: 'importance', importance: 'high' }),
    approver,
  );
  expect(problem.code).toBe('lib.forbidden');
});
