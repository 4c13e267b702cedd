import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTurns } from '../database/in-turn.ts';
import { AppError } from '../errors.ts';
import { newToken } from '../ids.ts';

/** Where a Chromium may stand; the setting comes first, then what `npm test` brings, then the system's own. */
const places = [
  process.env.CHROMIUM_PATH,
  join('.local', 'chromium', 'chromium'),
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const LIMIT_MS = 30_000;
/** What a page has for its letters and pictures, in time of its own. */
const LETTERS_MS = 5000;

/** The browser that prints, or null: it is optional, DOCX needs none. */
export const findChromium = (): string | null =>
  places.find((path): path is string => Boolean(path) && existsSync(path as string)) ?? null;

const inTurn = createTurns(1);

/** Of a page nothing is fetched and nothing runs, whatever it says itself: its styles, pictures and letters lie in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";

/**
 * Prints our own page as a tagged PDF (structure tree and outline). One browser at a time, with a folder of its own that is
 * removed. It reads no file and no address but the page's: a page from http may not open files, the only way out is
 * closed, and the page's policy allows nothing. Throws `lib.unavailable` where there is no browser.
 */
export const printPdf = (html: string): Promise<Buffer> => inTurn(() => print(html));

async function print(html: string): Promise<Buffer> {
  const browser = findChromium();
  if (!browser)
    throw new AppError(
      'lib.unavailable',
      'PDF сделать нечем: на сервере нет браузера Chromium. Скачайте DOCX или попросите администратора поставить Chromium.',
    );
  const folder = await mkdtemp(join(tmpdir(), 'otklik-pdf-'));
  const page = await servePage(html);
  try {
    const target = join(folder, 'page.pdf');
    // The page's own place is all that is not sent to where nobody listens; by itself Chromium spares the whole machine.
    await run(browser, folder, [
      `--proxy-bypass-list=<-loopback>;${page.host}`,
      // The page's letters lie in it and are read after it is: without this Chromium prints before them, and what waits for letters
      // is not drawn at all. The time is the page's own: nobody waits for it.
      `--virtual-time-budget=${LETTERS_MS}`,
      `--print-to-pdf=${target}`,
      page.url,
    ]);
    return await readFile(target);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('lib.unavailable', 'PDF не получился. Скачайте DOCX и повторите позже.', {
      cause: error,
    });
  } finally {
    page.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gives the page to who knows its address, for the time of printing. */
async function servePage(html: string): Promise<{ url: string; host: string; close: () => void }> {
  const path = `/${newToken()}`;
  const server = createServer((request, reply) => {
    if (request.url !== path) return void reply.writeHead(404).end();
    reply
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY })
      .end(html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}${path}`,
    host,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/**
 * Whether Chromium's own sandbox works here. Root has none; of other accounts only the system knows (a container may refuse
 * everybody the namespaces it takes), so that is learnt at the first print.
 */
const sandbox = { works: process.getuid?.() !== 0 };

/** Last words of a browser kept to learn why it ended, bytes. */
const WORDS_KEPT = 8192;

/** What the browser needs to know of ours: no address of a database and no key. Its home is its own folder. */
const environmentIn = (folder: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DATABASE|OTKLIK)_/.test(name))),
  HOME: folder,
});

async function run(browser: string, folder: string, args: string[]): Promise<void> {
  const { code, words } = await launch(browser, folder, args);
  if (code === 0) return;
  if (!sandbox.works || !/(ERROR|FATAL).*(sandbox|namespace)/i.test(words))
    throw new Error(`Chromium ended with ${code}: ${words.slice(-500)}`);
  sandbox.works = false;
  process.emitWarning('Система не даёт Chromium его песочницы: PDF печатаются без неё.');
  await run(browser, folder, args);
}

function launch(
  browser: string,
  folder: string,
  args: string[],
): Promise<{ code: number | null; words: string }> {
  const options = [
    '--headless=new',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-sync',
    '--no-first-run',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--proxy-server=127.0.0.1:9',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    '--export-tagged-pdf',
    '--generate-pdf-document-outline',
    ...(sandbox.works ? [] : ['--no-sandbox']),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(browser, [...options, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: environmentIn(folder),
      timeout: LIMIT_MS,
      killSignal: 'SIGKILL',
    });
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-WORDS_KEPT);
    });
    child.on('error', reject);
    // A process the browser left behind may hold its words open for ever.
    child.on('exit', (code) => setTimeout(() => resolve({ code, words }), code === 0 ? 0 : 500));
  });
}
