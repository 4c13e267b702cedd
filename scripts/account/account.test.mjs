import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { stranger as account, canStepDown, isRoot } from '../../tests/support/site/root.ts';
import { projectRoot } from '../support/places.mjs';
import { chooseAccount } from './choose.mjs';
import { giveData } from './give.mjs';
import { commandAs, refusePlanted, settleAccount } from './settle.mjs';

const stranger = { ...account, isOwner: false };
const folders = [];

/** A data folder of root's with what an installation has in it. */
function makeData(mode = 0o755) {
  const dir = mkdtempSync(join(tmpdir(), 'otklik-account-test-'));
  chmodSync(dir, mode);
  folders.push(dir);
  mkdirSync(join(dir, 'files', 'ab'), { recursive: true });
  mkdirSync(join(dir, 'postgres'));
  for (const name of ['secret', 'files/ab/one', 'postgres/owner-password', 'notes.txt'])
    writeFileSync(join(dir, name), 'тайна', { mode: 0o600 });
  return dir;
}

afterEach(() => {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
});

const ownerOf = (path) => lstatSync(path).uid;

describe('the account of a server that root starts', () => {
  const passwd = [
    'root:x:0:0:root:/root:/bin/bash',
    'anna:x:1000:1001::/home/anna:/bin/bash',
    'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
  ];
  const otklik = 'otklik:x:998:997::/var/lib/otklik:/usr/sbin/nologin';
  const choose = (owner, more = [], rest = {}) =>
    chooseAccount({
      owner: { uid: owner, gid: rest.gid ?? owner },
      passwd: [...passwd, ...more].join('\n'),
      group: rest.group ?? 'root:x:0:',
      database: { uid: rest.database ?? 65_534, gid: 1 },
    });

  test('is a number that nobody has', () => {
    expect(choose(0)).toEqual({ name: '', home: '/', uid: 60_900, gid: 60_900, isOwner: false });
    expect(choose(0, ['eve:x:60900:100::/:/bin/sh']).uid).toBe(60_901);
    expect(choose(0, [], { group: 'root:x:0:\nstaff:x:60900:' }).uid).toBe(60_901);
    expect(choose(0, [], { database: 60_900 }).uid).toBe(60_901);
  });

  test('is «otklik» where the system has one', () => {
    expect(choose(0, [otklik])).toMatchObject({
      name: 'otklik',
      uid: 998,
      gid: 997,
      home: '/var/lib/otklik',
    });
  });

  test('is not «otklik» where that is root, in its group, nobody or runs the database', () => {
    for (const row of ['otklik:x:0:0::/:', 'otklik:x:998:0::/:', 'otklik:x:65534:65534::/:'])
      expect(choose(0, [row]).uid).toBe(60_900);
    expect(choose(0, [otklik], { database: 998 }).uid).toBe(60_900);
  });

  test('is the ordinary owner of the folder and of the database in it, in a group of their own', () => {
    const anna = { name: 'anna', uid: 1000, gid: 1001, isOwner: true };
    expect(choose(1000, [otklik], { database: 1000 })).toMatchObject(anna);
    expect(choose(1234, [], { gid: 0, database: 1234 })).toMatchObject({ name: '', uid: 1234, gid: 1234 });
    const owner = { uid: 1000, gid: 1000 };
    expect(chooseAccount({ owner, passwd: passwd.join('\n'), group: '' })).toMatchObject(anna);
  });

  test('is not the owner of the folder where the database is another’s', () => {
    expect(choose(1000)).toMatchObject({ uid: 60_900, isOwner: false });
  });

  test('is never nobody, whom every service without an account shares', () => {
    expect(choose(65_534)).toMatchObject({ uid: 60_900, isOwner: false });
  });
});

test('the server is run by its number; only a port below 1024 asks for a capability, and for that one', () => {
  expect(commandAs(undefined, ['main.ts'], 80)).toMatchObject({ file: process.execPath, options: {} });
  expect(commandAs(stranger, ['main.ts'], 3000)).toEqual({
    file: process.execPath,
    args: ['main.ts'],
    options: { uid: 60_900, gid: 60_900 },
  });
  const { file, args } = commandAs(stranger, ['main.ts'], 80);
  expect(file).toBe('setpriv');
  expect(args.join(' ')).toContain('--reuid=60900 --regid=60900 --clear-groups');
  expect(args.join(' ')).toContain('--bounding-set=-all,+net_bind_service');
});

describe.skipIf(!isRoot)('a data folder is given to the account (run by root)', () => {
  test('its files, not the database, nor what an administrator put there', () => {
    const data = makeData();
    giveData(data, stranger);
    for (const name of ['files', 'files/ab', 'files/ab/one', 'secret'])
      expect(ownerOf(join(data, name)), name).toBe(60_900);
    for (const name of ['.', 'postgres', 'postgres/owner-password', 'notes.txt'])
      expect(ownerOf(join(data, name)), name).toBe(0);
  });

  test('which may add to it, and neither move nor remove what is root’s', () => {
    const data = makeData();
    giveData(data, stranger);
    const sh = (words) =>
      spawnSync('/bin/sh', ['-c', words], { uid: 60_900, gid: 60_900, cwd: data, stdio: 'ignore' }).status;
    expect(sh('echo 1 > fresh && mv fresh secret && rm files/ab/one')).toBe(0);
    for (const words of [
      'mv postgres other',
      'rm notes.txt',
      'cat postgres/owner-password',
      'ls postgres && rm -r postgres',
    ])
      expect(sh(words), words).not.toBe(0);
  });

  test('a link planted in it leads nowhere', () => {
    const data = makeData();
    const outside = makeData();
    giveData(data, stranger);
    symlinkSync(join(outside, 'secret'), join(data, 'seal-key'));
    symlinkSync(outside, join(data, 'imports'));
    for (const name of ['seal-key', 'imports']) lchownSync(join(data, name), 60_900, 60_900);
    symlinkSync(outside, join(data, 'files', 'cd'));
    linkSync(join(outside, 'notes.txt'), join(data, 'files', 'hard'));
    linkSync(join(outside, 'secret'), join(data, 'seal-keys-old'));
    giveData(data, stranger);
    for (const name of ['.', 'secret', 'notes.txt', 'files', 'files/ab/one'])
      expect(ownerOf(join(outside, name)), name).toBe(0);
  });

  test('where an administrator keeps the files elsewhere, those are given too', () => {
    const data = makeData();
    const disk = makeData();
    rmSync(join(data, 'files'), { recursive: true });
    symlinkSync(join(disk, 'files'), join(data, 'files'));
    giveData(data, stranger);
    expect(ownerOf(join(disk, 'files', 'ab', 'one'))).toBe(60_900);
    expect([ownerOf(disk), ownerOf(join(disk, 'secret'))]).toEqual([0, 0]);
  });

  test('a folder that was given half is given to the end', () => {
    const data = makeData();
    chownSync(join(data, 'files', 'ab', 'one'), 60_900, 60_900);
    writeFileSync(join(data, 'files', 'ab', 'two'), '');
    giveData(data, stranger);
    expect(ownerOf(join(data, 'files', 'ab', 'two'))).toBe(60_900);
  });

  test('one of an ordinary owner stays theirs, with what root made in it before', () => {
    const data = makeData();
    chownSync(data, 1000, 1000);
    giveData(data, { uid: 1000, gid: 1000, isOwner: true });
    expect(ownerOf(join(data, 'files', 'ab', 'one'))).toBe(1000);
    expect(statSync(data)).toMatchObject({ uid: 1000, gid: 1000 });
    expect(statSync(data).mode & 0o7777).toBe(0o755);
  });

  test('a database that the account itself has put there is refused in words', () => {
    const data = makeData();
    giveData(data, stranger);
    refusePlanted(data);
    rmSync(join(data, 'postgres'), { recursive: true });
    symlinkSync('/etc', join(data, 'postgres'));
    refusePlanted(data);
    const { uid } = settleAccount({ data }).account ?? stranger;
    spawnSync('chown', ['-h', String(uid), join(data, 'postgres')]);
    expect(() => refusePlanted(data)).toThrow(/а делать её может только root/);
  });
});

describe.skipIf(!canStepDown)('root steps down (run by root in a folder open to all)', () => {
  test('in an empty folder too', () => {
    const empty = mkdtempSync(join(tmpdir(), 'otklik-account-test-'));
    folders.push(empty);
    expect(settleAccount({ data: empty }).account?.uid).toBeGreaterThan(0);
  });

  test('not in a folder of somebody else’s things, which is left as it was', () => {
    const data = mkdtempSync(join(tmpdir(), 'otklik-account-test-'));
    folders.push(data);
    writeFileSync(join(data, 'passwords.txt'), '');
    const before = statSync(data);
    expect(settleAccount({ data }).reason).toMatch(/лежит чужое \(passwords\.txt\)/);
    expect(statSync(data)).toMatchObject({ mode: before.mode, gid: before.gid });
  });

  test('not where a folder above is closed, and names that one', () => {
    const above = makeData(0o700);
    const data = join(above, 'inner');
    mkdirSync(data);
    expect(settleAccount({ data }).reason).toContain(`не пройти через папку ${above}:`);
  });

  test('and opens a port that root alone may open', () => {
    const settled = settleAccount({ data: makeData(), port: 983, host: '127.0.0.1' });
    const hasTool = spawnSync('setpriv', ['--version']).status === 0;
    if (hasTool) expect(settled.account).toBeDefined();
    else expect(settled.reason).toMatch(/порт 983 открывает только root/);
  });

  test('wholly into the owner of an installation that is all theirs', () => {
    const data = makeData();
    mkdirSync(join(data, 'postgres', 'data'));
    for (const name of ['.', 'postgres', 'postgres/data']) chownSync(join(data, name), 1000, 1000);
    const code = `
      import { becomeOwner, settleAccount } from '${join(projectRoot, 'scripts/account/settle.mjs')}';
      const { account, env } = settleAccount({ data: process.argv[1] });
      becomeOwner(account, env);
      let back = 'root';
      try { process.setuid(0); } catch (error) { back = error.code; }
      console.log(JSON.stringify([account.isOwner, process.getuid(), process.getgroups().includes(0), back]));`;
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', code, data], { encoding: 'utf8' });
    expect(JSON.parse(done.stdout || done.stderr)).toEqual([true, 1000, false, 'EPERM']);
    for (const name of ['files/ab/one', 'secret', 'postgres/owner-password'])
      expect(ownerOf(join(data, name)), name).toBe(1000);
  });

  test('for a command too: what it writes is the account’s, what is root’s is closed to it, a file of root’s is lent', () => {
    const data = makeData();
    const code = `
      import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
      import { openAccount } from '${join(projectRoot, 'scripts/account/act.mjs')}';
      const [data] = process.argv.slice(1);
      const { act, lend } = openAccount(data);
      const lent = await lend(data + '/notes.txt');
      const words = await act(() => {
        writeFileSync(data + '/seal-key', 'ключ');
        const groups = process.getgroups().includes(0);
        try { readFileSync(data + '/postgres/owner-password'); return 'пароль'; } catch (error) { return [error.code, groups]; }
      });
      const read = await act(() => readFileSync(lent.path, 'utf8'));
      const kept = await act(() => { throw new Error('сбой'); }).catch((error) => error.message);
      lent.drop();
      const after = [process.geteuid(), process.getegid(), existsSync(lent.path), lent.path.endsWith('/notes.txt')];
      console.log(JSON.stringify({ owner: statSync(data + '/seal-key').uid, words, read, kept, after }));`;
    const done = spawnSync(process.execPath, ['--input-type=module', '-e', code, data], { encoding: 'utf8' });
    const { owner, ...rest } = JSON.parse(done.stdout || done.stderr);
    expect(owner).toBe(settleAccount({ data }).account.uid);
    expect(rest).toEqual({
      words: ['EACCES', false],
      read: 'тайна',
      kept: 'сбой',
      after: [0, 0, false, true],
    });
    expect(readFileSync(join(data, 'notes.txt'), 'utf8')).toBe('тайна');
  });
});

test.skipIf(isRoot)('an ordinary user starts the server as before', () => {
  expect(settleAccount({ data: tmpdir() })).toEqual({});
});
