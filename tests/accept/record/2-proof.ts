import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptLine, AcceptOutcome } from '../line.ts';
import { runTests } from '../run-program.ts';

/** What the played part writes down. */
interface Figures {
  city: string;
  /** Faults of the clean city, and of the one whose lines were erased by law. */
  clean: string[];
  erased: { lines: number; faults: string[] };
  runs: number;
  mutations: number;
  singles: number;
  /** How many of each kind of thing. */
  kinds: Record<string, number>;
  missed: string[];
}

/** How many mutations: in batches of a hundred, and how many one by one. */
const [MUTATIONS, SINGLES] = [
  Number(process.env.PROOF_MUTATIONS ?? 10_000),
  Number(process.env.PROOF_SINGLES ?? 200),
];

function judge({ city, clean, erased, runs, mutations, singles, kinds, missed }: Figures): AcceptOutcome {
  const isWhole = mutations >= 10_000 && singles >= 200;
  return {
    isHeld:
      isWhole && missed.length === 0 && clean.length === 0 && erased.faults.length === 0 && erased.lines > 0,
    figures: [
      city,
      `чистый город: ложных ${clean.length} (нужно 0); стёрто по закону строк ${erased.lines}, ложных ${erased.faults.length} (нужно 0)`,
      `изменений ${mutations}, из них по одному ${singles}, проверок ${runs}: не названо ${missed.length} (нужно 0)${isWhole ? '' : ' — меньше, чем обещано: 10 000 и 200'}`,
      `что меняли: ${Object.entries(kinds)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ')}`,
      ...[...clean, ...erased.faults, ...missed].slice(0, 30),
    ],
  };
}

export const line: AcceptLine = {
  title:
    'Запись не переписать: владелец базы меняет содержание, журнал, корни и файлы, каждое изменение названо',
  async run({ seed, tell }) {
    const folder = mkdtempSync(join(tmpdir(), 'otklik-proof-'));
    const path = join(folder, 'figures.json');
    Object.assign(process.env, {
      PROOF_FIGURES: path,
      PROOF_SEED: `${seed}`,
      PROOF_MUTATIONS: `${MUTATIONS}`,
      PROOF_SINGLES: `${SINGLES}`,
    });
    try {
      const { lines } = await runTests('accept', ['tests/accept/record/proof.played.ts'], tell);
      if (!existsSync(path)) return { isHeld: false, figures: lines.slice(-40) };
      return judge(JSON.parse(readFileSync(path, 'utf8')) as Figures);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
