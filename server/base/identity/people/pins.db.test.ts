import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSession, savePins } from '../../../../shared/contract/base/identity.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { openCookie, signInAs, signInResident, signInStaff } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const pinsOf = async (cookie?: string) => (await server.call(readSession, {}, cookie)).pins;

it('keeps what a person of staff chose, in its order, on every device of theirs and for nobody else', async () => {
  const { cookie, personId } = await signInStaff(server, 'observer', { slug: 'pinner' });
  const other = await signInAs(server, 'observer', { slug: 'neighbour' });
  expect(await pinsOf(cookie)).toBeNull();
  await server.call(savePins, { body: { pins: ['/staff/zones', '/head', '/staff/heatmap/pivot'] } }, cookie);
  expect(await pinsOf(await openCookie(server, personId))).toEqual([
    '/staff/zones',
    '/head',
    '/staff/heatmap/pivot',
  ]);
  expect(await pinsOf(other)).toBeNull();
  // None is a choice too; null takes the choice back.
  await server.call(savePins, { body: { pins: [] } }, cookie);
  expect(await pinsOf(cookie)).toEqual([]);
  await server.call(savePins, { body: { pins: null } }, cookie);
  expect(await pinsOf(cookie)).toBeNull();
});

it('refuses a sixth, one twice, and what is no address of a screen', async () => {
  const { cookie } = await signInStaff(server, 'observer', { slug: 'refused' });
  const five = ['/head', '/staff/a', '/staff/b', '/staff/c', '/staff/d'];
  await server.call(savePins, { body: { pins: five } }, cookie);
  for (const pins of [
    [...five, '/staff/e'],
    ['/head', '/head'],
    ['https://example.org'],
    ['/staff?x=1'],
    ['/me'],
    ['/staffer'],
  ]) {
    expect((await server.fail(savePins, { body: { pins } }, cookie)).status, pins.join()).toBe(400);
  }
  expect(await pinsOf(cookie)).toEqual(five);
});

it('is for staff alone', async () => {
  const resident = await signInResident(server);
  expect((await server.fail(savePins, { body: { pins: ['/head'] } }, resident)).status).toBe(403);
  expect((await server.fail(savePins, { body: { pins: ['/head'] } })).status).toBe(401);
  expect(await pinsOf(resident)).toBeNull();
  expect(await pinsOf()).toBeNull();
});
