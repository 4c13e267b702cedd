import { ensureWebBuilt } from '../../../scripts/support/web-build.mjs';
import type { AcceptLine } from '../line.ts';
import { runProgram } from '../run-program.ts';

/** Every number of every screen of the workplace opens a list of as many things. */
export const line: AcceptLine = {
  title: 'каждое число каждого рабочего экрана открывает список, в котором столько же',
  async run({ tell }) {
    await ensureWebBuilt(tell);
    const crawl = ['scripts/with-test-db.mjs', '--', process.execPath, 'tests/accept/record/lists.crawl.ts'];
    const { code, lines } = await runProgram(crawl, tell);
    return {
      isHeld: code === 0,
      figures: [...lines.filter((one) => /^(РАЗНИЦА|СТРАНИЦА)/u.test(one)), ...lines.slice(-1)],
    };
  },
};
