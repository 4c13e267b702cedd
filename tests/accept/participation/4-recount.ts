import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { AcceptLine } from '../line.ts';
import { root } from '../run-program.ts';
import { makeVote } from './made-vote.ts';

const BALLOTS = 100_000;
const SECONDS = 60;
const MUTATIONS = 10_000;

const python = async (script: string, ...args: string[]) => {
  const { stdout } = await promisify(execFile)('python3', [join(root, script), ...args], {
    maxBuffer: 1 << 28,
  });
  return JSON.parse(stdout);
};

export const line: AcceptLine = {
  title: 'пересчёт тайного голосования программой на другом языке, без общего кода',
  async run({ seed, tell }) {
    const folder = mkdtempSync(join(tmpdir(), 'otklik-vote-'));
    try {
      const [large, small] = [join(folder, 'large.json'), join(folder, 'small.json')];
      tell(`подписываю ${BALLOTS} бюллетеней`);
      const { published, counts } = makeVote(BALLOTS, seed);
      writeFileSync(large, JSON.stringify(published));
      writeFileSync(small, JSON.stringify(makeVote(30, seed + 1).published));
      const begun = performance.now();
      const recounted = await python('tests/ballots/recount.py', large);
      const seconds = (performance.now() - begun) / 1000;
      const isEqual =
        JSON.stringify(Object.entries(recounted.counts.yard).toSorted()) ===
        JSON.stringify(Object.entries(counts).toSorted());
      const { tried, missed } = await python(
        'tests/accept/participation/mutate.py',
        small,
        String(MUTATIONS),
        String(seed),
      );
      return {
        isHeld:
          seconds <= SECONDS &&
          isEqual &&
          recounted.faults.length === 0 &&
          tried === MUTATIONS &&
          missed.length === 0,
        figures: [
          `${BALLOTS} бюллетеней пересчитаны за ${seconds.toFixed(1)} с (нужно ≤ ${SECONDS}), итог ${isEqual ? 'тот же' : 'не тот'}`,
          `правок файла ${tried}, не замечено ${missed.length} (нужно 0) ${missed.slice(0, 10).join(', ')}`,
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
