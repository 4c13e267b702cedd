import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSession, setPassword, signInByPassword } from '../../../shared/contract/base/identity.ts';
import { listPeople, listUnits } from '../../../shared/contract/base/people.ts';
import type { importPeople } from '../../../shared/contract/base/people-import.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await signInAs(server, 'admin');
  await server.asOwner(
    `INSERT INTO identity.unit (id, title, short_title, kind, created_at, changed_at)
     VALUES (gen_random_uuid(), 'Управление дорог', 'Дороги', 'roads', now(), now())`,
  );
});
afterAll(() => server.close());

const LIST = `Фамилия;Имя;Отчество;Должность;Почта;Телефон;Роль;Подразделение
Пробная;Анна;Сергеевна;Специалист;anna@example.ru;;Оператор;
Пробный;Пётр;;Мастер;petr@example.ru;+7 3439 12-34-56;Исполнитель;Дороги
Лишний;Олег;;;oleg@example.ru;;Дворник;
`;

async function send(text: string, query: string, cookie = admin) {
  const { payload, headers } = toMultipart(Buffer.from(text), { filename: 'люди.csv', type: 'text/csv' });
  const reply = await server.inject({
    method: 'POST',
    url: `/api/people/import${query}`,
    payload,
    headers: { ...headers, cookie },
  });
  return { status: reply.statusCode, body: reply.json<RouteReply<typeof importPeople>>() };
}
const emails = async () =>
  (await server.call(listPeople, { query: { isActive: 'all' } }, admin)).people.map(({ email }) => email);

test('a list is looked at first: what would be made, and every fault of the rest; nothing is written', async () => {
  const before = await emails();
  const { status, body } = await send(LIST, '');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    isWritten: false,
    rows: 3,
    people: [
      { row: 2, name: 'Пробная Анна Сергеевна', roles: ['Оператор'], unit: '', link: null },
      { row: 3, name: 'Пробный Пётр', roles: ['Исполнитель'], unit: 'Управление дорог', link: null },
    ],
    refused: [{ row: 4, name: 'Лишний Олег' }],
  });
  expect(body.refused[0]?.faults[0]).toMatch(/^нет роли «Дворник»/u);
  expect(await emails()).toEqual(before);
});

test('written, each has an account, a role, a unit and a link good once; a faulty row holds up nobody', async () => {
  const { body } = await send(LIST, '?write=yes');
  expect(body.isWritten).toBe(true);
  expect(body.people.map(({ email }) => email)).toEqual(['anna@example.ru', 'petr@example.ru']);
  expect(await emails()).not.toContain('oleg@example.ru');
  const token = new URL(body.people[0]?.link ?? '', 'https://otklik.test').searchParams.get('token') ?? '';
  const password = 'длинный пароль 59';
  await server.call(setPassword, { body: { token, password } });
  await expect(server.call(setPassword, { body: { token, password } })).rejects.toThrow();
  const entered = await server.inject({
    method: 'POST',
    url: signInByPassword.path,
    headers: { 'x-otklik': '1' },
    payload: { email: 'anna@example.ru', password },
  });
  const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
  expect((await server.call(readSession, {}, cookie)).roles.map(({ id }) => id)).toEqual(['operator']);
  const letters = await server.asOwner(
    "SELECT recipient FROM outbox.letter WHERE purpose = 'new-password' ORDER BY recipient",
  );
  expect(letters.rows.map(({ recipient }) => recipient)).toEqual(['anna@example.ru', 'petr@example.ru']);
});

test('the same list again makes nobody: each address is taken', async () => {
  const { body } = await send(LIST, '?write=yes');
  expect(body.people).toEqual([]);
  expect(body.refused.slice(0, 2).map(({ faults }) => faults)).toEqual([
    ['эта почта уже есть у сотрудника'],
    ['эта почта уже есть у сотрудника'],
  ]);
  expect((await server.call(listUnits, {}, admin)).units.length).toBeGreaterThan(0);
});

test('what is no list, and who may not, are refused', async () => {
  expect((await send('Имя;Город\nАнна;Энск\n', '')).status).toBe(422);
  const operator = await signInAs(server, 'operator');
  expect((await send(LIST, '', operator)).status).toBe(403);
});
