import { afterAll, beforeAll, expect, it } from 'vitest';
import * as counted from '../../../shared/contract/group/counted.ts';
import { readChangedYear } from '../../../shared/contract/group/counted-open.ts';
import { actBody, countIn, makeGround, putDiscussion } from '../../../tests/support/group/counted-desk.ts';
import { exposeCase, submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** «Что изменилось благодаря жителям»: counted from the links, nothing told that is not open elsewhere. */

let server: TestServer;
let chair: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T06:00:00Z');
  chair = await signInAs(server, 'chair');
});
afterAll(() => server.close());

let minutes = 0;
/** Everybody is told the same for a minute: each reading of a test is one after that. */
function read(year = '2026') {
  minutes += 2;
  server.setNow(new Date(Date.parse('2026-11-24T06:00:00Z') + minutes * 60_000).toISOString());
  return server.call(readChangedYear, { params: { year } });
}
const show = async (ground: counted.GroundCard, words: string, isShown = true) =>
  server.call(
    counted.changeGround,
    { params: { id: ground.id }, body: { version: ground.version, words, isShown } },
    chair,
  );

async function putCases(count: number): Promise<string[]> {
  const numbers: string[] = [];
  for (let at = 0; at < count; at += 1)
    numbers.push((await submitCase(server, { phone: `+7912000${String(1000 + at)}` })).number);
  await server.app.pool.query(
    `UPDATE cases.case_file SET block = 'roads', fact_id = 'roads.pavement.pothole', street_id = NULL, district_id = NULL
     WHERE number = ANY($1)`,
    [numbers],
  );
  return numbers;
}

it('an empty year says so; a year there is not is refused', async () => {
  expect(await read()).toMatchObject({
    decisions: 0,
    done: 0,
    messages: null,
    proposals: null,
    lines: [],
    years: [],
  });
  expect((await server.fail(readChangedYear, { params: { year: '1999' } })).status).toBe(400);
});

it('tells decisions that took anything in, few people as few, and in words only what was let out', async () => {
  const numbers = await putCases(11);
  const many = await makeGround(server, chair);
  for (const target of numbers) await countIn(server, chair, many.id, { kind: 'case', target });
  const few = await makeGround(server, chair, actBody({ number: '13' }));
  for (const target of numbers.slice(0, 4)) await countIn(server, chair, few.id, { kind: 'case', target });
  const silent = await makeGround(server, chair, actBody({ number: '14' }));
  await countIn(server, chair, silent.id, { kind: 'case', target: numbers[0]! });
  await makeGround(server, chair, actBody({ number: '15' }));
  const old = await makeGround(server, chair, actBody({ number: '16', on: '2025-03-01' }));
  await countIn(server, chair, old.id, { kind: 'case', target: numbers[0]! });
  expect((await read()).lines).toEqual([]);
  await show(many, 'Дорогу отремонтировали по письмам жителей');
  await show(few, 'Поставили знак у школы');
  const asked = { version: silent.version, words: 'Кратко', isShown: true };
  expect(
    (await server.fail(counted.changeGround, { params: { id: silent.id }, body: asked }, chair)).fields,
  ).toHaveProperty('words');

  const year = await read();
  // The same people counted by three decisions are told once, to tens.
  expect(year).toMatchObject({
    decisions: 3,
    done: 0,
    messages: 10,
    polls: 0,
    smallest: 5,
    years: [2026, 2025],
  });
  expect(year.kinds).toEqual([{ kind: 'act', decisions: 3 }]);
  expect(year.months.map((one) => one.decisions)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0]);
  const told = new Map(year.lines.map((line) => [line.id, line]));
  expect(told.get(many.id)).toMatchObject({
    messages: 11,
    words: 'Дорогу отремонтировали по письмам жителей',
  });
  expect(told.get(few.id)).toMatchObject({ messages: null });
  expect(told.has(silent.id)).toBe(false);
});

it('gives as examples only what is open to everybody', async () => {
  const [hidden, open] = await putCases(2);
  await exposeCase(server, open!);
  const ground = await makeGround(server, chair, actBody({ number: '20' }));
  for (const target of [hidden!, open!]) await countIn(server, chair, ground.id, { kind: 'case', target });
  const discussion = await putDiscussion(server);
  const card = await countIn(server, chair, ground.id, {
    kind: 'remark',
    target: discussion.taken,
    despite: 'Об этой же дороге',
  });
  await show(card, 'Дорожку расширили и осветили');
  const line = (await read()).lines.find(({ id }) => id === ground.id);
  expect(line?.examples.map(({ href }) => href).toSorted()).toEqual([
    `/consultations/${discussion.id}`,
    `/m/${open}`,
  ]);
});

it('a link that was undone counts no more', async () => {
  const [number] = await putCases(1);
  const ground = await makeGround(server, chair, actBody({ number: '21', on: '2024-05-05' }));
  const card = await countIn(server, chair, ground.id, { kind: 'case', target: number! });
  expect((await read('2024')).decisions).toBe(1);
  const params = { id: card.rows[0]!.id };
  await server.call(counted.undoLink, { params, body: { reason: 'Связали не с тем' } }, chair);
  expect(await read('2024')).toMatchObject({ decisions: 0, years: [2026, 2025] });
});

it('goes out as a table of the same conditions, and the journal knows', async () => {
  const reply = await server.inject({
    method: 'GET',
    url: '/api/counted/export?format=csv&year=2025',
    headers: { cookie: chair },
  });
  expect(reply.statusCode).toBe(200);
  expect(reply.body).toContain('№ 16');
  expect(reply.body).not.toContain('№ 14');
});
