import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { commandHelp, commands, moveOptions } from '../../scripts/kit/commands.ts';
import { installHelp, installOptions } from '../../scripts/kit/install-options.ts';
import { placesOf } from '../../scripts/kit/places.ts';
import { partsOf, renderUnits, unitName } from '../../scripts/kit/units.ts';

/** Every command of the guide is there, with every key it is given. */

const root = resolve(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/install.md'), 'utf8');

/** Lines of code and words in backticks. */
const said = [...guide.matchAll(/```sh\n([\s\S]*?)```|`([^`\n]+)`/gu)]
  .flatMap(([, block, word]) => (block ?? word ?? '').split('\n'))
  .map((line) => line.trim())
  .filter(Boolean);

const own = ['help', 'version', 'check'];

it('commands of the installation', () => {
  const used = said
    .filter((line) => /^(?:sudo )?otklik /u.test(line))
    .map((line) => line.replace(/^sudo /u, '').split(/\s+/u));
  expect(used.length).toBeGreaterThan(12);
  const wrong = used.filter(([, name = '']) => !(name in commands) && !own.includes(name));
  expect(wrong).toEqual([]);
  const keys = used
    .filter(([, name = '']) => ['upgrade', 'open', 'rollback'].includes(name))
    .flatMap((words) => words.filter((word) => word.startsWith('--')));
  expect(keys.filter((key) => !(key.slice(2) in moveOptions))).toEqual([]);
});

it('keys of the installer', () => {
  const used = said
    .filter((line) => line.includes('./install.sh'))
    .flatMap((line) => [...line.matchAll(/\s--([\w-]+)/gu)]);
  expect(used.length).toBeGreaterThan(8);
  expect(used.map(([, key = '']) => key).filter((key) => !(key in installOptions))).toEqual([]);
});

it('help names all there is', () => {
  // First columns alone: words of the second may name the same.
  const commandRows = [...commandHelp.matchAll(/^ {2}([a-z-]+(?:, [a-z-]+)*)(?: [А-Я]+)? {2,}\S/gmu)];
  expect(new Set(commandRows.flatMap(([, names = '']) => names.split(', ')))).toEqual(
    new Set([...Object.keys(commands), 'version', 'check']),
  );
  const keysIn = (text: string): Set<string> =>
    new Set([...text.matchAll(/^ *--([a-z-]+)(?: \S+)? {2,}\S/gmu)].map(([, key = '']) => key));
  expect(keysIn(installHelp)).toEqual(new Set(Object.keys(installOptions).filter((key) => key !== 'help')));
  expect(keysIn(commandHelp)).toEqual(new Set(Object.keys(moveOptions)));
});

it('services, folders and samples', () => {
  const units = [...guide.matchAll(/\botklik-(?:database|web|worker)\b/gu)].map(
    ([name]) => `${name}.service`,
  );
  expect(new Set(units)).toEqual(new Set(partsOf(false).map(unitName)));
  const made = Object.values(
    renderUnits({ places: placesOf('', ''), account: 'otklik', hasOwnDatabase: false, backupTo: '' }),
  );
  for (const place of ['/opt/otklik/current', '/etc/otklik/otklik.env', '/var/lib/otklik']) {
    expect(guide).toContain(place);
    expect(made.join('\n')).toContain(place);
  }
  const samples = [...guide.matchAll(/\bdeploy\/[\w./-]*\w/gu)].map(([path]) => path);
  expect(samples.length).toBeGreaterThan(6);
  expect(samples.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
