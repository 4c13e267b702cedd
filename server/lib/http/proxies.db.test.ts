import { afterEach, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** What comes of requests of one neighbour that claims another address each time. */
async function claim(peer: string, proxies: string): Promise<number[]> {
  server = await startTestServer({ OTKLIK_REQUESTS_PER_MINUTE: '4', OTKLIK_TRUSTED_PROXIES: proxies });
  const said: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    const reply = await server.inject({
      method: 'GET',
      url: '/api/city',
      remoteAddress: peer,
      headers: { 'x-forwarded-for': `203.0.113.${round}` },
    });
    said.push(reply.statusCode);
  }
  return said;
}

const limited = [200, 200, 200, 200, 429, 429, 429, 429];

test.each([
  ['a neighbour of the private network is nobody’s proxy', '10.0.0.7', '', limited],
  ['nor is a stranger', '198.51.100.7', '10.0.0.0/8', limited],
  ['a proxy that is named tells whose requests they are', '10.0.0.7', '10.0.0.0/8', Array(8).fill(200)],
  ['so does one on this machine', '127.0.0.1', '', Array(8).fill(200)],
])('%s', async (_, peer, proxies, expected) => {
  expect(await claim(peer, proxies)).toEqual(expected);
});
