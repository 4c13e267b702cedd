import type { AcceptLine } from '../line.ts';
import { findCounts, runProgram, runSteps } from '../run-program.ts';

/** One word leads from a clause to its folders; sizes hold; nothing goes in a circle or upward, types included. */
export const line: AcceptLine = {
  title: 'по слову пункта находится его папка; размеры, круги и стрелки вверх',
  async run({ tell }) {
    const rules = ['tests/layout.test.ts', 'tests/architecture.test.ts'];
    const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...rules];
    const layout = await runProgram(vitest, tell);
    const imports = await runSteps('imports', tell);
    return {
      isHeld: layout.code === 0 && imports.code === 0,
      figures: [`${rules.join(', ')}: ${findCounts(layout)}`, ...imports.lines],
    };
  },
};
