import { afterAll, beforeAll, expect, test } from 'vitest';
import * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import { mergeIncident, restoreIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import { readAround, startOnIncident } from '../../../shared/contract/monitoring/incident-playbooks.ts';
import { type ConflictDesk, openConflictDesk } from '../../../tests/support/networks/conflict-desk.ts';

let desk: ConflictDesk;

beforeAll(async () => {
  desk = await openConflictDesk();
  desk.server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => desk.server.close());

let talks = 0;
const comment = () => {
  talks += 1;
  return desk.comment({ text: 'Непонятно', threadId: `talk-${talks}`, parentId: `talk-${talks}` });
};
const around = (id: string) => desk.server.call(readAround, { params: { id } }, desk.operator);
const openOn = (incidentId: string) => ({
  body: { title: 'Грубый ответ', risk: 'low' as const, incidentId },
});

/** Why those of several attempts that failed were refused. */
const refusals = async (attempts: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(attempts)).flatMap((one) =>
    one.status === 'rejected' ? [String(one.reason)] : [],
  );

test('a conflict is of whatever its incident was merged into, and of it again once that is taken back', async () => {
  const { call, fail } = desk.server;
  const [first, second, last] = [await comment(), await comment(), await comment()];
  const opened = await call(contract.openConflict, openOn(first.id), desk.operator);
  const named = [{ id: opened.id, number: opened.number, title: opened.title, isClosed: false }];
  const merge = async (id: string, intoId: string) => {
    const { version } = await desk.read(id);
    await call(mergeIncident, { params: { id }, body: { version, intoId } }, desk.operator);
  };
  await merge(first.id, second.id);
  expect((await around(second.id)).conflicts).toEqual(named);
  expect((await around(last.id)).conflicts).toEqual([]);
  await merge(second.id, last.id);
  const { conflicts, can } = await around(last.id);
  expect({ conflicts, can }).toEqual({ conflicts: named, can: ['mark'] });
  const again = await fail(contract.openConflict, openOn(last.id), desk.chair);
  expect(again).toMatchObject({ code: 'lib.conflict', detail: expect.stringContaining(opened.number) });
  const playbook = { params: { id: last.id }, body: { playbook: 'pack:anger' } };
  expect((await fail(startOnIncident, playbook, desk.operator)).detail).toMatch(/начинают там/u);
  // Its own words are among the evidence still, beside those of what took it in.
  const { evidence } = await desk.readConflict(opened.id);
  const posts = (await desk.read(last.id)).talk.filter(({ isMember }) => isMember).map(({ id }) => id);
  expect(evidence.map(({ id }) => id).toSorted()).toEqual(posts.toSorted());
  expect(posts).toHaveLength(3);

  const { version } = await desk.read(second.id);
  await call(restoreIncident, { params: { id: second.id }, body: { version } }, desk.operator);
  expect((await around(last.id)).conflicts).toEqual([]);
  expect((await around(second.id)).conflicts).toEqual(named);
});

test('of two who open a conflict on one incident at once, one does', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await comment();
    const open = (cookie: string) => desk.server.call(contract.openConflict, openOn(id), cookie);
    expect(await refusals([open(desk.operator), open(desk.chair)])).toEqual([
      expect.stringMatching(/уже в конфликте/u),
    ]);
    expect((await around(id)).conflicts).toHaveLength(1);
  }
});

test('of two who start one playbook on it at once, one does', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await comment();
    const body = { playbook: 'pack:anger' };
    const start = (cookie: string) => desk.server.call(startOnIncident, { params: { id }, body }, cookie);
    expect(await refusals([start(desk.operator), start(desk.chair)])).toEqual([
      expect.stringMatching(/уже идёт/u),
    ]);
    expect((await around(id)).runs).toHaveLength(1);
  }
});
