import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

export const line: AcceptLine = {
  title:
    'Начальные правила на записях, которых они не видели: полнота ≥ 0,95, точность ≥ 0,6, на 15 пунктов впереди поиска подстрок',
  async run({ tell }) {
    const { code, lines } = await runProgram(['scripts/eval/eval-monitoring.ts'], tell);
    return { isHeld: code === 0, figures: lines };
  },
};
