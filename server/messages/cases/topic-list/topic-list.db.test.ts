import { afterAll, beforeAll, expect, test } from 'vitest';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import { listRoutingRules } from '../../../../shared/contract/messages/routing.ts';
import type { importTopicExecutors } from '../../../../shared/contract/messages/topic-list.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { toMultipart } from '../../../../tests/support/pictures.ts';
import { makeUnit } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await signInAs(server, 'admin');
  await makeUnit(server, 'Городской фонарь', '');
});
afterAll(() => server.close());

async function send(text: string, query = '') {
  const { payload, headers } = toMultipart(Buffer.from(text), { filename: 'темы.csv', type: 'text/csv' });
  const reply = await server.inject({
    method: 'POST',
    url: `/api/routing/import${query}`,
    payload,
    headers: { ...headers, cookie: admin },
  });
  return { status: reply.statusCode, body: reply.json<RouteReply<typeof importTopicExecutors>>() };
}
const rules = async () => (await server.call(listRoutingRules, {}, admin)).rules;
const units = async () =>
  (await server.call(listUnits, {}, admin)).units.map(({ title, kind }) => [title, kind]);

/** Every topic of the rubricator, to one service; a few lines that cannot be. */
const listAll = () =>
  [
    'Код темы;Тема;Подразделение;Почта;Вне администрации',
    ...currentTaxonomy().facts.map(({ id, title }) =>
      id === 'roads.pavement.pothole'
        ? `${id};;Городской фонарь;;`
        : `${id};${title};Служба всего;all@example.ru;да`,
    ),
    ';Нет такой темы;Служба всего;;',
    'roads.pavement.pothole;;Служба всего;;',
    ';Пустая строка;;;',
  ].join('\n');

test('a list is looked at first: what would be made, every fault of the rest; nothing is written', async () => {
  const { status, body } = await send(listAll());
  const { length } = currentTaxonomy().facts;
  expect(status).toBe(200);
  expect(body).toMatchObject({ isWritten: false, topics: length, left: 0, refusedCount: 2 });
  expect(body.units).toHaveLength(1);
  expect(body.refused.map(({ faults }) => faults[0])).toEqual([
    'нет темы «Нет такой темы» в рубрикаторе',
    expect.stringMatching(/^та же тема в строке \d+$/u),
  ]);
  expect(await rules()).toEqual([]);
  expect(await units()).toEqual([['Городской фонарь', '']]);
});

test('written, units are made and topics go to theirs; written again, nothing changes', async () => {
  const { body } = await send(listAll(), '?write=yes');
  expect(body.isWritten).toBe(true);
  expect((await units()).find(([title]) => title === 'Служба всего')?.[1]).not.toBe('');
  const made = await rules();
  expect(made).toHaveLength(body.routes);
  expect(made.find(({ factId }) => factId === 'roads.pavement.pothole')).toMatchObject({
    unit: 'Городской фонарь',
    isOn: true,
  });
  const again = await send(listAll(), '?write=yes');
  expect(again.body).toMatchObject({ routes: 0, units: [], same: currentTaxonomy().facts.length });
  // Given to another, a topic has one route of a list, the new one.
  await send('Код темы;Тема;Подразделение\nroads.pavement.pothole;;Служба всего\n', '?write=yes');
  const pothole = (await rules()).filter(({ factId }) => factId === 'roads.pavement.pothole');
  expect(pothole.map(({ unit }) => unit)).toEqual(['Служба всего']);
});

test('the list is downloaded with every topic and who takes it, and may be brought back as it is', async () => {
  const reply = await server.inject({
    method: 'GET',
    url: '/api/routing/export?format=csv',
    headers: { cookie: admin },
  });
  const text = reply.body;
  expect(text.split('\n')[0]).toContain('Код темы');
  expect(text).toMatch(/roads\.pavement\.pothole.*Служба всего/u);
  expect((await send(text)).body).toMatchObject({
    same: currentTaxonomy().facts.length,
    routes: 0,
    refusedCount: 0,
  });
});
