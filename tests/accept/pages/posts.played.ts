import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playPublishingSeries } from '../../support/networks/publishing-series.ts';
import { makeWandering } from '../../support/networks/wander.ts';
import { startTestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** Within this process: set by `2-posts.ts` and `2-clocks.ts`. */
const { PLAYED = '', PLAYED_SEED = '1', PLAYED_POSTS = '1000', PLAYED_WANDER = '0' } = process.env;
/** Turns between two changes of the clock; none = it goes right. */
const WANDER = Number(PLAYED_WANDER);

test('posts under faults', { timeout: 5_400_000 }, async () => {
  const server = await startTestServer({ OTKLIK_POOL: '10' });
  const admin = await signInAs(server, 'admin');
  const report = await playPublishingSeries(server, admin, {
    seed: Number(PLAYED_SEED),
    posts: Number(PLAYED_POSTS),
    ...(WANDER > 0 && { disturb: makeWandering(WANDER) }),
  });
  await server.close();
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(report));
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [], ...(WANDER === 0 && { silent: [] }) });
});
