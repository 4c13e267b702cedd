import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pollsPack } from '../../../server/participation/polls/pack.ts';
import { findSigns } from '../../../server/participation/polls/signs/find-signs.ts';
import { rakeWeights } from '../../../shared/text/participation/raking.ts';
import { makeDice } from '../../suppression/random-city.ts';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';
import { root, runProgram } from '../run-program.ts';
import { makeHonest, makePlanted, planted, pulseOf } from './made-pulse.ts';

const RAKED = 300;
const CLOSE = 1e-6;
const POLLS = 20;
const HONEST = 2000;
const PLANTED = 500;
const BARS = { recall: 0.9, flagged: 0.01 };

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

interface Sample {
  counts: number[];
  groups: number[][];
  sides: number[][];
  most: number;
}

/** A sample of some districts and ages, of which few or none may have answered. */
function makeSample(seed: number, most: number): Sample {
  const dice = makeDice(seed);
  const whole = (low: number, high: number): number => low + Math.floor(dice() * (high - low + 1));
  const sides = [whole(1, 8), whole(1, 6)].map((groups) => {
    const shares = Array.from({ length: groups }, () => 0.2 + dice());
    const all = shares.reduce((sum, one) => sum + one, 0);
    return shares.map((share) => share / all);
  });
  const groups = sides[0]!.flatMap((_, row) => sides[1]!.map((_x, column) => [row, column]));
  const fill = 0.6 + 0.4 * dice();
  const lean = 10 + 60 * dice();
  return { counts: groups.map(() => (dice() < fill ? whole(1, Math.round(lean)) : 0)), groups, sides, most };
}

/** The greatest difference between weights of the product and of the script, over cells somebody answered of. */
async function compareWeights(seed: number, folder: string) {
  const { weights: rules } = pollsPack.on('2026-12-01');
  const samples = Array.from({ length: RAKED }, (_, at) => makeSample(seed * 1000 + at, rules.most)).filter(
    ({ counts }) => counts.some((count) => count > 0),
  );
  const raked = samples.map(({ counts, groups, sides }) =>
    rakeWeights(
      counts.map((count, at) => ({ count, groups: groups[at]! })),
      sides,
      rules,
    ),
  );
  const path = join(folder, 'samples.json');
  writeFileSync(path, JSON.stringify(samples));
  const { stdout } = await promisify(execFile)(
    'python3',
    [join(root, 'tests/accept/participation/rake.py'), path],
    {
      maxBuffer: 1 << 28,
    },
  );
  const others: (number[] | null)[] = JSON.parse(stdout);
  const found = { compared: 0, impossible: 0, wronglySettled: 0, worst: 0 };
  for (const [at, { counts }] of samples.entries()) {
    const other = others[at];
    if (!other) {
      // Whoever answered cannot be brought to the make-up of the city by any weights, and that has to be said.
      found.impossible += 1;
      if (raked[at]!.isSettled) found.wronglySettled += 1;
      continue;
    }
    found.compared += 1;
    for (const [cell, count] of counts.entries())
      if (count > 0) found.worst = Math.max(found.worst, Math.abs(raked[at]!.weights[cell]! - other[cell]!));
  }
  return found;
}

function lookForSigns(seed: number) {
  const { signs } = pollsPack.on('2026-12-01');
  const flagged = Array.from({ length: HONEST }, (_, at) =>
    findSigns(pulseOf(makeHonest(seed * 1_000_000 + at)), signs),
  ).filter((found) => found.length > 0).length;
  const recalls = planted.map((kind, of) => {
    const found = Array.from({ length: PLANTED }, (_, at) =>
      findSigns(pulseOf(makePlanted(seed * 1_000_000 + (of + 1) * 100_000 + at, kind)), signs),
    ).filter((all) => all.some((sign) => sign.kind === kind));
    return { kind, recall: found.length / PLANTED };
  });
  return { flagged: flagged / HONEST, recalls };
}

const kindWords = { burst: 'всплески', net: 'общая сеть', fresh: 'свежие контакты' } as const;

export const line: AcceptLine = {
  title:
    'веса по независимому пересчёту, одни числа у всех, скрытое не решается, признаки накрутки находятся и не выдумываются',
  async run({ seed, tell }) {
    const folder = mkdtempSync(join(tmpdir(), 'otklik-polls-'));
    try {
      const weights = await compareWeights(seed, folder);
      tell(`веса ${weights.compared} опросов сверены`);
      const played = await playFile<{ polls: number; differ: string[] }>(
        'participation/figures.played.ts',
        { PLAYED_SEED: String(seed), PLAYED_POLLS: String(POLLS) },
        tell,
      );
      if (typeof played === 'string') return { isHeld: false, figures: [played] };
      const suppression = await runProgram(
        ['scripts/check-suppression.ts', '--seed', String(seed), '--cities', '2'],
        tell,
        root,
      );
      const told = suppression.lines.filter((text) => /^(?:polls|suppression):/u.test(text));
      const signs = lookForSigns(seed);
      return {
        isHeld:
          weights.worst <= CLOSE &&
          weights.compared >= 100 &&
          weights.wronglySettled === 0 &&
          played.polls === POLLS &&
          played.differ.length === 0 &&
          suppression.code === 0 &&
          signs.flagged <= BARS.flagged &&
          signs.recalls.every(({ recall }) => recall >= BARS.recall),
        figures: [
          `веса ${weights.compared} опросов и независимый расчёт расходятся не больше чем на ${weights.worst.toExponential(1)} (нужно ≤ ${CLOSE}); невозможных весов ${weights.impossible}, о них не сказано ${weights.wronglySettled}`,
          `опросов с одними числами у сотрудников, у всех и в файле: ${played.polls - played.differ.length} из ${played.polls} ${played.differ.slice(0, 5).join('; ')}`,
          ...told,
          `честных опросов ${HONEST}, помечено ${percent(signs.flagged)} (нужно ≤ ${percent(BARS.flagged)})`,
          ...signs.recalls.map(
            ({ kind, recall }) =>
              `${kindWords[kind]}: найдено ${percent(recall)} из ${PLANTED} (нужно ≥ ${percent(BARS.recall)})`,
          ),
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
