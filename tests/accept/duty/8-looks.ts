import type { AcceptLine } from '../line.ts';
import { runSteps } from '../run-program.ts';

/** Every screen in every look of `npm test`: axe, Russian words, no sideways scroll, no second scroll bar, no errors. */
export const line: AcceptLine = {
  title: 'экраны во всех видах: axe, слова, прокрутка',
  run: async ({ tell }) => {
    const { code, lines } = await runSteps('build,screens', tell);
    return { isHeld: code === 0, figures: lines };
  },
};
