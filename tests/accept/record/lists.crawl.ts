import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { launchBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { speakToSite } from '../../support/site/journey.ts';
import { openScreen, settle } from '../../support/site/screen-look.ts';
import { planVisits, signInPeople, type Visit } from '../../support/site/screens.ts';
import setup from '../../support/site/template.ts';
import { countList } from './lists/count-list.ts';
import { numberOf } from './lists/numbers.ts';

/**
 * Goes through every screen of the workplace in the demo city and opens every number that leads to a list: the list has as many
 * things as the number says, its page opens without an error and says the same. `--open kinds` opens one page of each kind of
 * list and asks the server alone for the others; `--only /staff/indicators` goes through the screens that begin so.
 */

const { values } = parseArgs({
  options: { open: { type: 'string', default: 'all' }, only: { type: 'string', default: '/staff' } },
});

/** Screens opened on purpose where nothing is. */
const NOWHERE = /00000000-0000|1999-01|wrong$|no-such-page|nowhere/u;
/** What has failed, is not there or may not be seen: a page says so in its place of states, whatever texts of cases say. */
const FAILED = /не загруз|не посчита|не открыл|пошло не так|страницы нет|нет прав|нет доступа/iu;
const STATES = 'main .state--error, main .state, main h1';

interface Link {
  name: string;
  href: string;
}

await setup();
const site = await startSite({ OTKLIK_DEMO: '1' });
const server = speakToSite(site);
const browser = await launchBrowser();
const pages = new Map<string, Page>();
const opened = new Set<string>();
const told = { screens: 0, numbers: 0, pages: 0, differences: 0, errors: 0 };

/** Names of what is found, as a person or a screen reader has them: pieces of a text that stand apart are apart. */
const readNames = (page: Page, selector: string): Promise<Link[]> =>
  page.evaluate((found) => {
    const nameOf = (element: Element): string => {
      const label = element.getAttribute('aria-label');
      if (label) return label;
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const pieces: string[] = [];
      while (walker.nextNode()) pieces.push(walker.currentNode.textContent ?? '');
      return pieces.join(' ');
    };
    return [...document.querySelectorAll(found)]
      .filter((element) => element.checkVisibility())
      .map((element) => ({
        href: element.getAttribute('href') ?? '',
        name: nameOf(element)
          .replaceAll(/[ \n\t]+/gu, ' ')
          .trim(),
      }));
  }, selector);

const TAB = 'main [role="tab"]';

/** Tabs with a number are lists of the same screen: each is pressed, and its address read. */
async function readTabs(page: Page): Promise<Link[]> {
  const tabs: Link[] = [];
  const names = await readNames(page, TAB);
  for (const [at, { name }] of names.entries()) {
    if (numberOf(name) === null) continue;
    await page.locator(TAB).nth(at).click();
    await settle(page);
    tabs.push({ name, href: await page.evaluate(() => location.pathname + location.search) });
  }
  return tabs;
}

async function findFailure(page: Page): Promise<string | undefined> {
  const states = await page.locator(STATES).allTextContents();
  // A case that others lead is refused to whoever does not: that is how its screen looks to them.
  return states.find((words) => FAILED.test(words) && !words.includes('ведут другие'));
}

const kindOf = (href: string): string => {
  const { pathname, searchParams } = new URL(href, site.url);
  return `${pathname} ${[...searchParams.keys()].sort().join(',')}`;
};

async function openList(page: Page, href: string, count: number): Promise<void> {
  const kind = values.open === 'all' ? href : kindOf(href);
  if (opened.has(kind)) return;
  opened.add(kind);
  told.pages += 1;
  await openScreen(page, href);
  const text = (await page.locator('main').textContent()) ?? '';
  const failed = await findFailure(page);
  const saysSo = !href.startsWith('/staff/cases') || text.includes(formatNumber(count)) || count === 0;
  if (!failed && saysSo) return;
  told.errors += 1;
  console.log(`СТРАНИЦА: ${href}: ${failed ?? `нет числа ${count}`}`);
}

async function checkScreen(page: Page, { address, who }: Visit, cookie: string): Promise<void> {
  await openScreen(page, address);
  const failed = await findFailure(page);
  if (failed) {
    told.errors += 1;
    console.log(`СТРАНИЦА: ${address} (${who}): ${failed}`);
  }
  const links = [...(await readNames(page, 'main a[href]')), ...(await readTabs(page))];
  let numbers = 0;
  for (const { name, href } of links) {
    const expected = numberOf(name);
    const count = expected === null ? null : await countList(server, cookie, href);
    if (expected === null || count === null) continue;
    numbers += 1;
    if (count !== expected) {
      told.differences += 1;
      console.log(`РАЗНИЦА: ${address} (${who}): «${name}» — в списке ${count}: ${href}`);
    }
    await openList(page, href, count);
  }
  told.screens += 1;
  told.numbers += numbers;
  console.log(`${address} (${who}): чисел ${numbers}`);
}

try {
  const visits = (await planVisits(server)).filter(
    ({ address, who }) => address.startsWith(values.only) && who !== 'anyone' && !NOWHERE.test(address),
  );
  const cookies = await signInPeople(server, visits);
  for (const visit of visits) {
    const cookie = cookies.get(visit.who)!;
    const page = pages.get(visit.who) ?? (await openPage(browser, site, { cookie })).page;
    pages.set(visit.who, page);
    await checkScreen(page, visit, cookie).catch((error: Error) => {
      told.errors += 1;
      console.log(`СТРАНИЦА: ${visit.address} (${visit.who}): ${error.message.split('\n', 1)[0]}`);
    });
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(
  `экранов ${told.screens}, чисел ${told.numbers}, страниц списков открыто ${told.pages}; различий ${told.differences}, страниц с ошибкой ${told.errors}`,
);
process.exit(told.differences + told.errors === 0 && told.numbers > 0 ? 0 : 1);
