import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, startSite } from './browser.ts';
import { speakToSite } from './journey.ts';
import {
  inspect,
  inspectColours,
  inspectTheme,
  inspectViPanel,
  inspectWords,
  openScreen,
  settle,
  turnViOff,
  turnViOn,
  viPanel,
  walkTo,
} from './screen-look.ts';
import { planVisits, signInPeople, type Visit } from './screens.ts';
import type { TestSite } from './test-site.ts';

/**
 * Every screen as a person finds it: axe, Russian words only, no sideways scroll, no errors; wide and narrow, light
 * and dark, in the version for weak sight. A screen is come to once and then changed under the eyes, and after a change
 * of theme axe looks only for what a theme can break; each pair of text and ground it judges once. Each screen is opened by
 * its address; to its further views at work a person walks. A further view is made of what its screen was: it is looked at wide,
 * narrow and dark.
 * `npm run soak:axe` opens each anew in every combination and judges every text.
 */

let site: TestSite;
let browser: Browser;
let visits: Visit[];
let cookies: Map<string, string>;
const pages = new Map<string, { page: Page; errors: string[] }>();
/** Screens that have been opened by their address. */
const opened = new Set<string>();
/** People whose settings for weak sight have been looked at: the panel is one for all their screens. */
const panelsSeen = new Set<string>();

async function open(): Promise<void> {
  site = await startSite({ OTKLIK_DEMO: '1' });
  const server = speakToSite(site);
  visits = await planVisits(server);
  cookies = await signInPeople(server, visits);
  browser = await openBrowser();
}

async function close(): Promise<void> {
  pages.clear();
  panelsSeen.clear();
  opened.clear();
  await browser?.close();
  await site?.close();
}

/** The device of one person, kept for all their screens. */
export async function pageOf(who: string): Promise<{ page: Page; errors: string[] }> {
  const known = pages.get(who);
  if (known) return known;
  const cookie = cookies.get(who);
  const device = await openPage(browser, site, cookie ? { cookie } : {});
  await device.page.emulateMedia({ reducedMotion: 'reduce' });
  pages.set(who, device);
  return device;
}

/** Comes to a screen by its address, or from within where it has been opened so before and the person is at work. */
async function comeTo(page: Page, { address, who, route }: Visit): Promise<void> {
  const isAtWork = who !== 'anyone' && new URL(page.url()).pathname.startsWith('/staff');
  if (opened.has(route) && isAtWork && route.startsWith('/staff')) await walkTo(page, address);
  else await openScreen(page, address);
  opened.add(route);
}

export const wide = { width: 1440, height: 900 };
export const narrow = { width: 390, height: 844 };
const zoomable = { width: 1280, height: 900 };
/** What 200 % makes of a window 1280 wide. */
const zoomed = { width: 640, height: 450 };

type Look = (name: string, inspectAll?: typeof inspectColours) => Promise<void>;

/** Only the workplace has a dark theme. */
async function inTheDark(page: Page, { route }: Visit, look: () => Promise<void>): Promise<void> {
  if (!route.startsWith('/staff') && !route.startsWith('/head')) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await look();
  await page.emulateMedia({ colorScheme: 'light' });
}

async function lookAtFurtherView(page: Page, visit: Visit, look: Look): Promise<void> {
  await page.setViewportSize(narrow);
  await look('390');
  await inTheDark(page, visit, () => look('390, тёмная', inspectColours));
}

async function lookAtScreen(page: Page, visit: Visit, look: Look): Promise<void> {
  await inTheDark(page, visit, () => look('1440, тёмная', inspectColours));
  await page.setViewportSize(narrow);
  await look('390');
  await page.setViewportSize(zoomed);
  await look('200 %', inspectWords);
  await page.setViewportSize(wide);
  await turnViOn(page);
  await look('1440, слабовидящие', inspectTheme);
  if (!panelsSeen.has(visit.who)) await look('настройки для слабовидящих', inspectViPanel);
  panelsSeen.add(visit.who);
  await page.setViewportSize(zoomable);
  await viPanel(page).getByRole('button', { name: '200 %' }).press('Enter');
  await look('1280, слабовидящие 200 %', inspectWords);
  await turnViOff(page);
}

/** One screen under its looks; what is wrong, one line each. */
async function lookAt(visit: Visit, isFurther = false): Promise<string[]> {
  const { address, who, route } = visit;
  const { page, errors } = await pageOf(who);
  const faults: string[] = [];
  const look: Look = async (name, inspectAll = inspect) => {
    await settle(page);
    faults.push(...(await inspectAll(page)).map((fault) => `${address}, ${name}: ${fault}`));
  };
  await page.setViewportSize(wide);
  await comeTo(page, visit);
  await look('1440');
  await (isFurther ? lookAtFurtherView : lookAtScreen)(page, visit, look);
  faults.push(...errors.splice(0).map((error) => `${address}: ${error}`));
  if (faults.length > 0) opened.delete(route);
  return faults;
}

/** Screens do not depend on one another: a look spoilt by a busy machine is taken once more. */
const again = { retry: 1, timeout: 600_000 };

/** The city, its people and a browser, for the tests of one file. */
export function openForTests(): void {
  beforeAll(open);
  afterAll(close);
}

/** Tests of one file: the screens of these routes, and of the addresses that lead nowhere. */
export function lookAtScreens(routes: readonly string[], missing: readonly string[] = []): void {
  openForTests();
  test.each(routes)('%s', again, async (route) => {
    const faults: string[] = [];
    const ofRoute = visits.filter((one) => one.route === route);
    for (const [at, visit] of ofRoute.entries()) faults.push(...(await lookAt(visit, at > 0)));
    expect(faults).toEqual([]);
  });
  test.each(missing)('%s', again, async (address) => {
    const visit = visits.find((one) => one.address === address)!;
    expect(await lookAt(visit)).toEqual([]);
  });
}
