import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

const RECALL = 0.95;

export const line: AcceptLine = {
  title: 'Начальные правила на размеченных словах жителей',
  async run({ tell }) {
    const { code, lines } = await runProgram(['scripts/eval/eval-monitoring.ts'], tell);
    const recall = Number(/вместе: поймано (\d[.,]\d+)/u.exec(lines.join('\n'))?.[1]?.replace(',', '.'));
    return {
      isHeld: code === 0 && recall >= RECALL,
      figures: [...lines, `полнота ${recall} (нужно ≥ ${RECALL})`],
    };
  },
};
