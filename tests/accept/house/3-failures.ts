import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

/** Every button and form of every screen with each command failing in each way (`npm run soak:failures`). */
export const line: AcceptLine = {
  title: 'ни одна команда не молчит о своей неудаче',
  async run({ tell }) {
    const { code, lines } = await runProgram(
      ['scripts/with-test-db.mjs', '--', process.execPath, 'tests/soak/failures.ts'],
      tell,
    );
    return {
      isHeld: code === 0,
      figures: lines.filter((one) =>
        /^(отправлено|не отправлено|МОЛЧ|молч|остановила)|не пройден/u.test(one),
      ),
    };
  },
};
