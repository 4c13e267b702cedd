import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { runMutation } from './unit-of-work.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const caller = { actor: { kind: 'system', name: 'test' }, requestId: 'r', ip: '' } as never;

test('of two that wait for each other one is begun again, and both are done', async () => {
  const { services } = server.app;
  let begun = 0;
  let release: () => void = () => {};
  const both = new Promise<void>((resolve) => {
    release = resolve;
  });
  const take = (first: number, second: number) =>
    runMutation(services, caller, async (ctx) => {
      await sql`SELECT pg_advisory_xact_lock(${first}::bigint)`.execute(ctx.db);
      begun += 1;
      // The first turns meet with a lock each; a later one finds the other gone.
      if (begun === 2) release();
      await both;
      await sql`SELECT pg_advisory_xact_lock(${second}::bigint)`.execute(ctx.db);
      return second;
    });
  expect(await Promise.all([take(9_001, 9_002), take(9_002, 9_001)])).toEqual([9_002, 9_001]);
  expect(begun).toBe(3);
});

test.each(['40001', '40P01'])('one that loses every race (%s) is told after three turns', async (code) => {
  let turns = 0;
  const lost = runMutation(server.app.services, caller, async () => {
    turns += 1;
    throw Object.assign(new Error('lost'), { code });
  });
  await expect(lost).rejects.toMatchObject({ code });
  expect(turns).toBe(3);
});

test('any other failure is told at once', async () => {
  let turns = 0;
  const failed = runMutation(server.app.services, caller, async () => {
    turns += 1;
    throw Object.assign(new Error('unique'), { code: '23505' });
  });
  await expect(failed).rejects.toMatchObject({ code: '23505' });
  expect(turns).toBe(1);
});
