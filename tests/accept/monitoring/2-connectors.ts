import type { AcceptLine } from '../line.ts';
import { findCounts, runProgram, runTests } from '../run-program.ts';

const FAULTS = 10_000;

export const line: AcceptLine = {
  title: `Соединения: по ${FAULTS} случайных сбоев каждому, одно событие тысячу раз, сломанные клиенты против заместителей`,
  async run({ seed, tell }) {
    const faults = await runProgram(
      ['scripts/check-connectors.ts', '--faults', `${FAULTS}`, '--seed', `${seed}`],
      tell,
    );
    const suites = await runTests('unit', ['tests/connectors'], tell);
    const doors = await runTests('db', ['server/base/networks'], tell);
    return {
      isHeld: [faults, suites, doors].every(({ code }) => code === 0),
      figures: [
        ...faults.lines,
        `общий набор и сломанные клиенты: ${findCounts(suites)}`,
        `приём событий (тысяча повторов, чужой секрет, перезапуск): ${findCounts(doors)}`,
      ],
    };
  },
};
