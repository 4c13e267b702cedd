import type { Browser, Page } from 'playwright-core';
import { openPage } from '../../../support/site/browser.ts';
import { watchHands } from '../../../support/site/keys.ts';

/** Somebody at their own device whose hands are counted. */
export interface Seat {
  page: Page;
  /** Presses made since it was asked last; typing is not counted. */
  hands: () => Promise<number>;
  errors: string[];
  close: () => Promise<void>;
}

export async function takeSeat(browser: Browser, url: string, width: number): Promise<Seat> {
  const { page, context, errors } = await openPage(browser, { url }, { width });
  page.setDefaultTimeout(Number(process.env.TOWN_PATIENCE ?? 60_000));
  return { page, hands: await watchHands(page), errors, close: () => context.close() };
}

/** A file handed to a button, as the system's dialog hands it. */
export async function giveFile(
  page: Page,
  button: string,
  file: { name: string; text: string },
): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  await chooser.setFiles({ name: file.name, mimeType: 'text/plain', buffer: Buffer.from(file.text) });
}
