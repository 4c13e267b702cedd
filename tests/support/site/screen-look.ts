import type { Locator, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import {
  findColourFaults,
  findEnglish,
  findFaults,
  findSqueezed,
  scrollsSideways,
  scrollsTwice,
  themeRules,
} from './browser.ts';
import { patience } from './journey.ts';

/** Opens an address and waits until nothing is loading: no skeletons, no requests, maps drawn. */
export async function openScreen(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: patience });
  await settle(page);
}

/** Does something on a page and waits until what it asks the server for has come. */
async function untilAnswered(page: Page, work: () => Promise<unknown>): Promise<void> {
  const asked = new Set<Request>();
  let lastAsked = Date.now();
  const ask = (request: Request) => {
    lastAsked = Date.now();
    asked.add(request);
  };
  const answer = (request: Request) => asked.delete(request);
  page.on('request', ask).on('requestfinished', answer).on('requestfailed', answer);
  try {
    await work();
    const isQuiet = () => asked.size === 0 && Date.now() - lastAsked > QUIET_MS;
    await expect.poll(isQuiet, { timeout: patience, interval: 50 }).toBe(true);
  } finally {
    page.off('request', ask).off('requestfinished', answer).off('requestfailed', answer);
  }
}

/** A screen that has what it asked for may ask for more. */
const QUIET_MS = 200;

/**
 * Goes to another screen of the workplace as its links do, without opening the program anew: by way of a page of nothing, so
 * that each part of the screen is made again.
 */
export async function walkTo(page: Page, address: string): Promise<void> {
  const go = (to: string) => page.evaluate((url) => history.pushState({}, '', url), to);
  const nowhere = page.getByRole('heading', { level: 1, name: 'Такой страницы нет' });
  await go('/staff/no-such-page');
  await nowhere.waitFor({ timeout: patience });
  // What a map asked for as it was left is answered to nobody: only what is asked from here on is waited for.
  await untilAnswered(page, async () => {
    await go(address);
    await nowhere.waitFor({ state: 'detached', timeout: patience });
    await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: patience });
  });
  await settle(page);
}

/** Looks in a row, 50 ms apart, that must find nothing moving; a map tells of its new frame a moment after a resize. */
const CALM_LOOKS = { page: 2, map: 10 };

/** Ends when a screen stands still: nothing loads, fades or moves, maps are drawn. */
export async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: patience });
  const found = { calm: 0 };
  const looks = await page.evaluateHandle((seen) => seen, found);
  await page.waitForFunction(
    ({ seen, enough }) => {
      const maps = [...document.querySelectorAll<HTMLElement>('.maplibregl-map')];
      const isCalm =
        !document.querySelector('.skeleton, [aria-busy="true"]') &&
        maps.every(({ dataset }) => dataset.state === 'idle') &&
        document.getAnimations().every(({ playState }) => playState !== 'running');
      seen.calm = isCalm ? seen.calm + 1 : 0;
      return seen.calm >= (maps.length > 0 ? enough.map : enough.page);
    },
    { seen: looks, enough: CALM_LOOKS },
    { timeout: patience, polling: 50 },
  );
}

/** All words of a page: seen, said to a screen reader, shown as a hint. */
async function readWords(page: Page): Promise<string> {
  return page.evaluate(() => {
    const names = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-roledescription'];
    const hints = [...document.body.querySelectorAll('*')].flatMap((node) =>
      names.map((name) => node.getAttribute(name) ?? ''),
    );
    // biome-ignore lint/performance/useDomNodeTextContent: only what is drawn; scripts and hidden templates are not words
    return [document.title, document.body.innerText, ...hints].join('\n');
  });
}

/** What anybody would see to be wrong with the screen as it stands, one line each. */
export async function inspectWords(page: Page): Promise<string[]> {
  const english = findEnglish(await readWords(page));
  const squeezed = await findSqueezed(page);
  const broken = await page.getByText('Номер запроса для поддержки').count();
  return [
    ...(english.length > 0 ? [`по-английски: ${english.join(', ')}`] : []),
    ...(broken > 0 ? ['часть экрана не загрузилась'] : []),
    ...((await scrollsSideways(page)) ? ['ездит вбок'] : []),
    ...(squeezed.length > 0 ? [`не помещается в себя: ${squeezed.join(', ')}`] : []),
    ...((await scrollsTwice(page)) ? ['вторая полоса прокрутки'] : []),
  ];
}

/** The same and what axe finds; if thorough, contrast of every text. */
export const inspect = async (page: Page, isThorough = false): Promise<string[]> => [
  ...(await findFaults(page, { isThorough })),
  ...(await inspectWords(page)),
];

/** After a change of colours alone. */
export const inspectColours = async (page: Page): Promise<string[]> => [
  ...(await findColourFaults(page)),
  ...(await inspectWords(page)),
];

/** In the version for weak sight: the words, and what axe can find anew. */
export const inspectTheme = async (page: Page): Promise<string[]> => [
  ...(await findFaults(page, { rules: themeRules })),
  ...(await inspectWords(page)),
];

/** A dialog that has been looked at with the page beneath it, in another size. */
export const inspectDialog = async (page: Page): Promise<string[]> => [
  ...(await findFaults(page, { place: 'dialog[open]' })),
  ...(await inspectWords(page)),
];

/** The settings that come with the version for weak sight. */
export const inspectViPanel = (page: Page): Promise<string[]> =>
  findFaults(page, { place: '[aria-label="Настройки версии для слабовидящих"]' });

export const viPanel = (page: Page): Locator =>
  page.getByRole('region', { name: 'Настройки версии для слабовидящих' });

/** Turns the version for weak sight on as its reader does; the focus goes back to the page. */
export async function turnViOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Версия для слабовидящих' }).first().press('Enter');
  await viPanel(page).waitFor();
  await viPanel(page).evaluate(leaveFocus);
}

/** Back to the ordinary version, the focus on the page. */
export async function turnViOff(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Обычная версия' }).first().press('Enter');
  await page.getByRole('heading', { level: 1 }).first().evaluate(leaveFocus);
}

/** A switch that keeps the focus lies over the page while it does: it is seen only then. */
const leaveFocus = (): void => (document.activeElement as HTMLElement | null)?.blur();
