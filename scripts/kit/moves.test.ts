import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findAdminLink } from './admin.ts';
import { ensureFolders } from './install-steps.ts';
import { addressOf, type Kit } from './kit.ts';
import type { ReleaseManifest } from './manifest.ts';
import { type Pending, readPending, writePending } from './pending.ts';
import { currentVersion, placesOf } from './places.ts';
import { type Supervisor, supervisorOf, waitReady } from './supervisor.ts';
import { goBack, openPortal, switchTo } from './upgrade.ts';

/** Moves of an installation in a folder of its own: what starts it is played, and its pages always answer. */

const folder = mkdtempSync(join(tmpdir(), 'otklik-moves-'));
const pages = createServer((_, reply) => reply.end('ok'));
let port = 0;
let kit: Kit;

const release = (version: string): ReleaseManifest => ({
  version,
  commit: version,
  madeAt: '',
  platform: '',
  node: '',
  migrations: [],
  files: {},
});
const options = { isOpening: false, isDatabaseCopied: false, minutes: 0.02 };
const database = (): string => join(kit.places.data, 'postgres/words');
const copy = (): string => join(kit.places.data, '.before-upgrade');
const pendingOne = (): Pending => ({
  from: '1',
  to: '2',
  begunAt: '',
  step: 'switched',
  copy: copy(),
  changes: 0,
});

/** Each start writes into the database, and those numbered fail; says which version each start found. */
function play(failing: readonly number[]): Supervisor & { started: (string | null)[] } {
  const started: (string | null)[] = [];
  return {
    started,
    async start() {
      started.push(currentVersion(kit.places));
      writeFileSync(database(), `start ${started.length}`);
      if (failing.includes(started.length)) throw new Error('systemctl start не удалось');
    },
    async stop() {},
    failure: () => null,
    describe: () => [],
  };
}

beforeAll(async () => {
  await new Promise<void>((done) => pages.listen(0, '127.0.0.1', done));
  const address = pages.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => {
  pages.close();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  const prefix = mkdtempSync(join(folder, 'city-'));
  const places = placesOf(prefix, '');
  for (const version of ['1', '2']) {
    mkdirSync(join(places.versions, version, 'runtime'), { recursive: true });
    writeFileSync(join(places.versions, version, 'manifest.json'), JSON.stringify(release(version)));
  }
  symlinkSync(join(places.versions, '1'), places.current);
  mkdirSync(places.config);
  writeFileSync(places.settings, `PORT=${port}\n`);
  mkdirSync(join(places.data, 'postgres'), { recursive: true });
  const installed = { prefix, data: places.data, account: null, supervisor: 'plain' as const };
  kit = { home: places.home, places, installed, owner: null, say: () => {} };
  writeFileSync(database(), 'as it was');
});

describe('a new version that cannot even be started', () => {
  it('makes way for the former one and its database', async () => {
    const supervisor = play([1]);
    await expect(switchTo(kit, supervisor, release('2'), options)).rejects.toThrow(
      'Работает прежняя версия 1, данные — как до обновления.',
    );
    expect(supervisor.started).toEqual(['2', '1']);
    expect(currentVersion(kit.places)).toBe('1');
    expect(readFileSync(database(), 'utf8')).toBe('start 2');
    expect(readdirSync(kit.places.versions)).toEqual(['1']);
    for (const path of [kit.places.closed, copy()]) expect(existsSync(path), path).toBe(false);
    expect(readPending(kit.home)).toBeNull();
  });

  it('nor can the former one: it is there, and that is said', async () => {
    writePending(kit.home, pendingOne());
    mkdirSync(copy());
    writeFileSync(join(copy(), 'words'), 'as it was');
    writeFileSync(kit.places.closed, '');
    const supervisor = play([1]);
    await expect(goBack(kit, supervisor, pendingOne(), 0.02)).rejects.toThrow(
      'Прежняя версия 1 возвращена, но не поднялась: systemctl start не удалось',
    );
    expect(currentVersion(kit.places)).toBe('1');
    expect(readPending(kit.home)).toBeNull();
    expect(existsSync(kit.places.closed)).toBe(false);
  });

  it('nor closed: what was begun is known, and the former one is started', async () => {
    kit = { ...kit, places: { ...kit.places, closed: join(folder, 'missing/closed.env') } };
    const supervisor = play([]);
    await expect(switchTo(kit, supervisor, release('2'), options)).rejects.toThrow(/Обновить не удалось/u);
    expect(supervisor.started).toEqual(['1']);
    expect(readPending(kit.home)).toBeNull();
  });
});

describe('the opening', () => {
  it('opens a portal that was left closed, and no other', async () => {
    await expect(openPortal(kit, 0.02, play([]))).rejects.toThrow('Портал и так открыт');
    writeFileSync(kit.places.closed, '');
    await openPortal(kit, 0.02, play([]));
    expect(existsSync(kit.places.closed)).toBe(false);
    expect(readdirSync(kit.places.versions)).toEqual(['1', '2']);
  });

  it('is not for an upgrade that was cut in the middle', async () => {
    writePending(kit.home, { ...pendingOne(), step: 'copying' });
    await expect(openPortal(kit, 0.02, play([]))).rejects.toThrow('прервано на середине');
  });

  it('leaves no copy behind, even where the pages do not come up', async () => {
    rmSync(kit.places.current);
    symlinkSync(join(kit.places.versions, '2'), kit.places.current);
    writePending(kit.home, pendingOne());
    mkdirSync(copy());
    const supervisor: Supervisor = { ...play([]), failure: () => 'worker не запускается' };
    await expect(openPortal(kit, 0.02, supervisor)).rejects.toThrow('worker не запускается');
    expect(existsSync(copy())).toBe(false);
  });
});

it('pages that answer are not enough where what is beside them fails', async () => {
  expect(await waitReady(play([]), addressOf(kit), 0.02)).toBeNull();
  expect(await waitReady({ ...play([]), failure: () => 'упал' }, addressOf(kit), 0.02)).toBe('упал');
});

it('a code that cannot be had is no word of an administrator being there', async () => {
  const node = join(kit.places.current, 'runtime/node');
  writeFileSync(node, '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  await expect(findAdminLink(kit)).rejects.toThrow('Кода не получить');
  writeFileSync(node, '#!/bin/sh\necho 1111-2222-3333\n');
  expect(await findAdminLink(kit)).toBe(`http://127.0.0.1:${port}/staff/setup#1111-2222-3333`);
  writeFileSync(node, '#!/bin/sh\necho Сотрудники уже есть\n');
  expect(await findAdminLink(kit)).toBeNull();
});

it('states of services are told in Russian, asked for as old systemd understands', () => {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'systemctl'),
    `#!/bin/sh\n[ "$1 $2 $3 $4" = "show --value -p ActiveState" ] || exit 1\ncase $5 in *web*) echo active;; *) echo failed;; esac\n`,
    { mode: 0o755 },
  );
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
  const shown = supervisorOf({ ...kit, installed: { ...kit.installed, supervisor: 'systemd' } }).describe();
  vi.unstubAllEnvs();
  expect(shown).toEqual([
    { words: 'otklik-database.service: не запускается', isActive: false },
    { words: 'otklik-web.service: работает', isActive: true },
    { words: 'otklik-worker.service: не запускается', isActive: false },
  ]);
});

it.skipIf(process.getuid?.() !== 0)(
  'folders: a fresh disk is taken, and logs are of root (needs root)',
  () => {
    const owner = { uid: 65_534, gid: 65_534 };
    const { data, logs } = kit.places;
    rmSync(data, { recursive: true });
    mkdirSync(join(data, 'lost+found'), { recursive: true });
    ensureFolders(kit.places, owner);
    expect(statSync(data).uid).toBe(owner.uid);
    expect(statSync(logs)).toMatchObject({ uid: 0, gid: owner.gid });
    // One an earlier version made is taken back, with what is in it.
    writeFileSync(join(logs, 'otklik.log'), '');
    chownSync(logs, owner.uid, owner.gid);
    ensureFolders(kit.places, owner);
    expect(statSync(logs).uid).toBe(0);
    expect(ensureFolders(kit.places, owner)).toEqual([]);
  },
);
