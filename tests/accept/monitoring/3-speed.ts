import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

const benches = [
  'bench/monitoring-rules.ts',
  'bench/dry-run.ts',
  'bench/network-events.ts',
  'bench/clocks.ts',
];

/** The tables of the benches say of each aim whether it is reached. */
export const line: AcceptLine = {
  title:
    'Скорость: 200 правил на запись и прогон за 90 дней рядом с tsquery, события сетей рядом с pgbench, обход сроков дел и инцидентов',
  async run({ tell }) {
    const runs = [];
    for (const bench of benches) runs.push(await runProgram([bench], tell));
    const tables = runs.flatMap(({ lines }) => lines.filter((text) => text.startsWith('|')));
    const isWhole = runs.every(({ code }) => code === 0);
    return {
      isHeld: isWhole && !tables.some((text) => /\| (?:\*\*)?нет(?:\*\*)? \|/u.test(text)),
      figures: tables,
    };
  },
};
