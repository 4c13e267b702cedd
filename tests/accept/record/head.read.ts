import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { speakToSite } from '../../support/site/journey.ts';
import { openScreen } from '../../support/site/screen-look.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import setup from '../../support/site/template.ts';

/**
 * Reads the head's sheet of the demo city aloud, as a phone of 390 shows it: what is wrong, what to do, which button. Timed by a
 * voice of Debian's espeak-ng at an even pace; without it by syllables.
 */

/** Words a minute: a person who reads to others, unhurried. */
const PACE = 130;
/** Syllables a second of the same reader; figures are told by words of about three syllables. */
const SYLLABLES = 4.5;

/** Words as they stand on the screen: what is for screen readers alone is not read by eyes. */
const readVisible = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate((wanted) => {
    const wordsOf = (element: Element): string => {
      const own = element.cloneNode(true) as Element;
      for (const hidden of own.querySelectorAll('.aloud, svg, style')) hidden.remove();
      return (own.textContent ?? '').replaceAll(/\s+/gu, ' ').trim();
    };
    return [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility()).map(wordsOf);
  }, selector);

/** Seconds the voice takes; WAV of 22,050 samples a second, two bytes each. */
function timeByVoice(text: string): number | null {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-aloud-'));
  try {
    const file = join(folder, 'aloud.wav');
    const { status } = spawnSync('espeak-ng', ['-v', 'ru', '-s', String(PACE), '-w', file, text]);
    return status === 0 ? (statSync(file).size - 44) / 44_100 : null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timeBySyllables(text: string): number {
  const vowels = text.match(/[аеёиоуыэюя]/giu)?.length ?? 0;
  const figures = text.match(/\d+/gu)?.length ?? 0;
  return (vowels + figures * 3) / SYLLABLES;
}

await setup();
const site = await startSite({ OTKLIK_DEMO: '1' });
const browser = await launchBrowser();
try {
  const cookie = await signInAs(speakToSite(site), 'head');
  const { page } = await openPage(browser, site, { cookie, width: 390 });
  await openScreen(page, '/staff/head');
  const [headline = ''] = await readVisible(page, '.head-sheet__headline');
  const tiles = await readVisible(page, '.head-tile');
  const titles = await readVisible(page, '.head-matter h3');
  const notes = await readVisible(page, '.head-matter p');
  const buttons = await readVisible(page, '.head-matter__acts :first-child');
  const toDo = titles.map((title, at) => `${title}. ${notes[at] ?? ''} Кнопка «${buttons[at] ?? ''}».`);
  const bottom = await page
    .locator('.head-matter__acts')
    .last()
    .evaluate((element) => element.getBoundingClientRect().bottom + scrollY);
  const told = { headline, toDo, tiles, bottom };
  const text = [headline, ...toDo].join('\n');
  console.log(JSON.stringify({ ...told, voice: timeByVoice(text), syllables: timeBySyllables(text) }));
} finally {
  await browser.close();
  await site.close();
}
