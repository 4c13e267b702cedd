import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type ViSettings, viChoices } from '../../shared/text/vi.ts';
import { launchBrowser, openPage, type PageLook, startSite } from '../support/site/browser.ts';
import { inspect, openScreen } from '../support/site/screen-look.ts';
import { planVisits, signInPeople, type Visit } from '../support/site/screens.ts';
import { speakTo } from '../support/site/server.ts';
import setup from '../support/site/template.ts';
import type { TestSite } from '../support/site/test-site.ts';

/**
 * Every screen opened anew in every look: axe, Russian words only, no sideways scroll, no errors. `npm test` looks at
 * the same screens in fewer looks. Takes about half an hour on two cores: `npm run soak:axe`. `ONLY=/staff/inbox`
 * narrows it to the routes that begin so.
 */

interface Look extends PageLook {
  name: string;
}

const widths = [390, 768, 1440] as const;
const themes = ['light', 'dark'] as const;

const plain = widths.flatMap((width) =>
  themes.map((theme): Look => ({ name: `${width}, ${theme}`, width, theme })),
);
/** Every colour scheme at every size; the widest letters and lines and the serif once a size. */
const weakSight = widths.flatMap((width) =>
  viChoices.size.flatMap((size) => {
    const looks: Partial<ViSettings>[] = viChoices.scheme.map((scheme) => ({ size, scheme }));
    looks.push({ size, letters: 'widest', lines: 'widest', font: 'serif', images: 'none' });
    return looks.map(
      (vi): Look => ({ name: `${width}, слабовидящие ${Object.values(vi).join(' ')}`, width, vi }),
    );
  }),
);

async function visit(page: Page, { address }: Visit, errors: string[]): Promise<string[]> {
  try {
    await openScreen(page, address);
    return [...(await inspect(page, true)), ...errors.splice(0)];
  } catch (error) {
    return [`не открылось: ${(error as Error).message.split('\n', 1)[0]}`];
  }
}

/** All screens in one look, each person on a device of their own. */
async function lookAtAll(
  browser: Browser,
  site: TestSite,
  look: Look,
  visits: readonly Visit[],
  cookies: ReadonlyMap<string, string>,
): Promise<string[]> {
  const faults: string[] = [];
  const devices = new Map<string, { page: Page; context: BrowserContext; errors: string[] }>();
  for (const one of visits) {
    const cookie = cookies.get(one.who);
    const device =
      devices.get(one.who) ?? (await openPage(browser, site, { ...look, ...(cookie && { cookie }) }));
    if (!devices.has(one.who)) await device.page.emulateMedia({ reducedMotion: 'reduce' });
    devices.set(one.who, device);
    const found = await visit(device.page, one, device.errors);
    faults.push(...found.map((fault) => `${one.address} (${one.who}), ${look.name}: ${fault}`));
  }
  for (const { context } of devices.values()) await context.close();
  return faults;
}

await setup();
const site = await startSite({ OTKLIK_DEMO: '1' });
const browser = await launchBrowser();
let count = 0;
try {
  const server = speakTo(site.app);
  const only = process.env.ONLY ?? '';
  const visits = (await planVisits(server)).filter(({ route }) => route.startsWith(only));
  const cookies = await signInPeople(server, visits);
  for (const look of [...plain, ...weakSight]) {
    // The portal has one theme: residents choose the version for weak sight instead.
    const shown = visits.filter(({ route }) => look.theme !== 'dark' || route.startsWith('/staff'));
    const faults = await lookAtAll(browser, site, look, shown, cookies);
    for (const fault of faults) console.log(fault);
    console.log(`${look.name}: экранов ${shown.length}, замечаний ${faults.length}`);
    count += faults.length;
  }
} finally {
  await browser.close();
  await site.close();
}
console.log(count === 0 ? 'Замечаний нет.' : `Замечаний: ${count}`);
process.exitCode = count === 0 ? 0 : 1;
