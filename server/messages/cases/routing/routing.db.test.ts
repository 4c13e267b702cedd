import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  listRoutingRules,
  saveRoutingRule,
  switchRoutingRule,
  tryRoutingRule,
} from '../../../../shared/contract/messages/routing.ts';
import { type Crew, makeCrew, POTHOLE, sortMessage } from '../../../../tests/support/loop.ts';
import { makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;
let crew: Crew;
let admin: string;
let night: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
  admin = await signInAs(server, 'admin');
  night = await makeUnit(server, 'Дежурная служба', '');
});
afterAll(() => server.close());

const rule = (more: object = {}) => ({
  priority: 100,
  factId: POTHOLE,
  block: null,
  districtId: null,
  importance: null,
  weekdays: [],
  fromTime: '20:00',
  toTime: '07:00',
  unitId: night,
  personId: null,
  validFrom: '2026-11-01',
  validTo: null,
  note: 'ночью — дежурные',
  ...more,
});

test('a rule is tried on last month before it is switched on, and only then decides', async () => {
  // 18:00 UTC is 23:00 in the city.
  server.setNow('2026-11-20T18:00:00Z');
  const late = await submitCase(server);
  await sortMessage(server, crew, late.number);
  server.setNow('2026-11-21T07:00:00Z');
  const early = await submitCase(server);
  await sortMessage(server, crew, early.number);
  server.setNow('2026-11-24T09:00:00Z');
  const trial = await server.call(tryRoutingRule, { body: rule() }, admin);
  expect(trial).toMatchObject({ looked: 2, covered: 1, changed: 1, samples: [late.number] });
  expect(trial.moves).toEqual([{ from: 'Управление дорог', to: 'Дежурная служба', count: 1 }]);
  expect(trial.words).toContain('изменился бы у 1');
  const saved = await server.call(saveRoutingRule, { body: rule() }, admin);
  expect(saved.rule).toMatchObject({ isOn: false, unit: 'Дежурная служба', fromTime: '20:00' });
  server.setNow('2026-11-24T18:00:00Z');
  const before = await submitCase(server);
  expect((await sortMessage(server, crew, before.number)).executorUnit).toBe('Управление дорог');
  await server.call(switchRoutingRule, { params: { id: saved.rule.id }, body: { isOn: true } }, admin);
  const after = await submitCase(server);
  const card = await readCard(server, after.number, crew.operator);
  expect(card.executors[0]?.title).toBe('Дежурная служба');
  expect((await sortMessage(server, crew, after.number)).executorUnit).toBe('Дежурная служба');
  // Changed, a rule is off again until it is tried.
  await server.call(saveRoutingRule, { body: { ...rule({ priority: 5 }), id: saved.rule.id } }, admin);
  expect((await server.call(listRoutingRules, {}, admin)).rules[0]).toMatchObject({
    priority: 5,
    isOn: false,
  });
});

test('a person is named only in their own unit, and the case is theirs', async () => {
  const { personId } = await signInStaff(server, 'executor', { slug: 'night-duty', unitId: night });
  const foreign = await signInStaff(server, 'executor', { slug: 'nobody' });
  const wrong = await server.fail(saveRoutingRule, { body: rule({ personId: foreign.personId }) }, admin);
  expect(wrong.fields?.personId).toBeTruthy();
  const { rule: own } = await server.call(
    saveRoutingRule,
    { body: rule({ personId, fromTime: null, toTime: null }) },
    admin,
  );
  await server.call(switchRoutingRule, { params: { id: own.id }, body: { isOn: true } }, admin);
  const { number } = await submitCase(server);
  const card = await sortMessage(server, crew, number);
  expect(card.executorName).toBe('Пробный С.');
});

test('wrong rules are refused; others than the administrator do not see the table', async () => {
  const fault = async (more: object) =>
    (await server.fail(saveRoutingRule, { body: rule(more) }, admin)).fields;
  expect(await fault({ factId: 'no.such.fact' })).toHaveProperty('factId');
  expect(await fault({ toTime: null })).toHaveProperty('toTime');
  expect(await fault({ validTo: '2026-10-01' })).toHaveProperty('validTo');
  expect(await fault({ unitId: '018f0000-0000-7000-8000-000000000000' })).toHaveProperty('unitId');
  expect((await server.fail(listRoutingRules, {}, crew.operator)).code).toBe('lib.forbidden');
});
