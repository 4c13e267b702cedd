import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, startSite, type TestSite } from '../support/browser.ts';
import { speakToSite } from '../support/journey.ts';
import { inspect, inspectWords, openScreen, settle, turnViOff, turnViOn } from '../support/screen-look.ts';
import { listRoutes, planVisits, signInPeople, type Visit } from '../support/screens.ts';

/**
 * Every screen as a person finds it: axe, Russian words only, no sideways scroll, no errors; wide and narrow, light
 * and dark, in the version for weak sight. A screen is opened once and then changed under the eyes; `npm run soak:axe`
 * opens each anew in every combination.
 */

let site: TestSite;
let browser: Browser;
let visits: Visit[];
let cookies: Map<string, string>;
const pages = new Map<string, { page: Page; errors: string[] }>();

beforeAll(async () => {
  site = await startSite({ OTKLIK_DEMO: '1' });
  const server = speakToSite(site);
  visits = await planVisits(server);
  cookies = await signInPeople(server, visits);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** The device of one person, kept for all their screens. */
async function pageOf(who: string): Promise<{ page: Page; errors: string[] }> {
  const known = pages.get(who);
  if (known) return known;
  const cookie = cookies.get(who);
  const opened = await openPage(browser, site, cookie ? { cookie } : {});
  await opened.page.emulateMedia({ reducedMotion: 'reduce' });
  pages.set(who, opened);
  return opened;
}

const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const zoomable = { width: 1280, height: 900 };
/** What 200 % makes of a window 1280 wide. */
const zoomed = { width: 640, height: 450 };

/** One screen under all looks; what is wrong, one line each. */
async function lookAt({ address, who, route }: Visit): Promise<string[]> {
  const { page, errors } = await pageOf(who);
  const faults: string[] = [];
  const look = async (name: string, inspectAll = inspect) => {
    await settle(page);
    faults.push(...(await inspectAll(page)).map((fault) => `${address}, ${name}: ${fault}`));
  };
  await page.setViewportSize(wide);
  await openScreen(page, address);
  await look('1440');
  if (route.startsWith('/staff')) {
    await page.emulateMedia({ colorScheme: 'dark' });
    await look('1440, тёмная');
    await page.emulateMedia({ colorScheme: 'light' });
  }
  await page.setViewportSize(narrow);
  await look('390');
  await page.setViewportSize(zoomed);
  await look('200 %', inspectWords);
  await page.setViewportSize(wide);
  await turnViOn(page);
  await look('1440, слабовидящие');
  await page.setViewportSize(zoomable);
  await page.getByRole('button', { name: '200 %' }).press('Enter');
  await look('1280, слабовидящие 200 %', inspectWords);
  await turnViOff(page);
  faults.push(...errors.splice(0).map((error) => `${address}: ${error}`));
  return faults;
}

/** Screens do not depend on one another: a look spoilt by a busy machine is taken once more. */
const again = { retry: 1, timeout: 600_000 };

describe.each(['portal', 'staff'] as const)('%s', (world) => {
  test.each(listRoutes(world))('%s', again, async (route) => {
    const faults: string[] = [];
    for (const visit of visits.filter((one) => one.route === route)) faults.push(...(await lookAt(visit)));
    expect(faults).toEqual([]);
  });
});

test.each(['/no-such-page', '/staff/no-such-page'])('%s', again, async (address) => {
  const visit = visits.find((one) => one.address === address)!;
  expect(await lookAt(visit)).toEqual([]);
});

/** Acts that are done at once, without a dialog. */
const atOnce = [
  'Взять в работу',
  'Проверено: координатору',
  'Соединить части',
  'Отсоединить',
  'Напечатать дело',
];

/** Who has most to do with a case of a status. */
const cards: [status: string, who: string][] = [
  ['moderation', 'operator'],
  ['in_work', 'executor'],
  ['in_work', 'chair'],
  ['answered', 'chair'],
  ['closed', 'chair'],
];

describe('dialogs of a card', () => {
  const seen = new Set<string>();

  test.each(cards)(
    '%s, %s: each is clean, has the focus and gives it back',
    async (status, who) => {
      const { page } = await pageOf(who);
      const reply = await page.request.get(`/api/cases?status=${status}&limit=1`);
      const { rows } = (await reply.json()) as { rows: { number: string }[] };
      const address = `/staff/cases/${rows[0]!.number}`;
      await page.setViewportSize(wide);
      await openScreen(page, address);
      const opener = page.getByRole('button', { name: 'Действия с делом' });
      const menu = page.getByRole('dialog', { name: 'Действия с делом' });
      await opener.click();
      const labels = (await menu.getByRole('listitem').allTextContents()).map((label) =>
        label.replace(/^\d/u, ''),
      );
      await page.keyboard.press('Escape');
      const faults: string[] = [];
      for (const label of labels.filter((name) => !atOnce.includes(name) && !seen.has(name))) {
        seen.add(label);
        await opener.click();
        await menu.getByRole('button', { name: label }).click();
        await menu.waitFor({ state: 'detached' });
        const dialog = page.getByRole('dialog').last();
        await dialog.waitFor();
        if (!(await dialog.evaluate((node) => node.contains(document.activeElement))))
          faults.push(`${label}: фокус не в окне`);
        for (const size of [wide, narrow]) {
          await page.setViewportSize(size);
          await settle(page);
          faults.push(...(await inspect(page)).map((fault) => `${label}, ${size.width}: ${fault}`));
        }
        await page.setViewportSize(wide);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        if (!(await opener.evaluate((node) => node === document.activeElement)))
          faults.push(`${label}: фокус потерян`);
      }
      expect(faults).toEqual([]);
    },
    240_000,
  );
});
