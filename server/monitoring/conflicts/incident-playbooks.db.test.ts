import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPractice, getPractice } from '../../../shared/contract/group/practices.ts';
import * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import { dismissIncident, restoreIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import {
  markOnIncident,
  readAround,
  startOnIncident,
} from '../../../shared/contract/monitoring/incident-playbooks.ts';
import { type ConflictDesk, openConflictDesk } from '../../../tests/support/networks/conflict-desk.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { sweepClocks } from '../../base/clocks/index.ts';

let desk: ConflictDesk;

beforeAll(async () => {
  desk = await openConflictDesk();
});
afterAll(() => desk.server.close());

test('a playbook runs on an incident while that is open', async () => {
  const { call, fail } = desk.server;
  desk.server.setNow('2026-11-24T09:00:00Z');
  const incident = await desk.comment({ text: 'Лифт стоит', threadId: 'lift', parentId: 'lift' });
  const params = { id: incident.id };
  const start = (playbook: string) => ({ params, body: { playbook } });
  const { playbooks } = await call(readAround, { params }, desk.operator);
  expect(playbooks.map(({ id }) => id)).toContain('pack:late');
  const started = await call(startOnIncident, start('pack:late'), desk.operator);
  const [run] = started.runs;
  expect(run).toMatchObject({ playbook: 'pack:late', practiceId: null });
  expect(run?.tasks.map(({ dueAt, isVoid }) => ({ dueAt, isVoid }))).toEqual([
    { dueAt: '2026-11-24T11:00:00.000Z', isVoid: false },
    { dueAt: '2026-11-24T17:00:00.000Z', isVoid: false },
  ]);
  expect((await fail(startOnIncident, start('pack:late'), desk.operator)).detail).toMatch(/уже идёт/u);
  expect((await fail(startOnIncident, start('pack:nothing'), desk.operator)).code).toBe('lib.bad-input');
  const mark = (serial: number, isDone: boolean, runId = run!.id) => ({
    params,
    body: { runId, serial, isDone },
  });
  const marked = await call(markOnIncident, mark(1, true), desk.operator);
  expect(marked.runs[0]?.tasks[0]).toMatchObject({ doneAt: '2026-11-24T09:00:00.000Z', isLate: false });
  expect((await fail(markOnIncident, mark(1, true), desk.operator)).code).toBe('lib.conflict');
  // A step of a conflict is no step of an incident.
  const byItself = await call(
    contract.openConflict,
    { body: { title: 'Грубый ответ', risk: 'low' } },
    desk.operator,
  );
  const played = await call(
    contract.startPlaybook,
    { params: { id: byItself.id }, body: { version: byItself.version, playbook: 'pack:late' } },
    desk.operator,
  );
  const foreign = played.runs[0]!;
  expect((await fail(markOnIncident, mark(1, true, foreign.id), desk.operator)).code).toBe('lib.conflict');
  const ofIncident = {
    params: { id: byItself.id },
    body: { version: played.version, runId: run!.id, serial: 2, isDone: true },
  };
  expect((await fail(contract.markTask, ofIncident, desk.operator)).code).toBe('lib.conflict');
  // Its clock is on the ladder, under the incident's own address.
  await asSystem(desk.server, sweepClocks);
  const clock = () =>
    desk.server.app.pool.query(
      'SELECT kind, due_at, stopped_at IS NULL AS runs FROM clocks.clock WHERE subject_id = $1',
      [run!.id],
    );
  expect((await clock()).rows).toEqual([
    { kind: 'conflict-task', due_at: new Date('2026-11-24T17:00:00Z'), runs: true },
  ]);
  const card = await desk.read(incident.id);
  expect(card.history.map(({ what }) => what)).toEqual(
    expect.arrayContaining(['Начат сценарий «Опоздавший ответ»', expect.stringMatching(/^Сделано: /u)]),
  );

  // Over: nothing of it is to be done any more, until it is open again.
  const dismissed = await call(
    dismissIncident,
    { params, body: { version: card.version, reason: 'no-question', note: '' } },
    desk.operator,
  );
  const over = await call(readAround, { params }, desk.operator);
  expect(over).toMatchObject({ playbooks: [], can: ['open'] });
  expect(over.runs[0]?.tasks.map(({ isVoid }) => isVoid)).toEqual([false, true]);
  expect((await fail(markOnIncident, mark(2, true), desk.operator)).code).toBe('lib.conflict');
  expect((await fail(startOnIncident, start('pack:anger'), desk.operator)).code).toBe('lib.conflict');
  await asSystem(desk.server, sweepClocks);
  expect((await clock()).rows).toMatchObject([{ runs: false }]);
  await call(restoreIncident, { params, body: { version: dismissed.version } }, desk.operator);
  expect((await call(readAround, { params }, desk.operator)).runs[0]?.tasks[1]?.isVoid).toBe(false);

  // Once it is of a conflict, playbooks start there; whoever does not see it has none of it.
  const body = {
    title: 'Лифт стоит',
    trigger: 'late' as const,
    risk: 'low' as const,
    incidentId: incident.id,
  };
  await call(contract.openConflict, { body }, desk.operator);
  expect((await fail(startOnIncident, start('pack:anger'), desk.operator)).detail).toMatch(/начинают там/u);
  const executor = await signInAs(desk.server, 'executor');
  expect(await call(readAround, { params }, executor)).toMatchObject({ runs: [], playbooks: [], can: [] });
});

test('a practice started on an incident stands on its card beside those of conflicts', async () => {
  const { call } = desk.server;
  const words = {
    title: 'Ответ про лифт за час',
    problem: 'О лифтах отвечали на третий день',
    action: 'Звонят в управляющую компанию сразу',
    result: 'Ответ за 1 час вместо 3 дней',
  };
  const { id: practiceId } = await call(
    addPractice,
    { body: { ...words, playbook: [{ text: 'Позвонить в компанию', days: 1 }] } },
    desk.chair,
  );
  const incident = await desk.comment({ text: 'Автобус не пришёл', threadId: 'bus', parentId: 'bus' });
  const params = { id: incident.id };
  const { runs } = await call(startOnIncident, { params, body: { playbook: practiceId } }, desk.operator);
  expect(runs).toMatchObject([{ practiceId, tasks: [{ dueAt: '2026-11-25T18:59:59.000Z' }] }]);
  const body = { runId: runs[0]!.id, serial: 1, isDone: true };
  await call(markOnIncident, { params, body }, desk.operator);
  const practice = await call(getPractice, { params: { id: practiceId } }, desk.chair);
  expect(practice).toMatchObject({
    adopted: 1,
    runs: [
      {
        conflictId: null,
        incidentId: incident.id,
        number: incident.number,
        steps: 1,
        done: 1,
        inTime: 1,
        outcome: null,
      },
    ],
  });
});
