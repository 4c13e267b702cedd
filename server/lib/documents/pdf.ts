import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../errors.ts';

/** Where a Chromium may stand; the setting comes first, then what `npm test` brings, then the system's own. */
const places = [
  process.env.CHROMIUM_PATH,
  join('.local', 'chromium', 'chromium'),
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const LIMIT_MS = 30_000;

/** The browser that prints, or null: it is optional, DOCX needs none. */
export const findChromium = (): string | null =>
  places.find((path): path is string => Boolean(path) && existsSync(path as string)) ?? null;

let last: Promise<unknown> = Promise.resolve();

/**
 * Prints our own page as a tagged PDF (structure tree and outline). One browser at a time; it has no network, no script
 * (CSP of the page), a folder of its own that is removed. Throws `lib.unavailable` where there is no browser.
 */
export function printPdf(html: string): Promise<Buffer> {
  const done = last.then(() => print(html));
  last = done.catch(() => undefined);
  return done;
}

async function print(html: string): Promise<Buffer> {
  const browser = findChromium();
  if (!browser)
    throw new AppError(
      'lib.unavailable',
      'PDF сделать нечем: на сервере нет браузера Chromium. Скачайте DOCX или попросите администратора поставить Chromium.',
    );
  const folder = await mkdtemp(join(tmpdir(), 'otklik-pdf-'));
  try {
    const page = join(folder, 'page.html');
    const target = join(folder, 'page.pdf');
    await writeFile(page, html);
    await run(browser, folder, [`--print-to-pdf=${target}`, pathToFileURL(page).href]);
    return await readFile(target);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('lib.unavailable', 'PDF не получился. Скачайте DOCX и повторите позже.', {
      cause: error,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(browser: string, folder: string, args: string[]): Promise<void> {
  const options = [
    '--headless=new',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-sync',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:9',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    '--export-tagged-pdf',
    '--generate-pdf-document-outline',
    // Chromium's own sandbox refuses to start for root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(browser, [...options, ...args], {
      stdio: 'ignore',
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Chromium ended with ${code}`))));
  });
}
