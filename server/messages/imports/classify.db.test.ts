import { afterAll, beforeAll, expect, test } from 'vitest';
import { classifyFile, classifyTexts } from '../../../shared/contract/messages/imports.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer();
  operator = await signInAs(server, 'operator');
});
afterAll(() => server?.close());

const send = (content: string | Buffer, name: string, cookie = operator) => {
  const { payload, headers } = toMultipart(Buffer.from(content), { filename: name, type: 'text/csv' });
  return server.inject({
    method: classifyFile.method,
    url: classifyFile.path,
    payload,
    headers: { ...headers, cookie, 'x-otklik': '1' },
  });
};

test('texts are answered with block, category, topic, confidence and words; nothing is kept', async () => {
  const body = { texts: ['Глубокая яма на дороге у школы', '😀'] };
  const { rows } = await server.call(classifyTexts, { body }, operator);
  expect(rows[0]).toMatchObject({ block: 'roads', factId: 'roads.pavement.pothole', blockTitle: 'Дороги' });
  expect(rows[0]!.words).toContain('яма');
  expect(rows[1]).toMatchObject({ factId: null, factTitle: '', confidence: 0, isSure: false });
  expect((await server.fail(classifyTexts, { body })).status).toBe(401);
});

test('a table comes back with topics beside its rows; one without texts is refused with what to do', async () => {
  const reply = await send('Номер;Текст\r\n1;"Не вывозят мусор, контейнеры полные"\r\n2;=1+1', 'реестр.csv');
  expect(reply.statusCode).toBe(200);
  const [head, first, second] = reply.body.replace('\ufeff', '').split('\r\n');
  expect(head).toContain('"Номер";"Текст";"Блок";"Категория";"Тема"');
  expect(first).toContain('"ТКО"');
  expect(first).toContain('waste.collection');
  expect(second).toContain(`"'=1+1"`);
  const refused = await send('Номер;Сумма\r\n1;2', 'деньги.csv');
  expect(refused.statusCode).toBeGreaterThanOrEqual(400);
  expect(refused.json().detail).toContain('столбца с текстом');
});
