import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptLine } from '../line.ts';
import { collect, root } from '../run-program.ts';

/** Commands of README too long for `npm test`, as typed; of a series one turn. The others: tests/e2e/base/readme.test.ts. */

interface Command {
  words: readonly string[];
  more?: Readonly<Record<string, string>>;
  /** What it must have said besides ending well. */
  says: RegExp;
}

const makeCommands = (folder: string): Command[] => [
  { words: ['release', '--', '--to', folder], says: /^Выпуск .*\.tar\.gz/mu },
  { words: ['eval'], says: /^брань: F1 0\.\d+/mu },
  { words: ['accept', '--', 'house', '--only', '1'], says: /всё держится/u },
  { words: ['bench'], more: { BENCH_ROUNDS: '1' }, says: /^раунд 1: pgbench \d/mu },
  {
    words: ['soak'],
    more: { KILLS: '1', SOAK_CLOCKS: '20000', SOAK_SECONDS: '20', MINUTES: '1' },
    says: /Числа не разошлись\.[\s\S]*потеряно подтверждённых сообщений: 0/u,
  },
];

async function play({ words, more }: Command, tell: (text: string) => void) {
  const env = Object.assign({}, process.env, { npm_lifecycle_event: '', NODE_OPTIONS: '' }, more);
  const begun = performance.now();
  const said: string[] = [];
  const child = spawn('npm', ['run', ...words], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { code, lines } = await collect(child, (text) => {
    said.push(text);
    tell(text);
  });
  return { code, text: [...lines, ...said].join('\n'), seconds: (performance.now() - begun) / 1000 };
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: 'команды README, что дольше проверки: release, eval, accept, bench, soak',
  async run({ tell }) {
    const folder = mkdtempSync(join(tmpdir(), 'otklik-commands-'));
    try {
      const figures: string[] = [];
      let isHeld = true;
      for (const command of makeCommands(folder)) {
        const title = `npm run ${command.words.join(' ').replace(folder, 'ПАПКА')}`;
        tell(title);
        const { code, text, seconds } = await play(command, tell);
        const isWell = code === 0 && command.says.test(text);
        isHeld &&= isWell;
        figures.push(`${title}: ${isWell ? 'да' : `НЕТ (код ${code})`}, ${seconds.toFixed(0)} с`);
        if (!isWell) figures.push(...text.split('\n').slice(-5));
      }
      return { isHeld, figures };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
