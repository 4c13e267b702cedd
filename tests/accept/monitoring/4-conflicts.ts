import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

export const line: AcceptLine = {
  title:
    '500 посаженных конфликтов среди обычного: полнота ≥ 0,9, ложных ≤ 1 на 1000, точность противоречий ≥ 0,8',
  async run({ seed, tell }) {
    const { code, lines } = await runProgram(
      ['scripts/eval/eval-conflicts.ts', '--planted', '500', '--seed', String(397 + seed)],
      tell,
    );
    return { isHeld: code === 0, figures: lines };
  },
};
