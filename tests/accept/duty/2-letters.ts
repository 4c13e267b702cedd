import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { AcceptLine } from '../line.ts';

const root = resolve(import.meta.dirname, '../../..');

interface Played {
  lives: number;
  wrong: string[];
}

/** The lives in a process of their own: they need a database and clean modules. */
async function play(): Promise<Played | string> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-letters-'));
  const path = join(folder, 'figures.json');
  const vitest = ['npx', 'vitest', 'run', '--project', 'accept', 'tests/accept/duty/letters.played.ts'];
  try {
    const words = await run(['scripts/with-test-db.mjs', '--', ...vitest], { LETTER_FIGURES: path });
    if (!existsSync(path)) return words.split('\n').slice(-40).join('\n');
    return JSON.parse(readFileSync(path, 'utf8')) as Played;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: string[], env: Record<string, string>): Promise<string> {
  return new Promise((done, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
    let words = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => {
        words += part.toString('utf8');
      });
    child.on('error', reject);
    child.on('close', () => done(words));
  });
}

export const line: AcceptLine = {
  title: 'Письма: целые жизни до каждого исхода, по байтам у почтового сервера и шлюза SMS',
  async run() {
    const played = await play();
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { lives, wrong } = played;
    return {
      isHeld: wrong.length === 0 && lives > 0,
      figures: [
        `жизней ${lives}, для автора и присоединившегося: промолчано, сказано лишнее, неправда или дважды — ${wrong.length} (нужно 0)`,
        ...wrong.slice(0, 30),
      ],
    };
  },
};
