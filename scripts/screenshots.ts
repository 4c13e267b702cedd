import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, startSite } from '../tests/support/site/browser.ts';
import setup from '../tests/support/site/template.ts';
import type { TestSite } from '../tests/support/site/test-site.ts';

/**
 * Pictures of the main screens for README, docs and the guides of roles, from the demo city: `npm run screenshots`,
 * or `npm run screenshots -- portal-map` for one of them, `-- guides` for those of the guides. Needs a fresh build of the client.
 */

const wanted = process.argv.slice(2);
const folder = resolve(import.meta.dirname, '../docs/screenshots');
/** The product carries these in its help: they are made small. */
const guides = resolve(import.meta.dirname, '../docs/guides/pictures');
const GUIDE_WIDTH = 1200;
const PASSWORD = 'otklik-demo';

interface Shot {
  name: string;
  path: string;
  widths: number[];
  role?: string;
  theme?: 'light' | 'dark';
  /** A picture of a guide, by the name of its role. */
  isGuide?: boolean;
  /** What must be on the screen before it is taken. */
  ready: (page: Page) => Promise<unknown>;
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 }).waitFor();
const settled = async (page: Page) => {
  await heading(page);
  await page.waitForLoadState('networkidle');
};

async function signIn(page: Page, role: string): Promise<void> {
  const reply = await page.request.post('/api/session/password', {
    headers: { 'x-otklik': '1' },
    data: { email: `${role}@demo.invalid`, password: PASSWORD },
  });
  if (!reply.ok()) throw new Error(`Вход «${role}» не удался: ${reply.status()}`);
}

async function listShots(site: TestSite): Promise<Shot[]> {
  const { rows } = await site.app.pool.query<{ number: string; status: string }>(
    `SELECT DISTINCT ON (status) number, status FROM cases.case_file
     WHERE status IN ('in_work', 'review', 'closed') AND merged_into IS NULL
       AND (status <> 'closed' OR (published_at IS NOT NULL AND outcome = 'solved'))
     ORDER BY status,
       -- Of the published the one with pictures, answered at once; of the rest the one with most to tell.
       CASE WHEN status = 'closed' THEN reopen_count END,
       CASE WHEN status = 'closed' THEN (SELECT count(*) FROM cases.attachment JOIN files.v_file ON id = file_id
         WHERE case_id = case_file.id AND released) END DESC,
       (SELECT count(*) FROM cases.event WHERE case_id = case_file.id) DESC`,
  );
  const numberOf = (status: string): string => rows.find((row) => row.status === status)?.number ?? '';
  return [
    { name: 'portal-home', path: '/', widths: [390, 1440], ready: settled },
    { name: 'portal-new', path: '/new', widths: [390], ready: settled },
    { name: 'portal-map', path: '/map', widths: [390, 1440], ready: settled },
    { name: 'portal-message', path: `/m/${numberOf('closed')}`, widths: [390, 1440], ready: settled },
    { name: 'staff-today', path: '/staff', widths: [1440], role: 'operator', ready: settled },
    { name: 'staff-inbox', path: '/staff/inbox', widths: [390, 1440], role: 'operator', ready: settled },
    {
      name: 'staff-inbox-dark',
      path: '/staff/inbox',
      widths: [1440],
      role: 'operator',
      theme: 'dark',
      ready: settled,
    },
    {
      name: 'staff-case',
      path: `/staff/cases/${numberOf('in_work')}`,
      widths: [390, 1440],
      role: 'operator',
      ready: settled,
    },
    { name: 'staff-cases', path: '/staff/cases', widths: [1440], role: 'operator', ready: settled },
    { name: 'staff-approval', path: '/staff/approval', widths: [1440], role: 'approver', ready: settled },
    { name: 'staff-matrix', path: '/staff/heatmap', widths: [1440], role: 'deputy', ready: settled },
    { name: 'staff-map', path: '/staff/heatmap?view=map', widths: [1440], role: 'deputy', ready: settled },
    ...(await listGuideShots(site)),
  ];
}

/** The screen each role begins its day with. */
async function listGuideShots(site: TestSite): Promise<Shot[]> {
  const { rows } = await site.app.pool.query<{ number: string }>(
    `SELECT number FROM cases.case_file
     WHERE status = 'in_work' AND merged_into IS NULL
       AND executor_unit_id = (SELECT unit_id FROM identity.person WHERE email = 'executor@demo.invalid')
     ORDER BY (SELECT count(*) FROM cases.event WHERE case_id = case_file.id) DESC LIMIT 1`,
  );
  const paths = {
    operator: '/staff/inbox',
    executor: `/staff/cases/${rows[0]?.number ?? ''}`,
    approver: '/staff/approval',
    editor: '/staff/publications',
    secretary: '/staff/working-group',
    head: '/head',
    admin: '/staff/state',
  };
  return Object.entries(paths).map(([role, path]) => ({
    name: role === 'admin' ? 'administrator' : role,
    path,
    widths: [1440],
    role,
    ready: settled,
    isGuide: true,
  }));
}

async function keepGuidePicture(page: Page, name: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  await sharp(await page.screenshot())
    .resize({ width: GUIDE_WIDTH })
    .webp({ quality: 72, effort: 6 })
    .toFile(join(guides, `${name}.webp`));
}

/** Pictures below the fold load when they come near; a map says when it has drawn all it has. */
async function settle(page: Page): Promise<void> {
  for (const image of await page.locator('img[loading="lazy"]').all()) await image.scrollIntoViewIfNeeded();
  const place = page.locator('.message__map');
  if ((await place.count()) > 0) {
    await place.scrollIntoViewIfNeeded();
    await place.locator('.maplibregl-map[data-state="idle"]').waitFor({ timeout: 60_000 });
  }
  await page.evaluate(() => window.scrollTo(0, 0));
  if ((await page.locator('.maplibregl-map').count()) > 0)
    await page.locator('.maplibregl-map[data-state="idle"]').first().waitFor({ timeout: 60_000 });
  await page.waitForLoadState('networkidle');
}

async function take(browser: Browser, site: TestSite, shot: Shot): Promise<void> {
  for (const width of shot.widths) {
    const { page, context } = await openPage(browser, site, {
      width,
      ...(shot.theme && { theme: shot.theme }),
    });
    if (shot.role) await signIn(page, shot.role);
    await page.goto(shot.path);
    await shot.ready(page);
    await settle(page);
    if (shot.isGuide) await keepGuidePicture(page, shot.name);
    else
      await page.screenshot({
        path: join(folder, `${shot.name}-${width}.png`),
        // A whole page is taken in a taller window, in which a map that fills it is not yet drawn.
        fullPage: shot.name.startsWith('portal') && shot.name !== 'portal-map',
      });
    await context.close();
    console.log(`${shot.name}-${width}`);
  }
}

for (const one of [folder, guides]) mkdirSync(one, { recursive: true });
await setup();
const site = await startSite({ OTKLIK_DEMO: '1' });
const browser = await launchBrowser();
try {
  for (const shot of await listShots(site))
    if (wanted.length === 0 || wanted.includes(shot.name) || (shot.isGuide && wanted.includes('guides')))
      await take(browser, site, shot);
} finally {
  await browser.close();
  await site.close();
}
