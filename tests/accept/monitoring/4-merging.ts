import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

/** Each seed is a city of its own; the measure says by itself whether it holds. */
const CITIES = 2;

export const line: AcceptLine = {
  title: 'Записи сами соединяются в инциденты: точность ≥ 0,95, полнота ≥ 0,80 там, где названо место',
  async run({ seed, tell }) {
    const figures: string[] = [];
    let isHeld = true;
    for (let city = 0; city < CITIES; city += 1) {
      const { code, lines } = await runProgram(
        ['scripts/eval/eval-merging.ts', '--seed', String(seed + city)],
        tell,
      );
      isHeld &&= code === 0;
      figures.push(...lines);
    }
    return { isHeld, figures };
  },
};
