import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { asInstalled, readWanted } from './install-options.ts';
import { refuseRollback, refuseUpgrade, type UpgradeFacts } from './judge-upgrade.ts';
import { describeKitError } from './kit.ts';
import { judgeMachine, type MachineFacts, portsOf } from './machine.ts';
import { compareTree, hashTree, type ReleaseFacts } from './manifest.ts';
import type { Pending } from './pending.ts';
import { placesOf } from './places.ts';
import { makeSettingsFile, parseSettings, writeSetting } from './settings-file.ts';
import { renderUnits } from './units.ts';

const GB = 1024 ** 3;

describe('a manifest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-manifest-'));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('names each file that is changed, missing or added, and where a link leads', () => {
    mkdirSync(join(folder, 'a'), { recursive: true });
    for (const name of ['a/one', 'two', 'manifest.json']) writeFileSync(join(folder, name), name);
    symlinkSync('two', join(folder, 'link'));
    const wanted = hashTree(folder);
    expect(Object.keys(wanted)).toEqual(['a/one', 'link', 'two']);
    expect(wanted.link).toBe('link:two');
    expect(compareTree(wanted, hashTree(folder))).toEqual([]);
    writeFileSync(join(folder, 'two'), 'другое');
    writeFileSync(join(folder, 'three'), '');
    rmSync(join(folder, 'a/one'));
    rmSync(join(folder, 'link'));
    symlinkSync('/etc/passwd', join(folder, 'link'));
    expect(compareTree(wanted, hashTree(folder))).toEqual([
      'нет файла a/one',
      'изменён файл link',
      'изменён файл two',
      'лишний файл three',
    ]);
  });
});

describe('units', () => {
  const places = placesOf('', '');
  const options = { places, account: 'otklik', hasOwnDatabase: false, backupTo: '/mnt/копии 1' };
  const units = renderUnits(options);

  it('run the database, the pages and the work apart, under the account and not as root', () => {
    expect(Object.keys(units)).toEqual([
      'otklik.target',
      'otklik-database.service',
      'otklik-web.service',
      'otklik-worker.service',
    ]);
    for (const [name, text] of Object.entries(units).filter(([file]) => file.endsWith('.service'))) {
      for (const line of [
        'User=otklik',
        'NoNewPrivileges=yes',
        'ProtectSystem=strict',
        'PrivateTmp=yes',
        'ProtectHome=yes',
        'CapabilityBoundingSet=',
        'Restart=always',
        'EnvironmentFile=/etc/otklik/otklik.env',
      ])
        expect(text.split('\n'), name).toContain(line);
      expect(text, name).toMatch(/^MemoryMax=\d+%$/mu);
      expect(text, name).toContain('ReadWritePaths="/var/lib/otklik" "/var/cache/otklik" "-/mnt/копии 1"\n');
    }
  });

  it('have pages and work wait for the database, and work wait for the opening of an upgraded portal', () => {
    for (const part of ['web', 'worker']) {
      expect(units[`otklik-${part}.service`]).toContain('Requires=otklik-database.service\n');
      expect(units[`otklik-${part}.service`]).toContain(`--only ${part} --apart\n`);
    }
    expect(units['otklik-worker.service']).toContain('ConditionPathExists=!/etc/otklik/closed.env\n');
    expect(units['otklik-web.service']).toContain('EnvironmentFile=-/etc/otklik/closed.env\n');
    expect(units['otklik-worker.service']).not.toContain('EnvironmentFile=-');
  });

  it('leave a database of another to itself', () => {
    const own = renderUnits({ ...options, hasOwnDatabase: true, backupTo: '' });
    expect(Object.keys(own)).toEqual(['otklik.target', 'otklik-web.service', 'otklik-worker.service']);
    expect(Object.values(own).join('\n')).not.toMatch(/database\.service|--apart/u);
  });
});

describe('the file of settings', () => {
  it('gives back what was written, whatever is in it', () => {
    for (const value of [
      'plain',
      'https://a.example/?x=1',
      'с пробелами и "кавычками"',
      'цена $5 `x` \\',
      '#',
      "о'д",
    ])
      expect(parseSettings(`# NAME=no\n${writeSetting('NAME', value)}\n`)).toEqual({ NAME: value });
  });

  it('is made closed, real and without copies until they are named', () => {
    const first = {
      url: 'https://a.example',
      port: 3000,
      isDemo: false,
      backupTo: '',
      passphrase: '',
      metricsToken: 'x'.repeat(16),
      databaseUrl: '',
      databaseOwnerUrl: '',
    };
    expect(parseSettings(makeSettingsFile(first))).toEqual({
      OTKLIK_DEMO: '0',
      OTKLIK_URL: 'https://a.example',
      HOST: '127.0.0.1',
      PORT: '3000',
      OTKLIK_METRICS_TOKEN: 'x'.repeat(16),
      OTKLIK_WORKER_PORT: '3001',
    });
    const full = makeSettingsFile({
      ...first,
      backupTo: '/mnt/x y',
      passphrase: 'a b',
      databaseUrl: 'postgres://a:b@c/d',
    });
    expect(parseSettings(full)).toMatchObject({
      OTKLIK_BACKUP_TO: '/mnt/x y',
      OTKLIK_BACKUP_PASSPHRASE: 'a b',
      DATABASE_URL: 'postgres://a:b@c/d',
    });
  });
});

describe('what the installer is told', () => {
  it('stays what it was told first: the folder, the data and who starts it', () => {
    const first = { prefix: '', data: '/srv/otklik', account: 'otklik', supervisor: 'plain' as const };
    const bare = readWanted([]);
    const named = readWanted(['--data', '/srv/otklik/']);
    const other = readWanted(['--data', '/srv/other']);
    if (!bare || !named || !other) throw new Error('help');
    expect(bare).toMatchObject({ data: '', supervisor: 'systemd' });
    for (const wanted of [bare, named])
      expect(asInstalled(wanted, first)).toMatchObject({ data: '/srv/otklik', supervisor: 'plain' });
    expect(() => asInstalled(other, first)).toThrow('Данные уже в /srv/otklik: папку при повторе не меняют.');
    expect(asInstalled(other, null)).toBe(other);
  });

  it.each([
    ['foo-bar', 'Слово «foo-bar» не подходит'],
    ['--wrong', 'Ключ --wrong не подходит'],
    ['--url', 'Ключ --url не подходит'],
  ])('%s is refused by its name', (word, words) => {
    let said = '';
    try {
      readWanted([word]);
    } catch (error) {
      said = describeKitError(error);
    }
    expect(said).toContain(words);
  });
});

describe('a machine', () => {
  const good: MachineFacts = {
    platform: 'linux-x64',
    glibc: '2.36',
    memoryBytes: 8 * GB,
    isRoot: true,
    hasSystemd: true,
    programRoom: 50 * GB,
    dataRoom: 50 * GB,
    isPortFree: true,
  };
  const needs = {
    platform: 'linux-x64',
    programBytes: GB,
    ports: portsOf({ port: 3000, supervisor: 'systemd' }),
    prefix: '',
    supervisor: 'systemd' as const,
  };

  it('that will do is told nothing', () => {
    expect(judgeMachine(good, needs)).toEqual({ refusals: [], warnings: [] });
  });

  it.each<[Partial<MachineFacts>, RegExp]>([
    [{ platform: 'linux-arm64' }, /сделан для linux-x64/u],
    [{ glibc: '2.27' }, /glibc 2\.28/u],
    [{ glibc: '' }, /другая библиотека/u],
    [{ isRoot: false }, /sudo \.\/install\.sh/u],
    [{ hasSystemd: false }, /--without-systemd/u],
    [{ memoryBytes: GB }, /Памяти 1\sГБ/u],
    [{ programRoom: 0 }, /Для программы нужно/u],
    [{ dataRoom: 0 }, /Для данных нужно/u],
    [{ isPortFree: false }, /Порт 3000 или 3001 занят.*--port 3002/u],
  ])('that lacks something (%j) is refused in words', (lacks, words) => {
    const { refusals } = judgeMachine({ ...good, ...lacks }, needs);
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toMatch(words);
  });

  it('with little memory is warned of, and one folder of its own needs no root', () => {
    expect(judgeMachine({ ...good, memoryBytes: 3 * GB }, needs).warnings).toHaveLength(1);
    const supervisor = 'plain' as const;
    const own = {
      ...needs,
      prefix: '/home/a/otklik',
      supervisor,
      ports: portsOf({ port: 3000, supervisor }),
    };
    expect(judgeMachine({ ...good, isPortFree: false }, own).refusals[0]).toMatch(
      /Порт 3000 занят.*--port 3001/u,
    );
    expect(judgeMachine({ ...good, isRoot: false, hasSystemd: false }, own).refusals).toEqual([]);
  });
});

const release = (version: string, migrations: string[]): ReleaseFacts => ({
  version,
  migrations,
  commit: version,
  madeAt: '',
  platform: 'linux-x64',
  node: '24',
});
const pendingOne: Pending = {
  from: '1',
  to: '2',
  begunAt: '',
  step: 'switched',
  copy: '/copy',
  changes: 1,
};

describe('an upgrade', () => {
  const facts: UpgradeFacts = {
    now: release('1', ['0001_a.sql']),
    next: release('2', ['0001_a.sql', '0002_b.sql']),
    platform: 'linux-x64',
    pending: null,
    hasOwnDatabase: false,
    isDatabaseCopied: false,
    databaseBytes: GB,
    room: 9 * GB,
  };

  it('to what is newer, or as new, may begin', () => {
    expect(refuseUpgrade(facts)).toBeNull();
    expect(refuseUpgrade({ ...facts, next: release('2', ['0001_a.sql']) })).toBeNull();
  });

  it.each<[string, Partial<UpgradeFacts>, RegExp]>([
    [
      'a database that would be too new',
      { next: release('0', []) },
      /Версия 0 старее.*0001_a\.sql.*Базу назад не переделать/u,
    ],
    ['the same version', { next: facts.now }, /Версия 1 уже стоит\.$/u],
    ['another build of it', { next: { ...facts.now, commit: 'x' } }, /другая сборка/u],
    ['an unfinished one', { pending: pendingOne }, /не закончено.*otklik open.*otklik rollback/u],
    ['another system', { platform: 'linux-arm64' }, /сделан для linux-x64/u],
    ['no room for the copy', { room: GB }, /нужно 1,1\sГБ, а свободно 1\sГБ/u],
    ['a database of another that nobody copied', { hasOwnDatabase: true }, /--database-copied/u],
  ])('is refused in words: %s', (_, change, words) => {
    expect(refuseUpgrade({ ...facts, ...change })).toMatch(words);
  });

  it('of a database of another begins once it is copied, or where nothing of it changes', () => {
    expect(refuseUpgrade({ ...facts, hasOwnDatabase: true, isDatabaseCopied: true, room: 0 })).toBeNull();
    expect(refuseUpgrade({ ...facts, hasOwnDatabase: true, next: release('2', ['0001_a.sql']) })).toBeNull();
  });
});

describe('the way back', () => {
  const told = { openedAt: undefined, version: '2' };

  it('is there until the portal is opened, then only forward', () => {
    expect(refuseRollback(pendingOne, told)).toBeNull();
    expect(refuseRollback(null, { ...told, openedAt: '2026-12-01T10:00:00.000Z' })).toMatch(
      /Портал на версии 2 уже открыт жителям \(2026-12-01 10:00 UTC\).*только вперёд.*otklik upgrade/u,
    );
    expect(refuseRollback(null, told)).toMatch(/Обновления не было/u);
  });

  it('of a changed database of another leads over its copy', () => {
    const own: Pending = { ...pendingOne, copy: null };
    expect(refuseRollback(own, told)).toMatch(/--database-returned/u);
    expect(refuseRollback({ ...own, changes: 0 }, told)).toBeNull();
    expect(refuseRollback({ ...own, step: 'copying' }, told)).toBeNull();
  });
});
