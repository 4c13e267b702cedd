import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  addMeasure,
  changeMeasure,
  fillRoadmap,
  getRoadmap,
  listProgress,
  markProgress,
  removeMeasure,
} from '../../../shared/contract/group/roadmap.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let secretary: string;
let owner: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-27T05:00:00Z');
  secretary = (await signInStaff(server, 'secretary')).cookie;
  owner = await signInStaff(server, 'member', { slug: 'roadmap-owner' });
});
afterAll(() => server.close());

it('takes the measures of the decree once, dated from the first day, and tells what is overdue', async () => {
  expect((await server.call(getRoadmap, {}, secretary)).measures).toEqual([]);
  const filled = await server.call(fillRoadmap, { body: { startsOn: '2026-06-01' } }, secretary);
  expect(filled.missing).toBe(0);
  expect(filled.measures.length).toBeGreaterThanOrEqual(15);
  expect(filled.months[0]).toBe('2026-06');
  const again = await server.call(fillRoadmap, { body: { startsOn: '2026-06-01' } }, secretary);
  expect(again.measures).toHaveLength(filled.measures.length);
  const group = again.measures[0]!;
  expect([group.dueOn, group.state, group.lateDays]).toEqual(['2026-08-01', 'overdue', 118]);
  expect(again.withoutOwner).toBe(again.measures.length);
});

it('is marked by its owner or the secretary; done asks for evidence; what was told stays', async () => {
  const body = { section: 'Организация центра', title: 'Открыть приёмную центра', clause: '', result: '' };
  const days = { fromDay: '2026-11-01', dueOn: '2026-12-01', ownerId: owner.personId };
  const made = await server.call(addMeasure, { body: { ...body, ...days } }, secretary);
  const measure = made.measures.at(-1)!;
  const params = { id: measure.id };
  const stranger = await signInStaff(server, 'member', { slug: 'roadmap-stranger' });
  const tell = (readiness: number, version: number, evidence = '') => ({
    params,
    body: { version, readiness, note: 'Помещение найдено', evidence },
  });
  expect((await server.fail(markProgress, tell(50, 1), stranger.cookie)).code).toBe('lib.forbidden');
  const half = await server.call(markProgress, tell(50, 1), owner.cookie);
  expect(half.measures.at(-1)).toMatchObject({ readiness: 50, state: 'running', can: ['mark'] });
  const stale = await server.fail(markProgress, tell(60, 1), owner.cookie);
  expect(stale.code).toBe('lib.changed-meanwhile');
  const bare = await server.fail(markProgress, tell(100, 2), owner.cookie);
  expect(bare.fields).toHaveProperty('evidence');
  const whole = await server.call(markProgress, tell(100, 2, 'Акт № 3'), owner.cookie);
  expect(whole.measures.at(-1)).toMatchObject({ state: 'done', doneOn: '2026-11-27', evidence: 'Акт № 3' });
  const { progress } = await server.call(listProgress, { params }, secretary);
  expect(progress.map(({ readiness }) => readiness)).toEqual([100, 50]);
  const gone = await server.fail(removeMeasure, { params, query: { version: 3 } }, secretary);
  expect(gone.code).toBe('lib.conflict');
  const bad = { ...body, ...days, dueOn: '2026-10-01', version: 3 };
  expect((await server.fail(changeMeasure, { params, body: bad }, secretary)).fields).toHaveProperty('dueOn');
});
