import type { Browser } from 'playwright-core';
import type { HostSite } from '../../support/participation/host-sites.ts';

/** What a browser finds on a site with the widget: once it is opened there, or refused. */
export interface FoundOnHost {
  host: string;
  /** The form was reached by the keyboard alone, and Escape gave the focus back. */
  isOpened: boolean;
  /** Names of the window that were not there before. */
  names: number;
  /** Cookies that any request of the widget carried, or any reply set. */
  cookies: number;
  /** What the site's own policy or scripts complained of. */
  violations: number;
  /** Cookies and records of storage the widget left. */
  stored: number;
  says: string;
}

/** Cookies of our site a visitor has: a frame must be sent none of them. */
const OURS = ['vi', 'otklik-session'];

export async function lookAtHost(
  browser: Browser,
  ours: string,
  host: HostSite,
  id: string,
): Promise<FoundOnHost> {
  host.setBody(`<script src="${ours}/widget/${id}/widget.js" async></script>`);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  const found = { names: 0, cookies: 0, violations: 0, stored: 0 };
  try {
    await context.addCookies(OURS.map((name) => ({ name, value: 'kept', url: ours })));
    const page = await context.newPage();
    page.on('pageerror', () => {
      found.violations += 1;
    });
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) found.violations += 1;
    });
    const asked: Promise<void>[] = [];
    page.on('requestfinished', (request) => {
      if (!request.url().startsWith(ours)) return;
      asked.push(
        (async () => {
          const reply = await request.response();
          if ((await request.allHeaders()).cookie) found.cookies += 1;
          if ((await reply?.allHeaders())?.['set-cookie']) found.cookies += 1;
        })(),
      );
    });
    await page.goto(host.origin);
    const button = page.getByRole('button', { name: 'Сообщить о проблеме' });
    await button.or(page.getByRole('note')).waitFor();
    const isOpened = (await button.count()) > 0 && (await openByKeys(page));
    const name = new URL(host.origin).hostname;
    // Where built-in methods are broken on purpose nothing can be compared from within.
    if (!name.startsWith('hostile')) {
      found.names = await page.evaluate(() => {
        const before = (window as unknown as { namesBefore?: string[] }).namesBefore;
        return before
          ? Object.getOwnPropertyNames(window).filter((one) => !before.includes(one) && one !== 'namesBefore')
              .length
          : 0;
      });
    }
    // What comes later is of the page that is being closed: it could not be asked any more.
    page.removeAllListeners('requestfinished');
    await Promise.all(asked);
    const cookies = await context.cookies();
    found.stored = cookies.filter(({ name: own }) => !OURS.includes(own)).length;
    const says = [
      isOpened ? 'открылся с клавиатуры, Escape вернул фокус' : 'не открылся, сказано почему',
      `имён в window ${found.names}, cookie в запросах и ответах ${found.cookies}, оставлено cookie ${found.stored}`,
      `жалоб политики и скриптов ${found.violations}`,
    ].join('; ');
    return { host: name, isOpened, ...found, says };
  } finally {
    await context.close();
  }
}

async function openByKeys(page: Awaited<ReturnType<Browser['newPage']>>): Promise<boolean> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Связь с городом' }).waitFor();
  const text = page.frameLocator('otklik-widget iframe').getByLabel('Что случилось?');
  await text.waitFor();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('Яма');
  const isTyped = (await text.inputValue()) === 'Яма';
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // The focus is on the button again: Enter opens the same.
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  return isTyped;
}
