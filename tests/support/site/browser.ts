import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { findChromium } from '../../../scripts/chromium.mjs';
import { createApp } from '../../../server/app.ts';
import { seedDemo } from '../../../server/demo/seed.ts';
import { readConfig } from '../../../server/lib/config.ts';
import { startWorker } from '../../../server/lib/jobs/worker.ts';
import { createLog } from '../../../server/lib/log.ts';
import { modules } from '../../../server/modules.ts';
import { serializeVi, type ViSettings, viCookieName, viDefaults } from '../../../shared/text/vi.ts';
import { findFaint } from './contrast.ts';
import { cloneDatabase } from './database.ts';
import { cloneDemoCity } from './demo-city.ts';
import { failCommands } from './failing-journey.ts';
import { patience } from './journey.ts';
import type { TestSite } from './test-site.ts';

/**
 * The whole server with its worker, listening on the loopback, on a database of its own; with OTKLIK_DEMO=1 the demo city, as
 * everybody sees it, a copy, or of another size.
 */
export async function startSite(
  env: Record<string, string> = {},
  city?: Parameters<typeof seedDemo>[1],
): Promise<TestSite> {
  const dataDir = await mkdtemp(join(tmpdir(), 'otklik-e2e-'));
  const isUsualCity = env.OTKLIK_DEMO === '1' && !city;
  const database = await (isUsualCity ? cloneDemoCity(dataDir) : cloneDatabase());
  const config = readConfig({
    DATABASE_URL: database.url,
    OTKLIK_DATA: dataDir,
    OTKLIK_POOL: '8',
    OTKLIK_REQUESTS_PER_MINUTE: '0',
    // A page that is opened the moment after a change shows it: a reader would look again a quarter of a second later.
    OTKLIK_FIGURES_LAG_MS: '0',
    OTKLIK_CITY: 'kamensk-uralsky',
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    ...env,
  });
  const app = await createApp({ config, log: createLog(config.logLevel) });
  await seedDemo(app.services, city);
  const jobs = modules.flatMap((module) => module.jobs ?? []);
  const worker = await startWorker({ services: app.services, tasks: app.tasks, jobs });
  const url = await app.http.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    app,
    close: async () => {
      await worker.stop();
      await app.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Headless Chromium that draws WebGL in software and asks nothing of the network. */
export async function launchBrowser(extra: string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? findChromium();
  if (!executablePath) throw new Error('Chromium не найден: запустите через npm test');
  return chromium.launch({
    executablePath,
    // On a bare machine the locale is POSIX, in which Chromium keeps no Russian name of a downloaded file.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    // It ends when the process that holds it does, however that comes: nothing need be done first.
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      // Maps alone need the processor that software plays: pages painted by it take nearly three times as long.
      '--disable-gpu-rasterization',
      '--disable-gpu-compositing',
      ...extra,
    ],
  });
}

let shared: Browser | undefined;

/**
 * The browser of this process, one for all its files: closing it closes its windows. It ends with the process.
 */
export async function openBrowser(): Promise<Browser> {
  if (shared?.isConnected()) return shared;
  const browser = await launchBrowser();
  browser.close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  };
  shared = browser;
  return browser;
}

export interface PageLook {
  width?: number;
  height?: number;
  theme?: 'light' | 'dark';
  /** The version for weak sight is on, with these of its settings. */
  vi?: Partial<ViSettings>;
  /** Session cookie, as `signInAs` gives it. */
  cookie?: string;
  /** The portal's own worker may keep its pages for a time without a network; off, so that tests see the server. */
  hasWorker?: boolean;
}

const writeVi = (settings: Partial<ViSettings>): string =>
  encodeURIComponent(serializeVi({ ...viDefaults, ...settings }));

/** A fresh person at a fresh device. Errors of scripts on the page fail the test that reads `errors`. */
export async function openPage(
  browser: Browser,
  site: { url: string },
  look: PageLook = {},
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const width = look.width ?? 1440;
  const context = await browser.newContext({
    viewport: { width, height: look.height ?? (width < 600 ? 844 : 900) },
    locale: 'ru-RU',
    timezoneId: 'Asia/Yekaterinburg',
    colorScheme: look.theme ?? 'light',
    hasTouch: width < 600,
    baseURL: site.url,
    serviceWorkers: look.hasWorker ? 'allow' : 'block',
  });
  const cookies = [
    ...(look.vi ? [{ name: viCookieName, value: writeVi(look.vi), url: site.url }] : []),
    ...(look.cookie ?? '')
      .split('; ')
      .filter(Boolean)
      .map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: site.url };
      }),
  ];
  // Every step waits as long as a busy machine may need; a step that never comes still fails its test.
  context.setDefaultTimeout(patience);
  if (cookies.length > 0) await context.addCookies(cookies);
  const page = await context.newPage();
  if (process.env.FAILING_JOURNEYS) await failCommands(context, page, process.env.FAILING_JOURNEYS);
  // Chromium is told to hand over its dialogs of files without waiting for it to agree: told only when one is about to
  // open, it may on a busy machine open it for nobody.
  page.on('filechooser', () => {});
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) errors.push(message.text());
  });
  return { page, context, errors };
}

export const everyRule: RunOptions['runOnly'] = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};

/** What the version for weak sight can break beside contrast: the rest reads names, roles and order, which no style changes. */
export const themeRules: RunOptions['runOnly'] = {
  type: 'rule',
  values: ['link-in-text-block', 'target-size', 'scrollable-region-focusable'],
};

export interface FaultSearch {
  rules?: RunOptions['runOnly'];
  /** Selector of the part that is looked at. */
  place?: string;
  /** Contrast of every text, not of each pair of text and ground once. */
  isThorough?: boolean;
}

/** Half as long to read as `axe.source`, which a page is given anew each time it is opened. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A page is given axe once; the sources of what it looks at are not written down, which takes a twentieth of its time. */
async function giveAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in window)) return;
  await page.evaluate(axeSource);
  await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.configure({ noHtml: true }));
}

/** After a change of colours alone: contrast, and links told from their text by nothing else. Nothing moves by colours. */
export async function findColourFaults(page: Page): Promise<string[]> {
  await giveAxe(page);
  return findFaint(page);
}

/** The rule, the place and the reason of every accessibility fault axe finds. */
export async function findFaults(page: Page, search: FaultSearch = {}): Promise<string[]> {
  const { rules = everyRule, place = 'html', isThorough = false } = search;
  await giveAxe(page);
  const options = {
    runOnly: rules,
    resultTypes: ['violations'],
    // Styles are fetched beforehand for one rule alone, of screens that do not turn: it is an experiment of axe and is not asked.
    preload: { assets: ['media'] },
    rules: { 'color-contrast': { enabled: isThorough } },
  } satisfies RunOptions;
  const faint = isThorough ? [] : await findFaint(page);
  const found = await page.evaluate(
    async (asked) => {
      const run = (window as unknown as { axe: typeof axe }).axe.run;
      const { violations } = await run(asked.place, asked.options);
      return violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
      );
    },
    { place, options },
  );
  return [...faint, ...found];
}

/**
 * Waits until nothing fades in or slides: colours half way are nobody's fault. Motion without an end, as of a bar of
 * progress, is not waited for.
 */
async function standStill(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== 'running' || effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
      ),
  );
}

/** Fails when axe finds anything. */
export async function checkAxe(page: Page): Promise<void> {
  await standStill(page);
  expect(await findFaults(page), page.url()).toEqual([]);
}

/** Whether the page scrolls sideways. */
export const scrollsSideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1);

/**
 * Whether a page of the workplace scrolls as a whole though its parts scroll inside it. In the narrow frame and with
 * large letters the page is one long sheet, and its own bar is the only one.
 */
export const scrollsTwice = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const work = document.querySelector('.shell .work');
    const isSheet = work === null || getComputedStyle(work).overflowY === 'visible';
    return !isSheet && document.documentElement.scrollHeight > document.documentElement.clientHeight;
  });

/** Panes of the workplace that what they hold spills out of, or where it is seen through a slit. */
export const findSqueezed = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main .pane')]
      .filter((pane) => {
        const { overflowY } = getComputedStyle(pane);
        const isCut = pane.clientHeight > 0 && pane.scrollHeight > pane.clientHeight + 4;
        return isCut && (overflowY === 'visible' || pane.clientHeight < 160);
      })
      .map((pane) => pane.getAttribute('aria-label') ?? pane.className),
  );

/** Words of Latin letters a person would see, but for addresses and paths, codes with digits and names that have no Russian form. */
export function findEnglish(text: string): string[] {
  const known =
    /^(?:Ctrl|Enter|Esc|Shift|Alt|Tab|Space|JSONL?|CSV|XLSX|DOCX|Word|Excel|PDF|HEIC|JPEG|PNG|WebP|GeoJSON|SMS|QR|e-mail|MAX|Keycloak|OpenID|Connect|TLS|STARTTLS|HTTP|GET|POST|API|OpenStreetMap|Node|IP|cookie|JavaScript|OpenAI|YandexGPT|GigaChat|RSS|Atom|Telegram|[A-Z]|[a-z]|[IVX]+)$/i;
  // A print of what was kept, in brief: some of its groups are letters alone.
  const named = text
    .replaceAll(/UTF-8|windows-1251|[\da-f]{4} [\da-f]{4}…[\da-f]{4}/giu, ' ')
    // What an administrator types into a terminal, and where it is told.
    .replaceAll(
      /OTKLIK_[A-Z_]+(?:=\S+)?|npm (?:start|run [\w:-]+)(?: --(?: [\w-]+| \/\S+| [А-Я]+)*)?|\.local\/data|otklik [a-z-]+|docs\/[\w-]+\.md|bench\/results(?:\/[\w-]+\.md)?/gu,
      ' ',
    );
  const words =
    named
      .replaceAll(/\S+@\S+|https?:\/\/\S+|(?<=^|\s)\/\S+|[\w.-]*\d[\w.-]*/gmu, ' ')
      .match(/[A-Za-z](?:[A-Za-z-]*[A-Za-z])/g) ?? [];
  return [...new Set(words)].filter((word) => word.length > 2 && !known.test(word));
}
