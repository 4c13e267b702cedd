import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { crossValidate } from '../../../scripts/eval/eval.ts';
import { demoGazetteer, readPhrases, scorePhrases } from '../../../scripts/eval/eval-places.ts';
import { judgeForeign } from '../../../scripts/eval/junk-places.ts';
import { ratesOf } from '../../../scripts/eval/place-tally.ts';
import { figuresOfJudged } from '../../../server/base/understanding/teaching/figures.ts';
import { labelledFile, readLabelled } from '../../../server/base/understanding/teaching/labelled.ts';
import { keyOf, readHeldKeys } from '../../support/labelled.ts';
import type { AcceptLine } from '../line.ts';

const root = resolve(import.meta.dirname, '../../..');

interface Sorted {
  keys: number;
  machineMs: number;
  isMapped: boolean;
  isAmongFive: boolean;
  isGiven: boolean;
  wasSure: boolean;
  wasRight: boolean;
}

/** A figure beside its bar, in words, and whether it is reached. */
interface Figure {
  words: string;
  isHeld: boolean;
}

const atLeast = (title: string, value: number, bar: number): Figure => ({
  words: `${title}: ${value.toFixed(3)} (нужно ≥ ${bar})`,
  isHeld: value >= bar,
});
const atMost = (title: string, value: number, bar: number): Figure => ({
  words: `${title}: ${value.toFixed(3)} (нужно ≤ ${bar})`,
  isHeld: value <= bar,
});

/** Plays the sorting in Chromium in a process of its own: it needs a database and its own clean modules. */
async function playSorting(tell: (text: string) => void): Promise<Sorted[] | string> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-sorting-'));
  const path = join(folder, 'figures.json');
  const vitest = ['npx', 'vitest', 'run', '--project', 'accept', 'tests/accept/duty/sorting.played.ts'];
  try {
    const words = await runSilently(
      ['scripts/with-test-db.mjs', '--', ...vitest],
      { SORTING_FIGURES: path },
      tell,
    );
    if (!existsSync(path)) return words.split('\n').slice(-40).join('\n');
    return JSON.parse(readFileSync(path, 'utf8')) as Sorted[];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runSilently(
  args: string[],
  env: Record<string, string>,
  tell: (text: string) => void,
): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  let words = '';
  const keep = (chunk: Buffer): void => {
    words += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => {
      if (code !== 0) tell(`разбор в браузере кончился с кодом ${code}`);
      done(words);
    });
  });
}

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

function judgeSorting(sorted: readonly Sorted[]): Figure[] {
  const mapped = sorted.filter(({ isMapped }) => isMapped);
  const share = (some: readonly Sorted[], is: (one: Sorted) => boolean) =>
    some.filter(is).length / (some.length || 1);
  const keys = sorted.map((one) => one.keys);
  const sure = mapped.filter(({ wasSure }) => wasSure);
  const machine = sorted.map(({ machineMs }) => machineMs / 1000).filter((seconds) => seconds > 0);
  const counts = [1, 2, 3, 4, 5].map((count) => `${count} — ${keys.filter((one) => one === count).length}`);
  return [
    {
      words: `разобрано ${sorted.length} из 300, тема переводится в факт у ${mapped.length}`,
      isHeld: sorted.length === 300,
    },
    atMost('клавиш на сообщение, медиана', medianOf(keys), 3),
    { words: `клавиш: ${counts.join(', ')}`, isHeld: true },
    atLeast(
      'верный факт среди первых пяти',
      share(mapped, ({ isAmongFive }) => isAmongFive),
      0.85,
    ),
    {
      words: `верный факт дан клавишами: ${share(mapped, ({ isGiven }) => isGiven).toFixed(3)}`,
      isHeld: true,
    },
    {
      words: `уверенно предложено ${share(mapped, ({ wasSure }) => wasSure).toFixed(3)}, из них верно ${share(sure, ({ wasRight }) => wasRight).toFixed(3)}`,
      isHeld: true,
    },
    {
      words: `машина тратит на решение, с: медиана ${medianOf(machine).toFixed(2)}, 95-я ${[...machine].sort((a, b) => a - b)[Math.floor(machine.length * 0.95)]?.toFixed(2)}`,
      isHeld: true,
    },
  ];
}

function judgeTexts(): Figure[] {
  const trial = crossValidate(readLabelled(labelledFile()), { hasBaseline: false });
  const block = figuresOfJudged(trial.block);
  const theme = figuresOfJudged(trial.theme);
  return [
    atLeast('блок, точность', block.accuracy, 0.815),
    atLeast('блок, macro-F1', block.macroF1, 0.8),
    atLeast('блок, в тройке', block.top3, 0.965),
    atLeast('блок, охват при 95 %', block.coverage95, 0.55),
    atMost('блок, ошибка калибровки', block.ece, 0.05),
    atLeast('тема, точность', theme.accuracy, 0.5),
    atLeast('тема, в тройке', theme.top3, 0.72),
  ];
}

function judgePlaces(): Figure[] {
  const gazetteer = demoGazetteer();
  const held = ratesOf(scorePhrases(readPhrases('held'), gazetteer));
  const rows = readLabelled(labelledFile());
  const keys = readHeldKeys();
  const aside = judgeForeign(
    rows.filter((row) => keys.has(keyOf(row))),
    gazetteer,
  );
  const all = judgeForeign(rows, gazetteer);
  return [
    atLeast('места, точность', held.precision, 0.97),
    atLeast('места, полнота', held.recall, 0.9),
    atLeast('места, дом', held.house, 0.95),
    ...[aside, all].map(({ texts, offered, junk }) => ({
      words: `чужая область: в ${texts} текстах предложено ${offered} мест, лишних ${junk.length} (нужно 0)${junk
        .slice(0, 5)
        .map((one) => `; ${one}`)
        .join('')}`,
      isHeld: junk.length === 0 && offered > 0,
    })),
  ];
}

/** 300 labelled messages that taught nothing, sorted by keys in Chromium by a model that has not seen them. */
export const line: AcceptLine = {
  title: 'разбор по фактам клавишами; понимание текстов; места чужой области',
  run: async ({ tell }) => {
    if (!existsSync(labelledFile())) {
      return { isHeld: false, figures: [`не измерено: нет ${labelledFile()}`] };
    }
    const sorted = await playSorting(tell);
    const figures = [
      ...(typeof sorted === 'string' ? [{ words: sorted, isHeld: false }] : judgeSorting(sorted)),
      ...judgePlaces(),
      ...judgeTexts(),
    ];
    return {
      isHeld: figures.every(({ isHeld }) => isHeld),
      figures: figures.map(({ words, isHeld }) => (isHeld ? words : `${words} — НЕ ДЕРЖИТСЯ`)),
    };
  },
};
