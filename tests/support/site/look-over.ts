import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { checkAxe, scrollsSideways } from './browser.ts';

/** Keeps a picture of the whole page where `OTKLIK_SHOTS` names a folder: for whoever looks at a screen that is new. */
export async function keepShot(page: Page, name: string): Promise<void> {
  const folder = process.env.OTKLIK_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

/** What a page is held to in every state a journey comes by: nothing for axe to find, nothing sideways. */
export async function lookOver(page: Page, name: string): Promise<void> {
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await keepShot(page, name);
}
