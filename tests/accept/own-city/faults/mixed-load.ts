import { randomUUID } from 'node:crypto';
import { modules } from '../../../../server/modules.ts';
import { pause } from './site.ts';

/** What a city does all day, over and over: every list, every page, every file of the product, and messages of residents. */

export interface Load {
  requests: number;
  /** Routes that answered anything but a failure of the server. */
  routes: Set<string>;
  failures: string[];
  messages: number;
}

const PAGES = [
  '/',
  '/new',
  '/map',
  '/staff',
  '/staff/cases',
  '/open-data',
  '/robots.txt',
  '/sitemap.xml',
  '/widget.js',
];

const listAsked = (): string[] =>
  modules
    .flatMap((module) => module.routes ?? [])
    .map(({ route }) => route)
    .filter(({ method, path }) => method === 'GET' && !path.includes(':'))
    .flatMap(({ path }) =>
      path.endsWith('/export')
        ? ['xlsx', 'csv', 'docx', 'pdf'].map((format) => `${path}?format=${format}`)
        : [path],
    );

async function signIn(address: string, who: string): Promise<string> {
  const reply = await fetch(`${address}/api/session/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-otklik': '1', origin: address },
    body: JSON.stringify({ email: `${who}@demo.invalid`, password: 'otklik-demo' }),
  });
  if (!reply.ok) throw new Error(`Вход ${who}: ${reply.status} ${await reply.text()}`);
  return reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

async function look(address: string, path: string, cookie: string, load: Load): Promise<void> {
  try {
    const reply = await fetch(`${address}${path}`, {
      headers: { cookie },
      signal: AbortSignal.timeout(60_000),
    });
    await reply.arrayBuffer();
    load.requests += 1;
    if (reply.status < 500 || reply.status === 503) load.routes.add(path);
    else load.failures.push(`${path}: ${reply.status}`);
  } catch (error) {
    // A stream of events never ends by itself.
    if (!(error instanceof DOMException)) load.failures.push(`${path}: ${error}`);
  }
}

async function send(address: string, load: Load): Promise<void> {
  const body = {
    clientKey: randomUUID(),
    text: `Яма на дороге у дома ${load.messages % 90}, опасно для машин`,
    place: { lat: 56.405, lon: 61.93 },
    phone: `+7900${String(1_000_000 + load.messages)}`,
    consent: true,
    consentVersion: '3',
  };
  const reply = await fetch(`${address}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-otklik': '1' },
    body: JSON.stringify(body),
  });
  await reply.arrayBuffer();
  load.requests += 1;
  if (reply.ok) load.messages += 1;
}

/** Goes round until the moment comes; the clock of the program and its queue work beside it. */
export async function playLoad(address: string, until: number): Promise<Load> {
  const load: Load = { requests: 0, routes: new Set(), failures: [], messages: 0 };
  const who = ['admin', 'operator', 'analyst', 'chair'];
  const cookies = ['', ...(await Promise.all(who.map((one) => signIn(address, one).catch(() => ''))))];
  const paths = [...PAGES, ...listAsked()];
  for (let at = 0; Date.now() < until; at += 1) {
    const path = paths[at % paths.length] ?? '/';
    await look(address, path, cookies[at % cookies.length] ?? '', load);
    if (at % 5 === 0) await send(address, load).catch(() => {});
    await pause(20);
  }
  return load;
}
