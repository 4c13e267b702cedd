// npm run accept -- SUITE [--seed S] [--only 1,3] [--file 3-standby] [--minutes 60]: plays the acceptance of a suite, a line for each of its numbers.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { AcceptLine, AcceptOutcome } from './line.ts';
import { root } from './run-program.ts';

/** So many of the lines that bear another are played at a time: the acceptance is promised on two cores. */
const LANES = 2;

const help = `Приёмка: измеряет обещанное и печатает строку на каждый номер.

  npm run accept -- ЧАСТЬ                  вся часть (есть: ${listSuites().join(', ')})
  npm run accept -- ЧАСТЬ --seed 7         с другим зерном случайного
  npm run accept -- ЧАСТЬ --only 1,3       только названные номера
  npm run accept -- ЧАСТЬ --file 3-standby один файл номера, у которого их несколько
  npm run accept -- ЧАСТЬ --minutes 60     сколько длиться тому, что длится
`;

function listSuites(): string[] {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true });
  return folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

interface Numbered extends AcceptLine {
  number: string;
  /** The name of its file, without the ending. */
  file: string;
}

interface Options {
  suite: string;
  seed: number;
  minutes: number | undefined;
  only: readonly string[] | undefined;
  file: string | undefined;
}

async function readLines({ suite, only, file: wanted }: Options): Promise<Numbered[]> {
  const folder = join(import.meta.dirname, suite);
  const names = readdirSync(folder).filter((name) => /^\d+-.*\.ts$/.test(name));
  const lines: Numbered[] = [];
  for (const name of names.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))) {
    const [number, file] = [String(Number.parseInt(name, 10)), basename(name, '.ts')];
    if ((only && !only.includes(number)) || (wanted && wanted !== file)) continue;
    const { line } = (await import(join(folder, name))) as { line: AcceptLine };
    lines.push(Object.assign({ number, file }, line));
  }
  return lines;
}

async function measure(line: Numbered, { seed, minutes }: Options): Promise<AcceptOutcome> {
  try {
    return await line.run({ seed, minutes, tell: (text) => console.log(`  ${text}`) });
  } catch (error) {
    return { isHeld: false, figures: [error instanceof Error ? (error.stack ?? error.message) : `${error}`] };
  }
}

/** Plays a line and prints it. Returns whether it holds. */
async function play(line: Numbered, options: Options): Promise<boolean> {
  console.log(`\n${line.number}. ${line.title}`);
  const begun = Date.now();
  const { isHeld, figures } = await measure(line, options);
  for (const figure of figures) console.log(`  ${figure}`);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(`${isHeld ? 'держится' : 'НЕ ДЕРЖИТСЯ'}: ${line.number}, ${seconds} с`);
  return isHeld;
}

/** Plays a line in a process of its own; each of its words is printed after the name of its file. */
async function playApart({ file }: Numbered, { suite, seed, minutes }: Options): Promise<boolean> {
  const args = [suite, '--file', file, '--seed', String(seed)];
  if (minutes !== undefined) args.push('--minutes', String(minutes));
  const child = spawn(process.execPath, ['scripts/run.mjs', 'tests/accept/run.ts', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (words) => words && console.log(`${file} · ${words}`));
  const [code] = await once(child, 'close');
  return code === 0;
}

/** Plays lines that bear another, as many at a time as there are lanes. Returns how many do not hold. */
async function playTogether(lines: readonly Numbered[], options: Options): Promise<number> {
  const waiting = [...lines];
  let missed = 0;
  const runLane = async (): Promise<void> => {
    for (let line = waiting.shift(); line; line = waiting.shift())
      if (!(await playApart(line, options))) missed += 1;
  };
  await Promise.all(Array.from({ length: LANES }, runLane));
  return missed;
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true },
      file: { type: 'string' },
      minutes: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error('Зерно — целое число: --seed 7');
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0)) throw new Error('Минуты — число больше нуля: --minutes 60');
  const only = values.only?.flatMap((text) => text.split(','));
  return { suite: positionals[0], seed, minutes, only, file: values.file, isHelp: values.help };
}

async function main(): Promise<number> {
  const { suite, isHelp, ...rest } = readOptions();
  if (isHelp || !suite || !listSuites().includes(suite)) {
    console.log(help);
    return isHelp ? 0 : 1;
  }
  const options: Options = Object.assign(rest, { suite });
  const lines = await readLines(options);
  const { only, file } = options;
  const [first] = lines;
  if (!first) throw new Error(`В части «${suite}» нет такого: ${file ?? only?.join(', ')}`);
  if (file) return (await play(first, options)) ? 0 : 1;
  const begun = Date.now();
  const together = lines.filter(({ bearsAnother }) => bearsAnother);
  let missed = 0;
  for (const line of lines.filter(({ bearsAnother }) => !bearsAnother))
    if (!(await play(line, options))) missed += 1;
  missed += await playTogether(together, options);
  const minutes = ((Date.now() - begun) / 60_000).toFixed(1).replace('.', ',');
  console.log(
    missed === 0 ? `\nвсё держится, ${minutes} мин` : `\nне держится строк: ${missed}, ${minutes} мин`,
  );
  return missed === 0 ? 0 : 1;
}

process.exitCode = await main();
