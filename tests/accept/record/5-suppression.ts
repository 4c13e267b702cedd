import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

/** An attacker with an integer solver against the public figures of twenty random cities. */
export const line: AcceptLine = {
  title: 'ни одно скрытое число публичных таблиц не решается',
  async run({ seed, tell }) {
    const { code, lines } = await runProgram(['scripts/check-suppression.ts', '--seed', `${seed}`], tell);
    return {
      isHeld: code === 0 && /^suppression: \d+ tables, 0 cells solved$/u.test(lines.at(-1) ?? ''),
      figures: lines.slice(-6),
    };
  },
};
