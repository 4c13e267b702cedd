import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import type { AcceptLine } from '../line.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Runs the named steps of `npm test` and returns their last lines. */
function runSteps(names: string, tell: (text: string) => void): Promise<{ code: number; tail: string[] }> {
  const child = spawn(process.execPath, ['scripts/test.mjs', '--only', names], { cwd: root });
  let words = '';
  child.stdout.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => tell(chunk.toString().trimEnd()));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => done({ code: code ?? 1, tail: words.trimEnd().split('\n').slice(-6) }));
  });
}

/** Every screen in every look of `npm test`: axe, Russian words, no sideways scroll, no second scroll bar, no errors. */
export const line: AcceptLine = {
  title: 'экраны во всех видах: axe, слова, прокрутка',
  run: async ({ tell }) => {
    const { code, tail } = await runSteps('build,screens', tell);
    return { isHeld: code === 0, figures: tail };
  },
};
