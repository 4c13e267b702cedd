import { expect, test } from 'vitest';
import { playReplyCuts } from '../../../../tests/support/networks/reply-cuts.ts';
import { startTestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

test('a reply cut at every point of its exchange comes out once, and of each doubtful end a person hears once', {
  timeout: 120_000,
}, async () => {
  const server = await startTestServer();
  const report = await playReplyCuts(server, await signInAs(server, 'admin'), {
    seed: 2,
    times: 1,
    talks: 4,
  });
  await server.close();
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [], toldTwice: 0, untold: 0 });
  expect(report.longestSilence).toBeLessThanOrEqual(60_000);
  expect(report.settled).toBeGreaterThan(0);
});
