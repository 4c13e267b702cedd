import { ensureWebBuilt } from '../../../scripts/support/web-build.mjs';
import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

interface Read {
  text: string;
  matters: number;
  /** The first button of each matter. */
  buttons: string[];
  seconds: number;
}

/** So long the head listens. */
const MOST = 30;

export const line: AcceptLine = {
  title: '/head на 390: что не так, что делать, какая кнопка — за полминуты вслух',
  async run({ tell }) {
    await ensureWebBuilt(tell);
    const program = ['scripts/with-test-db.mjs', '--', process.execPath, 'tests/accept/record/head.read.ts'];
    const { code, lines } = await runProgram(program, tell);
    if (code !== 0) return { isHeld: false, figures: lines.slice(-5) };
    const { text, matters, buttons, seconds } = JSON.parse(lines.at(-1) ?? '') as Read;
    const hasButtons = buttons.length === matters && buttons.every((words) => words !== '');
    return {
      isHeld: matters > 0 && hasButtons && seconds <= MOST,
      figures: [
        `решить ${matters}, с кнопкой ${buttons.length}; вслух ${seconds.toFixed(1)} с (нужно ≤ ${MOST}; 5 слогов в секунду)`,
        ...text.split('\n'),
      ],
    };
  },
};
