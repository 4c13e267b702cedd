import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { dueInstant, toInstant, toWall } from './moments.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('a local wall clock is a moment of the city, and back', () => {
  expect(toInstant('2026-11-24T09:15:30').toISOString()).toBe('2026-11-24T04:15:30.000Z');
  expect(toInstant('2026-11-24T04:15:30Z').toISOString()).toBe('2026-11-24T04:15:30.000Z');
  expect(toInstant('2026-11-24').toISOString()).toBe('2026-11-23T19:00:00.000Z');
  expect(toWall(new Date('2026-11-24T04:15:30Z'))).toBe('2026-11-24T09:15:30');
  expect(toWall(new Date('2026-11-23T19:00:00Z'))).toBe('2026-11-24T00:00:00');
});

test('a term of a day alone ends with the day', () => {
  expect(dueInstant('2026-11-24T00:00:00').toISOString()).toBe('2026-11-24T18:59:59.000Z');
  expect(dueInstant('2026-11-24T18:00:00').toISOString()).toBe('2026-11-24T13:00:00.000Z');
});
