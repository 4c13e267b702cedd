import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tellHowToStart } from './how-to-start.ts';

let home: string;
beforeAll(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), 'otklik-start-')));
});
afterAll(() => rmSync(home, { recursive: true }));

const makeFolder = (...names: string[]): string => {
  const path = join(home, ...names);
  mkdirSync(path, { recursive: true });
  return path;
};

it('from sources: the folder of data and the port are named where they are not the usual ones', () => {
  const program = makeFolder('source');
  const command = (dataDir: string, port = 3000) => {
    const start = tellHowToStart({ dataDir, port }, program);
    return start.way === 'command' ? start.command : start.way;
  };
  expect(command(makeFolder('source', '.local', 'data'))).toBe('npm start');
  expect(command('/srv/город')).toBe('npm start -- --data /srv/город');
  expect(command('/srv/мой город', 3100)).toBe("npm start -- --data '/srv/мой город' --port 3100");
  expect(command('/srv/город', 0)).toBe('npm start -- --data /srv/город');
});

it('from a release: the settings lie in the file of the installation, and it is restarted', () => {
  const program = makeFolder('kit', 'versions', '0.2.0');
  writeFileSync(join(program, 'manifest.json'), '{}');
  const tell = () => tellHowToStart({ dataDir: '/var/lib/otklik', port: 3000 }, program);
  const installed = join(home, 'kit', 'install.json');
  writeFileSync(installed, JSON.stringify({ prefix: '' }));
  expect(tell()).toEqual({ way: 'file', file: '/etc/otklik/otklik.env', restart: 'sudo otklik restart' });
  writeFileSync(installed, JSON.stringify({ prefix: '/home/a/otklik' }));
  expect(tell()).toEqual({
    way: 'file',
    file: '/home/a/otklik/etc/otklik.env',
    restart: '/home/a/otklik/bin/otklik restart',
  });
});

it('a release that nobody installed runs in its container: whoever starts that gives the settings', () => {
  const tell = (program: string) => tellHowToStart({ dataDir: '/var/lib/otklik', port: 3000 }, program);
  for (const names of [
    ['image', 'otklik-0.2.0'],
    ['image', 'versions', '0.2.0'],
  ]) {
    const program = makeFolder(...names);
    writeFileSync(join(program, 'manifest.json'), '{}');
    expect(tell(program)).toEqual({ way: 'container' });
  }
});
