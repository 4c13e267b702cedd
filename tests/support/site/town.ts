import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser, openPage, startSite } from './browser.ts';
import { speakToSite } from './journey.ts';
import type { Speaker } from './server.ts';
import type { TestSite } from './test-site.ts';

/** A running site and a browser before it, for the journeys of one file. */
export interface Town {
  site: TestSite;
  server: Speaker;
  browser: Browser;
  /** A screen of somebody's own; without a cookie a stranger's. */
  seat: (cookie?: string, width?: number) => Promise<Page>;
}

/**
 * Opens a town before the tests of a file and takes it down after them; empty until then. `prepare` furnishes it, `look` is
 * what kind of town: see startSite.
 */
export function openTown(
  prepare: (town: Town) => Promise<unknown> = async () => {},
  ...look: Parameters<typeof startSite>
): Town {
  const town = {} as Town;
  beforeAll(async () => {
    town.site = await startSite(...look);
    town.server = speakToSite(town.site);
    town.browser = await openBrowser();
    town.seat = async (cookie, width = 1440) =>
      (await openPage(town.browser, town.site, { width, ...(cookie && { cookie }) })).page;
    await prepare(town);
  });
  afterAll(async () => {
    await town.browser?.close();
    await town.site?.close();
  });
  return town;
}

/** Opens a card and waits for it: its keys act from then on. */
export async function openCard(page: Page, number: string): Promise<void> {
  await page.goto(`/staff/cases/${number}`);
  await page
    .getByRole('term')
    .filter({ hasText: /^Состояние$/u })
    .waitFor();
}

/** An act of the menu of a card. */
export async function act(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Действия с делом' }).click();
  await page.getByRole('dialog', { name: 'Действия с делом' }).getByRole('button', { name }).click();
}
