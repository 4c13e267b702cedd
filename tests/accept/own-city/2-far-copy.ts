import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort, isPortFree } from '../../../scripts/support/ports.mjs';
import type { AcceptLine } from '../line.ts';
import { root, runProgram } from '../run-program.ts';

/** Copies carried by rclone to a server of S3 and to one of SFTP on this machine, brought back, and returned from. */

const PASSPHRASE = 'четыре слова для пробы';

const has = (command: string, ...args: string[]): boolean => {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const rclone = (settings: string, ...args: string[]): string =>
  execFileSync('rclone', ['--config', settings, ...args], {
    encoding: 'utf8',
    // A bundle named to Amazon's library stops it at plain HTTP.
    env: { ...process.env, AWS_CA_BUNDLE: '' },
  });

interface Far {
  name: string;
  /** Of `rclone.conf`. */
  settings: string;
  server: ChildProcess;
  path: string;
}

async function serve(command: string, args: readonly string[], port: number): Promise<ChildProcess> {
  const server = spawn(command, args, { stdio: 'ignore' });
  for (let waited = 0; (await isPortFree(port)) && waited < 200; waited += 1) await sleep(100);
  return server;
}

async function serveSftp(folder: string): Promise<Far> {
  const port = await findFreePort(3700);
  mkdirSync(join(folder, 'sftp'));
  const server = await serve(
    'rclone',
    ['serve', 'sftp', join(folder, 'sftp'), '--addr', `127.0.0.1:${port}`, '--user', 'u', '--pass', 'p'],
    port,
  );
  const pass = execFileSync('rclone', ['obscure', 'p'], { encoding: 'utf8' }).trim();
  const settings = `[sftp]\ntype = sftp\nhost = 127.0.0.1\nport = ${port}\nuser = u\npass = ${pass}\n`;
  return { name: 'SFTP', settings, server, path: 'sftp:kopii' };
}

async function serveS3(): Promise<Far> {
  const port = await findFreePort(3750);
  const server = await serve('python3', ['-m', 'moto.server', '-p', String(port)], port);
  const keys = 'access_key_id = testing\nsecret_access_key = testing\n';
  const settings = `[s3]\ntype = s3\nprovider = Other\n${keys}endpoint = http://127.0.0.1:${port}\n`;
  return { name: 'S3', settings, server, path: 's3:otklik/kopii' };
}

/** Starts a city that copies itself and carries its copies by the setting, until they have been carried; stops it. */
async function copyCity(
  data: string,
  copies: string,
  mirror: readonly string[],
  arrived: () => boolean,
): Promise<void> {
  const port = await findFreePort(3600);
  const city = spawn(process.execPath, ['scripts/start.mjs', '--data', data, '--port', String(port)], {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      AWS_CA_BUNDLE: '',
      OTKLIK_BACKUP_TO: copies,
      OTKLIK_BACKUP_PASSPHRASE: PASSPHRASE,
      OTKLIK_BACKUP_MIRROR: JSON.stringify(mirror),
    },
  });
  const gone = new Promise((done) => city.once('exit', done));
  const hasBase = (): boolean =>
    existsSync(join(copies, 'base')) && readdirSync(join(copies, 'base')).length > 0;
  for (let waited = 0; !(hasBase() && arrived()) && waited < 120; waited += 1) await sleep(1000);
  city.kill('SIGTERM');
  await gone;
}

/** Brings the copies back from there and returns from them; what was said of it. */
function bringBack(far: Far, settings: string, folder: string): { isWhole: boolean; words: string } {
  const back = join(folder, `back-${far.name}`);
  rclone(settings, 'copy', far.path, back);
  try {
    const words = execFileSync(process.execPath, ['scripts/backup.ts', '--check', '--to', back], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, OTKLIK_BACKUP_PASSPHRASE: PASSPHRASE },
    });
    return { isWhole: words.includes('всё сходится'), words: words.trim() };
  } catch (error) {
    return { isWhole: false, words: (error as Error).message };
  }
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: 'Копии унесены на вторую площадку по S3 и SFTP, принесены назад, из них вернулись',
  async run({ tell }) {
    if (!has('rclone', 'version')) return { isHeld: false, figures: ['не измерено: apt install rclone'] };
    const folder = mkdtempSync(join(tmpdir(), 'otklik-far-'));
    chmodSync(folder, 0o711);
    const [data, copies, settings] = [
      join(folder, 'city'),
      join(folder, 'copies'),
      join(folder, 'rclone.conf'),
    ];
    mkdirSync(copies);
    const hasS3 = has('python3', '-c', 'import moto.server');
    const places = [await serveSftp(folder), ...(hasS3 ? [await serveS3()] : [])];
    try {
      writeFileSync(settings, places.map((far) => far.settings).join('\n'));
      await runProgram(['scripts/demo.mjs', '--cases', '300', '--data', data], tell);
      const [first] = places;
      if (!first) throw new Error('Площадок нет');
      const mirror = ['rclone', '--config', settings, 'sync', '--exclude', '.half-*', '{place}', first.path];
      tell('город копирует себя и уносит копии сам');
      const arrived = (): boolean => existsSync(join(folder, 'sftp/kopii/base'));
      await copyCity(data, copies, mirror, arrived);
      const wasCarried = arrived();
      const found = places.map((far) => {
        tell(far.name);
        rclone(settings, 'sync', '--exclude', '.half-*', copies, far.path);
        return { far, ...bringBack(far, settings, folder) };
      });
      const key = readFileSync(join(folder, 'sftp/kopii/key.age'), 'latin1');
      const isSealed = !key.includes('AGE-SECRET-KEY');
      return {
        isHeld: hasS3 && wasCarried && isSealed && found.every(({ isWhole }) => isWhole),
        figures: [
          `город унёс копии сам: ${wasCarried ? 'да' : '**нет**'}; ключ на той стороне запечатан: ${isSealed ? 'да' : '**нет**'}`,
          ...found.map(({ far, words }) => `${far.name}: ${words}`),
          ...(hasS3 ? [] : ['S3 не измерен: apt install python3-moto python3-flask-cors']),
        ],
      };
    } finally {
      for (const { server } of places) server.kill();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
