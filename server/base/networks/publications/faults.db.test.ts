import { afterEach, beforeEach, expect, test } from 'vitest';
import { playPublishingCuts } from '../../../../tests/support/networks/publishing-cuts.ts';
import { playPublishingSeries } from '../../../../tests/support/networks/publishing-series.ts';
import { makeWandering } from '../../../../tests/support/networks/wander.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { requireReference } from '../../deadlines/reference-data.ts';

/** A few of what `npm run accept -- pages` plays by thousands. */

let server: TestServer;
let zone: string;
beforeEach(async () => {
  server = await startTestServer();
  zone = requireReference().zone;
});
afterEach(async () => {
  Object.assign(requireReference(), { zone });
  await server.close();
});

const nothingWrong = { lost: [], doubled: [], wrong: [] };

test('whatever fails at whatever moment, no post is lost, none is doubled, and why is seen within a minute', async () => {
  const report = await playPublishingSeries(server, await signInAs(server, 'admin'), { seed: 7, posts: 60 });
  expect(report).toMatchObject({ ...nothingWrong, silent: [] });
  expect(report.longestSilence).toBeLessThanOrEqual(60_000);
  expect(report.faultsOfPosts).toBeGreaterThan(5);
});

test('cut before and after each call, and between an answer and its writing down, a post with a picture comes out once', async () => {
  const report = await playPublishingCuts(server, await signInAs(server, 'admin'), { seed: 3, times: 1 });
  expect(report).toMatchObject({ ...nothingWrong, silent: [] });
  expect(Object.keys(report.points).length).toBeGreaterThan(30);
});

test('a clock a day ahead or behind and another time zone change nothing: each comes out once', async () => {
  const report = await playPublishingSeries(server, await signInAs(server, 'admin'), {
    seed: 5,
    posts: 60,
    disturb: makeWandering(2),
  });
  expect(report).toMatchObject(nothingWrong);
});
