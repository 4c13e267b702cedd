import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

const benches = ['bench/monitoring-rules.ts', 'bench/network-events.ts'];

/** The tables of the benches say of each aim whether it is reached. */
export const line: AcceptLine = {
  title: 'Скорость: 200 правил на запись рядом с одним tsquery на правило, события сетей рядом с pgbench',
  async run({ tell }) {
    const runs = [];
    for (const bench of benches) runs.push(await runProgram([bench], tell));
    const tables = runs.flatMap(({ lines }) => lines.filter((text) => text.startsWith('|')));
    const isWhole = runs.every(({ code }) => code === 0);
    return { isHeld: isWhole && !tables.some((text) => /\*\*нет\*\*/u.test(text)), figures: tables };
  },
};
