import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

/** Commands the documents tell people to type: each is there, and knows the keys it is typed with. */

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

interface Typed {
  at: string;
  /** `start` or the name after `npm run`. */
  name: string;
  words: string;
}

const documents = [
  'README.md',
  'docs/install.md',
  'docs/backup.md',
  'docs/standby.md',
  'docs/own-postgresql.md',
  'docs/guides/administrator.md',
];

const findTyped = (document: string): Typed[] =>
  read(document)
    .split('\n')
    .flatMap((line, at) =>
      [...line.matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start))([^`#·]*)/gu)].map(
        ([, name, start, words = '']) => ({
          at: `${document}:${at + 1}`,
          name: name ?? start ?? '',
          words: words.trim(),
        }),
      ),
    );
const keysOf = (words: string): string[] =>
  [...words.matchAll(/--([a-z][\w-]*)/gu)].map(([, key = '']) => key);

/** What a command says of itself. Of `check:law` it needs a database to be said by npm: the program is asked alone. */
const asked = new Map<string, Promise<string>>();
function askHelp(name: string): Promise<string> {
  const known = asked.get(name);
  if (known) return known;
  const command = (scripts[name] ?? '').replace(/^node scripts\/with-test-db\.mjs -- /u, '');
  const [, ...args] = command.split(' ');
  const help = promisify(execFile)(process.execPath, [...args, '--help'], { cwd: root }).then(
    ({ stdout }) => stdout,
  );
  asked.set(name, help);
  return help;
}

/** A small city on which most of the table is typed as it stands. */
const readmePlayed = 'tests/e2e/base/readme.test.ts';

/** Commands of README’s table → the test in which more than the help is played; null where their help is all a test has time for. */
const played: Readonly<Record<string, string | null>> = {
  'npm start -- --help': readmePlayed,
  'npm start -- --empty': 'tests/e2e/base/start.test.ts',
  'npm run import -- ФАЙЛ': 'scripts/import.db.test.ts',
  'npm run gar -- ПАПКА --region 66': readmePlayed,
  'npm run demo -- --cases 1000000': readmePlayed,
  'npm run backup -- --to ПАПКА': readmePlayed,
  'npm run as-of -- --from ПАПКА --at "2026-11-30 14:07"': readmePlayed,
  'npm run restore -- --from ПАПКА --data НОВАЯ': 'scripts/restore.db.test.ts',
  'npm run standby -- --help': readmePlayed,
  'npm run release -- --to ПАПКА': null,
  'npm run doctor': 'scripts/doctor.db.test.ts',
  'npm run verify -- all': readmePlayed,
  'npm run verify -- journal': 'server/base/audit/audit.db.test.ts',
  'npm run verify -- proof ФАЙЛ': 'server/base/signatures/signatures.db.test.ts',
  'npm run verify -- document ФАЙЛ --record ПОДПИСИ.json': 'server/base/signatures/signatures.db.test.ts',
  'npm run figures:check': readmePlayed,
  'npm run -s classify -- ФАЙЛ': readmePlayed,
  'npm run eval': null,
  'npm run -s check:law -- --walks 300': readmePlayed,
  'npm run accept -- house': null,
  'npm run bench': null,
  'npm run soak': null,
};

/** Hours of measuring, and no help of their own: that they are there is what a test can say. Asked for it, they would begin. */
const isWithoutHelp = (name: string): boolean => /^(?:eval|bench|soak)\b/u.test(name);

describe('commands of README', () => {
  const rows = read('README.md')
    .split('\n')
    .filter((line) => /^\| `npm /u.test(line));
  const commands = rows.flatMap((row) =>
    [...(row.replaceAll('\\|', '¦').split('|')[1] ?? '').matchAll(/`([^`]+)`/gu)].map(
      ([, command = '']) => command,
    ),
  );

  it('have each an entry here, and none is left of a command that is gone', () => {
    expect(commands.length).toBeGreaterThan(15);
    expect(commands.toSorted()).toEqual(Object.keys(played).toSorted());
  });

  it('are played where the entry says', () => {
    const silent = Object.entries(played).filter(([command, file]) => {
      const [, name = 'start', sub] =
        /^npm (?:run (?:-s )?([\w:-]+)|start)(?: -- ([a-z]+))?/u.exec(command) ?? [];
      const script = scripts[name]?.split(' ').at(-1)?.split('/').at(-1) ?? '';
      if (file === null) return false;
      const text = read(file);
      // By the name of the command, or of its program.
      const isNamed = [`'${name}'`, script.replace(/\.\w+$/u, '')].some((word) => text.includes(word));
      return !isNamed || (sub !== undefined && !text.includes(`'${sub}'`));
    });
    expect(silent).toEqual([]);
  });
});

describe('commands of the documents', () => {
  const typed = documents.flatMap(findTyped);
  const named = [...new Set(typed.map(({ name }) => name))];

  it('are commands of the project', () => {
    expect(typed.length).toBeGreaterThan(40);
    expect(typed.filter(({ name }) => !(name in scripts))).toEqual([]);
  });

  it.each(named.filter((name) => !isWithoutHelp(name)))(
    'npm run %s knows the keys it is typed with',
    async (name) => {
      const help = await askHelp(name);
      expect(help).toMatch(/[а-яё]{3}/iu);
      const unknown = typed
        .filter((one) => one.name === name)
        .flatMap(({ at, words }) => keysOf(words).map((key) => ({ at, key })))
        .filter(({ key }) => key !== 'help' && !help.includes(`--${key}`));
      expect(unknown).toEqual([]);
    },
    60_000,
  );
});
