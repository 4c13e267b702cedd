import { numbered, readRecord } from '../audit-record.ts';
import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

const expected = [...numbered('code-', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]), 'office-D8', 'N18'];
const LEAST_KILLED = 90;

/** Numbers of the review of the code, and small mistakes planted in the rules (`npm run mutations`, 600 by the seed). */
export const line: AcceptLine = {
  title: 'недостатки кода исправлены или отклонены; тесты замечают мелкие ошибки в правилах',
  async run({ seed, tell }) {
    const { isHeld, figures } = await readRecord(expected);
    const { lines } = await runProgram(
      ['scripts/with-test-db.mjs', '--', process.execPath, 'scripts/mutations/run.ts', '--seed', `${seed}`],
      tell,
    );
    const score = lines.find((one) => one.startsWith('mutations: ')) ?? 'mutations: не сказано';
    const killed = Number(/\(([\d.]+) %\)/u.exec(score)?.[1] ?? 0);
    return {
      isHeld: isHeld && killed >= LEAST_KILLED,
      figures: [...figures, `${score} (нужно ${LEAST_KILLED} %)`],
    };
  },
};
