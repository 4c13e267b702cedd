import { afterAll, beforeAll, expect, test } from 'vitest';
import { playPublishingSeries } from '../../../../tests/support/networks/publishing-series.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

/** A few of what `npm run accept -- pages` plays by thousands. */

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('whatever fails at whatever moment, no post is lost, none is doubled, and why is seen within a minute', async () => {
  const report = await playPublishingSeries(server, await signInAs(server, 'admin'), { seed: 7, posts: 60 });
  expect(report).toMatchObject({ lost: [], doubled: [], wrong: [], silent: [] });
  expect(report.longestSilence).toBeLessThanOrEqual(60_000);
  expect(report.faultsOfPosts).toBeGreaterThan(5);
});
