import type { Page } from 'playwright-core';
import { launchBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { speakToSite } from '../../support/site/journey.ts';
import { openScreen } from '../../support/site/screen-look.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import setup from '../../support/site/template.ts';

/** The head's sheet of the demo city as a phone of 390 shows it: what is wrong, what to do, which button; and how long it takes to read out. */

/** Syllables a second: Russian is read aloud at five to six, pauses included. */
const PACE = 5;
/** Of a figure, told in words. */
const FIGURE = 3;

/** Words as they stand on the screen: what is for screen readers alone is not read by eyes. */
const readVisible = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate((wanted) => {
    const wordsOf = (element: Element): string => {
      const own = element.cloneNode(true) as Element;
      for (const hidden of own.querySelectorAll('.aloud, svg')) hidden.remove();
      return (own.textContent ?? '').replaceAll(/\s+/gu, ' ').trim();
    };
    return [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility()).map(wordsOf);
  }, selector);

const secondsOf = (text: string): number =>
  ((text.match(/[аеёиоуыэюя]/giu)?.length ?? 0) + (text.match(/\d+/gu)?.length ?? 0) * FIGURE) / PACE;

await setup();
const site = await startSite({ OTKLIK_DEMO: '1' });
const browser = await launchBrowser();
try {
  const cookie = await signInAs(speakToSite(site), 'chair');
  const { page } = await openPage(browser, site, { cookie, width: 390 });
  await openScreen(page, '/head');
  const [headline = ''] = await readVisible(page, '.head-sheet__headline');
  const titles = await readVisible(page, '.head-matter h3');
  const notes = await readVisible(page, '.head-matter p');
  const buttons = await readVisible(page, '.head-matter__acts > :first-child');
  const spoken = titles.map((title, at) => `${title}. ${notes[at] ?? ''} ${buttons[at] ?? ''}.`);
  const text = [headline, ...spoken].join('\n');
  console.log(JSON.stringify({ text, matters: titles.length, buttons, seconds: secondsOf(text) }));
} finally {
  await browser.close();
  await site.close();
}
