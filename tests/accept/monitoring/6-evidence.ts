import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';
import { findCounts, runProgram, runTests } from '../run-program.ts';

/** What the played part writes down. */
export interface EvidenceReport {
  looks: number;
  days: number;
  mutations: number;
  columns: Record<string, number>;
  clean: string[];
  missed: string[];
}

const MUTATIONS = 10_000;
const FAULTS = 1000;

export const line: AcceptLine = {
  title: `Доказательства: ${MUTATIONS} изменений по одному знаку названы; сбой сети никогда не значит «удалено»; забытые слова не остаются нигде`,
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed), PLAYED_MUTATIONS: String(MUTATIONS) };
    const played = await playFile<EvidenceReport>('monitoring/evidence.played.ts', env, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { looks, days, mutations, columns, clean, missed } = played;
    const faults = await runProgram(
      ['scripts/check-connectors.ts', '--faults', `${FAULTS}`, '--seed', `${seed}`],
      tell,
    );
    const forgotten = await runTests(
      'db',
      [
        'server/monitoring/incidents/kept-words.db.test.ts',
        'server/monitoring/posts/capture-forget.db.test.ts',
      ],
      tell,
    );
    const isNamed = clean.length + missed.length === 0 && mutations >= MUTATIONS;
    const of = Object.entries(columns).map(([column, count]) => `${column} ${count}`);
    return {
      isHeld: isNamed && faults.code === 0 && forgotten.code === 0,
      figures: [
        `снимков ${looks} за ${days} дн.; изменено знаков ${mutations} (${of.join(', ')}), не названо ${missed.length}, ложных ${clean.length} (нужно 0)`,
        ...faults.lines,
        `забытые слова ищут в каждом столбце базы, журнале и очередях: ${findCounts(forgotten)}`,
        ...missed.slice(0, 10),
      ],
    };
  },
};
