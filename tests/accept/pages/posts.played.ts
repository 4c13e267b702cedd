import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playPublishingSeries } from '../../support/networks/publishing-series.ts';
import { startTestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** Within this process: set by `2-posts.ts`. */
const { PLAYED = '', PLAYED_SEED = '1', PLAYED_POSTS = '1000' } = process.env;

test('posts under faults', { timeout: 5_400_000 }, async () => {
  const server = await startTestServer({ OTKLIK_POOL: '10' });
  const admin = await signInAs(server, 'admin');
  const report = await playPublishingSeries(server, admin, {
    seed: Number(PLAYED_SEED),
    posts: Number(PLAYED_POSTS),
  });
  await server.close();
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(report));
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [], silent: [] });
});
