import type { Browser, Page } from 'playwright-core';
import { openPage } from '../../../support/site/browser.ts';
import { openScreen, settle } from '../../../support/site/screen-look.ts';
import { findTraces, type Trace } from './traces.ts';

/** Everything a page says to whoever reads or hears it: texts, names, hints, what fields hold. */
const readAll = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const named = ['placeholder', 'title', 'aria-label', 'alt', 'content', 'value'];
    const attributes = [...document.querySelectorAll('*')].flatMap((node) =>
      named.flatMap((name) => node.getAttribute(name) ?? []),
    );
    const fields = [...document.querySelectorAll('input, textarea, select')].map(
      (node) => (node as HTMLInputElement).value,
    );
    // What a script carries is shown by it sooner or later.
    return [document.documentElement.textContent ?? '', ...attributes, ...fields].join('\n');
  });

export interface Crawled {
  pages: number;
  traces: Trace[];
  failed: string[];
}

/** Opens each address as one person, with each tab of it, and looks for words of the other town. */
export async function crawl(
  browser: Browser,
  url: string,
  who: { name: string; cookie?: string; width?: number },
  addresses: readonly string[],
): Promise<Crawled> {
  const { page, context } = await openPage(
    browser,
    { url },
    { width: who.width ?? 1440, ...(who.cookie && { cookie: who.cookie }) },
  );
  const crawled: Crawled = { pages: 0, traces: [], failed: [] };
  const note = async (place: string): Promise<void> => {
    crawled.pages += 1;
    crawled.traces.push(...findTraces(`${place} (${who.name})`, await readAll(page)));
  };
  for (const address of addresses) {
    try {
      await openScreen(page, address);
      await note(address);
      const tabs = page.locator('main [role="tab"]');
      for (let at = 1; at < (await tabs.count()); at += 1) {
        await tabs.nth(at).click({ timeout: 5000 });
        await settle(page);
        await note(`${address} › ${await tabs.nth(at).textContent()}`);
      }
    } catch (error) {
      crawled.failed.push(`${address} (${who.name}): ${String(error).split('\n')[0]}`);
    }
  }
  await context.close();
  return crawled;
}
