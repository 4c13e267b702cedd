// A reporter of vitest: keeps the errors that no test caught, which its JSON report leaves out though they fail the run.
import { rmSync, writeFileSync } from 'node:fs';

export default class UnhandledReporter {
  onTestRunEnd(_modules, errors) {
    const file = process.env.OTKLIK_UNHANDLED;
    if (!file) return;
    rmSync(file, { force: true });
    if (errors.length > 0) writeFileSync(file, JSON.stringify(errors.map(describe)));
  }
}

/** One line: what it says, the first place of ours it came through, the test that ran last before it. */
function describe({ message, stack, VITEST_TEST_NAME: last }) {
  const calls = (stack ?? '').split('\n').filter((line) => /^\s*at /u.test(line));
  const place = calls.find((line) => !line.includes('node_modules'))?.trim();
  const said = String(message).split('\n')[0].slice(0, 300);
  return [said, place, last && `(последним шёл тест «${last}»)`].filter(Boolean).join(' ');
}
