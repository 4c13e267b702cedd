import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { mirrorPlace, readMirrorCommand } from './mirror.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-mirror-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const goesOn = new AbortController().signal;

test.each([
  ['', null],
  ['  ', null],
  ['["rclone","sync","{place}","far:otklik"]', ['rclone', 'sync', '{place}', 'far:otklik']],
  ['["rsync","-a","{place}/","user@host:/copies/"]', ['rsync', '-a', '{place}/', 'user@host:/copies/']],
])('the command of %j', (text, words) => {
  expect(readMirrorCommand(text)).toEqual(words);
});

test.each([
  'rclone sync {place} far:',
  '["rclone"]',
  '["rclone","sync","far:"]',
  '["",  "{place}"]',
  '[1,"{place}"]',
  '{}',
])('no command is %j', (text) => {
  expect(() => readMirrorCommand(text)).toThrow('OTKLIK_BACKUP_MIRROR');
});

test('the program is given the place and not what opens the copies', async () => {
  vi.stubEnv('OTKLIK_BACKUP_PASSPHRASE', 'четыре слова для копий');
  const script = join(folder, 'carry.mjs');
  const told = join(folder, 'told.json');
  writeFileSync(
    script,
    `import { writeFileSync } from 'node:fs';
     writeFileSync(process.argv[3], JSON.stringify([process.argv[2], process.env.OTKLIK_BACKUP_PASSPHRASE ?? null]));`,
  );
  await mirrorPlace([process.execPath, script, '{place}/x', told], '/mnt/a b', goesOn);
  expect(JSON.parse(readFileSync(told, 'utf8'))).toEqual(['/mnt/a b/x', null]);
  vi.unstubAllEnvs();
});

test('what fails is told by its last words, what is not there by its name', async () => {
  const fails = "console.error('начало'); console.error('нет места на той стороне'); process.exit(3)";
  await expect(mirrorPlace([process.execPath, '-e', fails, '{place}'], folder, goesOn)).rejects.toThrow(
    /: код 3\. нет места на той стороне$/u,
  );
  await expect(mirrorPlace(['no-such-program', '{place}'], folder, goesOn)).rejects.toThrow(
    /^no-such-program: .*ENOENT/u,
  );
});

test('one that is under way ends when the keeper does', async () => {
  const stopping = new AbortController();
  const running = mirrorPlace(
    [process.execPath, '-e', 'setInterval(() => {}, 1000)', '{place}'],
    folder,
    stopping.signal,
  );
  setTimeout(() => stopping.abort(), 100);
  await expect(running).rejects.toThrow(/abort/iu);
});
