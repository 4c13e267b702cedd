import { afterAll, beforeAll, expect, test } from 'vitest';
import type { importAddresses } from '../../../shared/contract/base/address-list.ts';
import {
  getGazetteer,
  listStreets,
  returnGazetteer,
  searchAddress,
} from '../../../shared/contract/base/territory.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { toMultipart } from '../../../tests/support/pictures.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

let server: TestServer;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  admin = await signInAs(server, 'admin');
});
afterAll(() => server.close());

async function send(text: string, query = '') {
  const { payload, headers } = toMultipart(Buffer.from(text), { filename: 'адреса.csv', type: 'text/csv' });
  const reply = await server.inject({
    method: 'POST',
    url: `/api/territory/addresses/import${query}`,
    payload,
    headers: { ...headers, cookie: admin },
  });
  return { status: reply.statusCode, body: reply.json<RouteReply<typeof importAddresses>>() };
}
const find = async (q: string) => (await server.call(searchAddress, { query: { q, limit: 3 } })).hits[0];

const LIST = `Улица;Дом;Широта;Долгота
ул. Вымышленно-Лесная;5;56,41;61,92
ул. Титова;14;;
ул. Титова;б/н;;
ул. Далёкая;1;20,5;61,9
`;

test('a list is looked at first, and changes nothing', async () => {
  const { status, body } = await send(LIST);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    isWritten: false,
    rows: 4,
    streets: 2,
    houses: 2,
    placed: 2,
    refusedCount: 2,
  });
  expect(body.former.houses).toBeGreaterThan(100);
  expect((await server.call(getGazetteer, {}, admin)).versions).toEqual([]);
});

test('written, it is what residents search; a house it gives no point keeps the one it had; and it can be taken back', async () => {
  const before = await find('Титова 14');
  const { body } = await send(LIST, '?write=yes');
  expect(body.isWritten).toBe(true);
  expect(await find('Вымышленно-Лесная 5')).toMatchObject({ lat: 56.41, lon: 61.92, precision: 'house' });
  expect(await find('Титова 14')).toMatchObject({ streetId: before?.streetId, lat: before?.lat });
  expect((await server.call(listStreets, { query: {} }, admin)).streets).toHaveLength(2);
  expect((await server.call(getGazetteer, {}, admin)).versions).toMatchObject([
    { source: 'list', houses: 2, isCurrent: true },
  ]);
  await server.call(returnGazetteer, {}, admin);
  expect((await server.call(listStreets, { query: {} }, admin)).streets.length).toBeGreaterThan(50);
});

test('nothing of a list where no row is sound', async () => {
  const { body } = await send('Улица;Дом\n;1\n', '?write=yes');
  expect(body).toMatchObject({ isWritten: false, streets: 0, refusedCount: 1 });
  expect((await server.call(listStreets, { query: {} }, admin)).streets.length).toBeGreaterThan(50);
});
