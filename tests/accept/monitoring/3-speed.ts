import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

/** The tables of the bench say of each aim whether it is reached. */
export const line: AcceptLine = {
  title: 'Скорость: 200 правил на запись рядом с одним tsquery на правило',
  async run({ tell }) {
    const { code, lines } = await runProgram(['bench/monitoring-rules.ts'], tell);
    const tables = lines.filter((text) => text.startsWith('|'));
    return { isHeld: code === 0 && !tables.some((text) => /\*\*нет\*\*/u.test(text)), figures: tables };
  },
};
