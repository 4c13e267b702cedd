import type { AcceptLine } from '../line.ts';
import { findCounts, runTests } from '../run-program.ts';

/** Who finds what in the rail, in how many presses; letters, palette and pins. Looks of all screens are line 8 of «duty». */
export const line: AcceptLine = {
  title: 'карта рабочего места: нажатия и клавиши путей, axe',
  async run({ tell }) {
    const rules = await runTests('unit', ['tests/web/workplace-map.test.ts'], tell);
    const journeys = await runTests('e2e', ['tests/e2e/base/rail.test.ts'], tell);
    return {
      isHeld: rules.code === 0 && journeys.code === 0,
      figures: [`кто что находит: ${findCounts(rules)}`, `пути в браузере: ${findCounts(journeys)}`],
    };
  },
};
