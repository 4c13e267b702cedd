import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playReplyCuts } from '../../support/networks/reply-cuts.ts';
import { startTestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** Within this process: set by `5-replies.ts`. */
const { PLAYED = '', PLAYED_SEED = '1', PLAYED_CUTS = '10' } = process.env;

test('replies cut at every point', { timeout: 5_400_000 }, async () => {
  const server = await startTestServer({ OTKLIK_POOL: '10' });
  const report = await playReplyCuts(server, await signInAs(server, 'admin'), {
    seed: Number(PLAYED_SEED),
    times: Number(PLAYED_CUTS),
    talks: 20,
    tell: console.log,
  });
  await server.close();
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(report));
  console.log(JSON.stringify(report, null, 1));
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [], toldTwice: 0, untold: 0 });
});
