import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { waitUntil } from '../../../scripts/support/processes.mjs';
import type { App } from '../../../server/app.ts';
import { flushWakers } from '../../../server/lib/jobs/waker.ts';
import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { localDay } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { makeUnit } from './cases.ts';
import { type Speaker, speakTo } from './server.ts';
import type { TestSite } from './test-site.ts';

/** Longest wait for a screen on two cores that are busy with other work, ms; shorter where journeys may end before their time. */
export const patience = process.env.FAILING_JOURNEYS ? 10_000 : 60_000;

/** The day so many days from now in the city of the tests, `YYYY-MM-DD`. */
export const dayIn = (days: number): string => localDay(Date.now() + days * DAY, 'Asia/Yekaterinburg');

/** The same as a person types it. */
export const typedDayIn = (days: number): string => dayIn(days).split('-').toReversed().join('.');

/** The focus comes to what a screen leads to, a moment after it is drawn. */
export const expectFocus = (place: Locator): Promise<void> =>
  expect
    .poll(() => place.evaluate((node) => node === document.activeElement), { timeout: patience })
    .toBe(true);

/** A field comes to hold a value, of a draft or of what was remembered. */
export const expectValue = (field: Locator, value: string): Promise<void> =>
  expect.poll(() => field.inputValue(), { timeout: patience }).toBe(value);

/** Speaks to a running site; its own worker does the background work, and «drain» waits for it. */
export const speakToSite = ({ app }: TestSite): Speaker => ({
  ...speakTo(app),
  drain: async () => {
    await flushWakers(app.services);
    await waitForJobs(app);
  },
});

/** Ends when the worker has done all that is due: what follows a message has followed. */
async function waitForJobs(app: App): Promise<void> {
  let waiting: { task: string }[] = [];
  const isDone = async () => {
    const { rows } = await app.pool.query<{ task: string }>(
      `SELECT task_identifier AS task FROM graphile_worker.jobs
       WHERE run_at <= now() AND attempts < max_attempts LIMIT 5`,
    );
    waiting = rows;
    return rows.length === 0;
  };
  if (await waitUntil(isDone, patience, 50)) return;
  throw new Error(`Ещё не сделано: ${waiting.map(({ task }) => task).join(', ')}`);
}

/** A unit for every kind of executor the taxonomy names, so that any topic can be assigned. Ids by kind. */
export async function makeExecutors(server: Speaker): Promise<Map<string, string>> {
  const { executorKinds } = await server.call(getTaxonomy, {});
  const units = new Map<string, string>();
  for (const [kind, title] of Object.entries(executorKinds)) {
    units.set(kind, await makeUnit(server, title, kind, { email: `${kind}@executor.invalid` }));
  }
  return units;
}

/** A published message becomes late: whether the demo city has one is up to the hour of its making. */
export async function makeOneLate(site: TestSite): Promise<void> {
  const { database } = site.app.services;
  const { id } = await database
    .selectFrom('cases.case_file')
    .select('id')
    .where('published_at', 'is not', null)
    .where('lat', 'is not', null)
    .where('status', '=', 'in_work')
    .orderBy('registered_at', 'desc')
    .executeTakeFirstOrThrow();
  const dueAt = new Date(Date.now() - 3_600_000);
  await database.updateTable('cases.case_file').set({ due_at: dueAt }).where('id', '=', id).execute();
}

/**
 * Sends an answer by its key and waits until it is kept: words of success may stand there from the answer before, and whoever approves
 * would look too early.
 */
export async function sendKept(page: Page, words: Locator): Promise<void> {
  const kept = page.waitForResponse(
    (reply) => reply.request().method() === 'POST' && reply.url().endsWith('/answers') && reply.ok(),
  );
  await words.press('Control+Enter');
  await kept;
}
