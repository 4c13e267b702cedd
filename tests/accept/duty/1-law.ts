import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { AcceptLine } from '../line.ts';

/** 20,000 random lives of cases with the given seed, where they have been, and the faults that were planted. */

const root = resolve(import.meta.dirname, '../../..');
const WALKS = 20_000;

interface Ran {
  code: number | null;
  lines: string[];
}

/** The program as people run it; its lines are the measure. */
function checkLaw(args: readonly string[], tell: (text: string) => void): Promise<Ran> {
  const command = [
    join(root, 'scripts/with-test-db.mjs'),
    '--',
    process.execPath,
    join(root, 'scripts/check-law.ts'),
  ];
  const child = spawn(process.execPath, [...command, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (part: string) => {
    text += part;
  });
  return new Promise((done, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      const lines = text.split('\n').filter(Boolean);
      for (const line of lines.filter((one) => !one.startsWith('  cannot be'))) tell(line);
      done({ code, lines });
    });
  });
}

const last = ({ lines }: Ran): string => lines.at(-1) ?? 'nothing was said';

export const line: AcceptLine = {
  title: 'Закон нельзя нарушить щелчком: случайные жизни дел против оракула, написанного по статьям',
  async run({ seed, tell }) {
    const begun = performance.now();
    const walked = await checkLaw(['--walks', `${WALKS}`, '--seed', `${seed}`, '--coverage'], tell);
    const minutes = (performance.now() - begun) / 60_000;
    const coverage = walked.lines.find((one) => one.startsWith('coverage: ')) ?? 'coverage: not told';
    const planted = await checkLaw(['--plants', '--seed', `${seed}`], () => {});
    const missed = planted.lines.filter((one) => one.startsWith('NOT CAUGHT'));
    return {
      isHeld: walked.code === 0 && coverage.startsWith('coverage: 0 ') && planted.code === 0,
      figures: [
        `${last(walked)} (seed ${seed}, ${minutes.toFixed(1)} мин)`,
        coverage,
        `${last(planted)} (планка: все, не меньше пятнадцати)`,
        ...missed,
      ],
    };
  },
};
