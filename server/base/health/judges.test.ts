import { describe, expect, it } from 'vitest';
import { judgeArchiver, judgeDatabase, judgeQueue } from './database-judge.ts';
import {
  judgeAddress,
  judgeDisk,
  judgeMemory,
  judgeNode,
  judgePack,
  judgeSealKeys,
  judgeSecrets,
} from './machine-judge.ts';

const codes = (found: readonly { code: string }[]): string[] => found.map(({ code }) => code);
const GB = 1024 ** 3;
const now = new Date('2026-11-30T09:00:00Z');
const ago = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const DAY = 24 * 60;

describe('the machine', () => {
  const disk = { free: 50 * GB, total: 100 * GB, files: 1000, freeFiles: 900 };
  it.each<[string, Partial<typeof disk>, string[]]>([
    ['room enough', {}, []],
    ['five gigabytes are still enough', { free: 5 * GB }, []],
    ['less', { free: 5 * GB - 1 }, ['low']],
    ['a gigabyte is little', { free: GB }, ['low']],
    ['less is nothing', { free: GB - 1 }, ['full']],
    ['no more files can be made', { freeFiles: 9 }, ['no-inodes']],
    ['a hundredth is left', { freeFiles: 10 }, []],
    ['a file system that counts none', { files: 0, freeFiles: 0 }, []],
    ['a file system of one file', { files: 1, freeFiles: 0 }, ['no-inodes']],
  ])('disk: %s', (_, more, expected) => {
    expect(codes(judgeDisk({ ...disk, ...more }))).toEqual(expected);
  });

  it('tells how much is free', () => {
    expect(judgeDisk({ ...disk, free: 1.5 * GB })[0]?.words).toBe('Свободно 1,5 ГБ из 100,0 ГБ.');
    expect(judgeDisk({ ...disk, free: 700.9 * 1024 ** 2, total: GB })[0]?.words).toBe(
      'Свободно 700 МБ из 1,0 ГБ.',
    );
  });

  it.each([
    [200 * 1024 ** 2, []],
    [200 * 1024 ** 2 - 1, ['low']],
  ])('memory: %d', (available, expected) => {
    expect(codes(judgeMemory(available))).toEqual(expected);
  });

  it.each([
    ['22.18.0', ['old']],
    ['24.0.0', []],
    ['26.1.0', []],
  ])('node %s', (version, expected) => {
    expect(codes(judgeNode(version))).toEqual(expected);
  });

  it.each([
    ['for its owner alone', 0o100600, 7, []],
    ['read by the group', 0o100640, 7, ['open']],
    ['read by all', 0o100604, 7, ['open']],
    ['of another', 0o100600, 8, ['wrong-owner']],
  ])('a secret file %s', (_, mode, owner, expected) => {
    expect(codes(judgeSecrets([{ name: 'seal-key', mode, owner }], 7))).toEqual(expected);
  });

  it('names the files', () => {
    const files = ['seal-key', 'record-key'].map((name) => ({ name, mode: 0o100644, owner: 7 }));
    expect(judgeSecrets(files, 7)[0]?.words).toBe('seal-key, record-key.');
  });

  it.each<[string, Date | null, Date | null, string[]]>([
    ['none', null, null, []],
    ['two years', ago(730 * DAY), null, []],
    ['longer', ago(730 * DAY + 1), null, ['old-key']],
    ['former ones of a month', ago(1), ago(30 * DAY), []],
    ['former ones of longer', ago(1), ago(30 * DAY + 1), ['former-keys']],
  ])('seal keys: %s', (_, key, former, expected) => {
    expect(codes(judgeSealKeys({ key, former }, now))).toEqual(expected);
  });

  it.each([
    ['', ['missing']],
    ['otklik.example', ['broken']],
    ['ftp://otklik.example', ['broken']],
    ['http://otklik.example', ['plain']],
    ['http://127.0.0.1:3000', []],
    ['https://otklik.example', []],
  ])('address «%s»', (url, expected) => {
    expect(codes(judgeAddress(url))).toEqual(expected);
  });

  it.each<[string, { validFrom?: string; validTo?: string | null }[], string[]]>([
    ['no versions of a date', [{}], []],
    ['without an end', [{ validFrom: '2019-01-01', validTo: null }], []],
    ['ended yesterday', [{ validFrom: '2019-01-01', validTo: '2026-11-29' }], ['ended']],
    ['ends today', [{ validFrom: '2019-01-01', validTo: '2026-11-30' }], ['ending']],
    ['ends in a month and is not followed', [{ validFrom: '2019-01-01', validTo: '2026-12-29' }], ['ending']],
    ['ends later', [{ validFrom: '2019-01-01', validTo: '2026-12-30' }], []],
    [
      'ends and is followed',
      [
        { validFrom: '2019-01-01', validTo: '2026-11-30' },
        { validFrom: '2026-12-01', validTo: null },
      ],
      [],
    ],
    ['begins today', [{ validFrom: '2026-11-30' }], []],
    ['has not begun', [{ validFrom: '2026-12-01' }], ['ended']],
  ])('dated data: %s', (_, versions, expected) => {
    expect(codes(judgePack('base/x.json', versions, '2026-11-30'))).toEqual(expected);
  });
});

describe('the database', () => {
  const well = {
    version: 170_006,
    versionName: '17.6',
    now,
    used: 20,
    most: 100,
    poolSize: 20,
    oldest: 1,
    checksumFailures: 0,
    age: 1000,
  };
  it.each<[string, Partial<typeof well>, string[]]>([
    ['well', {}, []],
    ['15', { version: 150_020, versionName: '15.20' }, ['old']],
    ['16', { version: 160_010 }, ['old']],
    ['17', { version: 170_000 }, []],
    ['its clock is a minute ahead', { now: new Date(now.getTime() + 60_000) }, []],
    ['its clock is further ahead', { now: new Date(now.getTime() + 60_001) }, ['clock-apart']],
    ['its clock is behind', { now: ago(2) }, ['clock-apart']],
    ['nine tenths of connections', { used: 90 }, []],
    ['more', { used: 91 }, ['no-connections']],
    ['a pool it does not take', { poolSize: 89 }, ['pool-too-large']],
    ['a pool it takes', { poolSize: 88 }, []],
    ['a transaction of two hours', { oldest: 7200 }, []],
    ['a longer one', { oldest: 7201 }, ['long-transaction']],
    ['sums that do not agree', { checksumFailures: 1 }, ['damaged']],
    ['rows that were never tidied', { age: 1_200_000_001 }, ['wraparound']],
  ])('state: %s', (_, more, expected) => {
    expect(codes(judgeDatabase({ ...well, ...more }, now))).toEqual(expected);
  });

  it.each<[string, boolean, Date | null, Date | null, string[]]>([
    ['off', false, null, ago(1), []],
    ['never failed', true, ago(1), null, []],
    ['failed and then succeeded', true, ago(1), ago(2), []],
    ['fails', true, ago(2), ago(1), ['archive-failing']],
    ['never succeeded', true, null, ago(1), ['archive-failing']],
  ])('archive: %s', (_, isOn, archivedAt, failedAt, expected) => {
    expect(codes(judgeArchiver({ isOn, archivedAt, failedAt }))).toEqual(expected);
  });

  const queue = {
    clockAt: ago(1),
    since: ago(DAY),
    due: 3,
    oldestDue: ago(1),
    held: [] as { name: string; since: Date }[],
    givenUp: [] as string[],
    failing: [] as string[],
  };
  it.each<[string, Partial<typeof queue> | { clockAt: null }, string[]]>([
    ['works', {}, []],
    ['no clock of ten minutes', { clockAt: ago(10) }, []],
    ['longer', { clockAt: ago(11) }, ['no-worker']],
    ['a server that has just begun', { clockAt: ago(600), since: ago(1), oldestDue: ago(600) }, []],
    ['never had one', { clockAt: null }, []],
    ['stands', { oldestDue: ago(16) }, ['standing']],
    ['a backlog of fifteen minutes', { oldestDue: ago(15) }, []],
    ['no worker is said once', { clockAt: ago(30), oldestDue: ago(30) }, ['no-worker']],
    ['fails and is tried', { failing: ['cases.read'] }, ['failing']],
    ['given up', { givenUp: ['cases.read', 'cases.read'] }, ['given-up']],
  ])('queue: %s', (_, more, expected) => {
    expect(codes(judgeQueue({ ...queue, ...more }, now))).toEqual(expected);
  });

  it.each<[string, (typeof queue)['held'], string]>([
    ['nobody holds it', [], 'Заданий ждёт: 3.'],
    ['one that has just begun', [{ name: 'outbox.send', since: ago(4) }], 'Заданий ждёт: 3.'],
    [
      'one of five minutes',
      [{ name: 'outbox.send', since: ago(5) }],
      'Заданий ждёт: 3. Не кончаются: outbox.send (5 минут).',
    ],
    [
      'two that do not end',
      [
        { name: 'outbox.send', since: ago(41) },
        { name: 'files.read', since: ago(22) },
      ],
      'Заданий ждёт: 3. Не кончаются: outbox.send (41 минуту), files.read (22 минуты).',
    ],
  ])('names what holds a standing queue: %s', (_, held, words) => {
    expect(judgeQueue({ ...queue, oldestDue: ago(16), held }, now)[0]?.words.replaceAll('\u00a0', ' ')).toBe(
      words,
    );
  });

  it('names each job that was given up once', () => {
    expect(judgeQueue({ ...queue, givenUp: ['a.b', 'a.b', 'c.d'] }, now)[0]?.words).toBe('a.b, c.d.');
  });
});
