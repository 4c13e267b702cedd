import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../../scripts/support/ports.mjs';
import { DEMO_PASSWORD } from '../../../server/base/identity/people/demo-people.ts';
import type { AcceptLine } from '../line.ts';
import { root, runProgram } from '../run-program.ts';
import { awaitFirstCopy } from './machines/first-copy.ts';

/** `npm run as-of` on a demo city that is copied by its keeper: what it shows, what it refuses, what it leaves. */

const PASSPHRASE = 'четыре слова для пробы';
/** How long a city is waited for, ms. */
const PATIENCE = 180_000;

interface Running {
  url: string;
  child: ChildProcess;
  /** All it has said. */
  words: () => string;
  stop: () => Promise<void>;
}

async function start(args: readonly string[], port: number, env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (words: string) => said.push(words));
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + PATIENCE;
  while (!said.join('').includes('Отклик открыт')) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`Город не поднялся:\n${said.join('')}`);
    await sleep(200);
  }
  return {
    url,
    child,
    words: () => said.join(''),
    async stop() {
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

interface Asked {
  status: number;
  body: Record<string, unknown>;
  cookie: string;
}

async function ask(url: string, path: string, cookie = '', body?: object): Promise<Asked> {
  const reply = await fetch(`${url}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'x-otklik': '1', cookie, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  return {
    status: reply.status,
    body: (await reply.json()) as Record<string, unknown>,
    cookie: reply.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  };
}

const message = (text: string): object => ({
  clientKey: crypto.randomUUID(),
  text,
  place: { lat: 56.405, lon: 61.93 },
  phone: '+79000000001',
  consent: true,
  consentVersion: '3',
});

/** Numbers of messages sent before the moment and after it, and the moment as one types it. */
async function live(url: string): Promise<{ before: string; after: string; at: string }> {
  const send = async (text: string): Promise<string> => {
    const { status, body } = await ask(url, '/api/messages', '', message(text));
    if (status !== 200) throw new Error(`Сообщение не принято: ${status} ${JSON.stringify(body)}`);
    return String(body.number);
  };
  const before = await send('Яма на дороге до названного мига');
  await sleep(2000);
  const at = new Date(Date.now() + 5 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  await sleep(2000);
  return { before, after: await send('Яма на дороге после названного мига'), at };
}

/** Folders of cities that are looked at: none is left by one that was stopped. */
const countLeft = (): number =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('otklik-as-of-')).length;

async function look(shown: Running, sent: { before: string; after: string }): Promise<[string, boolean][]> {
  const token = /token=([\w-]+)/u.exec(shown.words())?.[1] ?? '';
  const entered = await ask(shown.url, '/api/session/new-password', '', {
    token,
    password: 'сто двадцать воробьёв',
  });
  const read = async (number: string) =>
    (await ask(shown.url, `/api/cases/${number}`, entered.cookie)).status;
  const refused = await ask(
    shown.url,
    '/api/messages',
    entered.cookie,
    message('Яма на дороге в былом городе'),
  );
  const staff = await ask(shown.url, '/api/session/password', '', {
    email: 'operator@demo.invalid',
    password: DEMO_PASSWORD,
  });
  return [
    ['проверяющий вошёл по ссылке', entered.status === 200 && entered.body.kind === 'staff'],
    ['сообщение до мига видно', (await read(sent.before)) === 200],
    ['сообщения после него нет', (await read(sent.after)) === 404],
    ['изменить нельзя, и сказано почему', refused.status === 403 && refused.body.code === 'lib.as-it-was'],
    ['сотрудник входит, как входил тогда', staff.status === 200],
  ];
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: 'Город, каким он был: поднят из копий к мигу, только для чтения, и ничего после себя не оставил',
  async run({ tell }) {
    const folder = mkdtempSync(join(tmpdir(), 'otklik-look-'));
    chmodSync(folder, 0o711);
    const [data, copies] = [join(folder, 'city'), join(folder, 'copies')];
    mkdirSync(copies);
    const left = countLeft();
    const port = await findFreePort(3600);
    try {
      const made = await runProgram(
        ['scripts/demo.mjs', '--cases', '300', '--no-photos', '--data', data],
        tell,
      );
      if (made.code !== 0) throw new Error('Город не наполнен');
      const env = { OTKLIK_BACKUP_TO: copies, OTKLIK_BACKUP_PASSPHRASE: PASSPHRASE };
      const city = await start(['scripts/start.mjs', '--data', data, '--port', String(port)], port, env);
      await awaitFirstCopy(copies, PASSPHRASE);
      const sent = await live(city.url);
      await city.stop();
      tell(`город остановлен; смотрю, каким он был ${sent.at}`);
      const other = await findFreePort(port + 1);
      const begun = performance.now();
      const shown = await start(
        ['scripts/as-of.ts', '--from', copies, '--at', sent.at, '--port', String(other)],
        other,
        { OTKLIK_BACKUP_PASSPHRASE: PASSPHRASE },
      );
      const seconds = (performance.now() - begun) / 1000;
      const found = await look(shown, sent);
      await shown.stop();
      const all: [string, boolean][] = [
        ...found,
        ['после остановки ничего не осталось', countLeft() === left],
      ];
      return {
        isHeld: all.every(([, is]) => is),
        figures: [
          ...all.map(([what, is]) => `${what}: ${is ? 'да' : '**нет**'}`),
          `поднят за ${seconds.toFixed(0)} с, 300 дел`,
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
