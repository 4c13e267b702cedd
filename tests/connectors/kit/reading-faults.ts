import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeFault } from '../../fakes/kit/fake-server.ts';

/** Reading: what each fault means, and that nothing else is thrown. */
export const readingFaults: readonly (readonly [string, FakeFault, string])[] = [
  ['429', { kind: 'status', status: 429, retryAfter: 7 }, 'later'],
  ['500', { kind: 'status', status: 500 }, 'later'],
  ['503', { kind: 'status', status: 503, retryAfter: 7 }, 'later'],
  ['a connection that is cut', { kind: 'cut' }, 'later'],
  ['half of the JSON', { kind: 'broken' }, 'form'],
  ['a page of HTML', { kind: 'html' }, 'form'],
  ['a huge reply', { kind: 'huge', bytes: 3_000_000 }, 'form'],
];

/** A server inside the private network that counts who comes. */
export async function startBait() {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end('{}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    close: () => new Promise<void>((done) => server.close(() => done())),
  };
}
