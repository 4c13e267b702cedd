// npm run accept -- SUITE [--seed S] [--only 1,3] [--minutes 60]: plays the acceptance of a suite, a line for each of its numbers.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { AcceptLine, AcceptOutcome } from './line.ts';

const help = `Приёмка: измеряет обещанное и печатает строку на каждый номер.

  npm run accept -- ЧАСТЬ                  вся часть (есть: ${listSuites().join(', ')})
  npm run accept -- ЧАСТЬ --seed 7         с другим зерном случайного
  npm run accept -- ЧАСТЬ --only 1,3       только названные номера
  npm run accept -- ЧАСТЬ --minutes 60     сколько длиться тому, что длится
`;

function listSuites(): string[] {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true });
  return folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

interface Numbered extends AcceptLine {
  number: string;
}

async function readLines(suite: string, only: readonly string[] | undefined): Promise<Numbered[]> {
  const folder = join(import.meta.dirname, suite);
  const files = readdirSync(folder).filter((name) => /^\d+-.*\.ts$/.test(name));
  const lines: Numbered[] = [];
  for (const file of files.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))) {
    const number = String(Number.parseInt(file, 10));
    if (only && !only.includes(number)) continue;
    const { line } = (await import(join(folder, file))) as { line: AcceptLine };
    lines.push({ number, title: line.title, run: line.run });
  }
  return lines;
}

async function play(line: Numbered, seed: number, minutes: number | undefined): Promise<AcceptOutcome> {
  try {
    return await line.run({ seed, minutes, tell: (text) => console.log(`  ${text}`) });
  } catch (error) {
    return { isHeld: false, figures: [error instanceof Error ? (error.stack ?? error.message) : `${error}`] };
  }
}

function readOptions() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      only: { type: 'string', multiple: true },
      minutes: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed)) throw new Error('Зерно — целое число: --seed 7');
  const minutes = values.minutes === undefined ? undefined : Number(values.minutes);
  if (minutes !== undefined && !(minutes > 0)) throw new Error('Минуты — число больше нуля: --minutes 60');
  return {
    suite: positionals[0],
    seed,
    minutes,
    only: values.only?.flatMap((text) => text.split(',')),
    isHelp: values.help,
  };
}

async function main(): Promise<number> {
  const { suite, seed, minutes, only, isHelp } = readOptions();
  if (isHelp || !suite || !listSuites().includes(suite)) {
    console.log(help);
    return isHelp ? 0 : 1;
  }
  const lines = await readLines(suite, only);
  if (lines.length === 0) throw new Error(`В части «${suite}» нет таких номеров: ${only?.join(', ')}`);
  let missed = 0;
  for (const line of lines) {
    console.log(`\n${line.number}. ${line.title}`);
    const begun = Date.now();
    const { isHeld, figures } = await play(line, seed, minutes);
    for (const figure of figures) console.log(`  ${figure}`);
    if (!isHeld) missed += 1;
    console.log(
      `${isHeld ? 'держится' : 'НЕ ДЕРЖИТСЯ'}: ${line.number}, ${Math.round((Date.now() - begun) / 1000)} с`,
    );
  }
  console.log(missed === 0 ? '\nвсё держится' : `\nне держится строк: ${missed}`);
  return missed === 0 ? 0 : 1;
}

process.exitCode = await main();
