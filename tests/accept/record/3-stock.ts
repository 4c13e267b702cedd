import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';
import { root } from '../run-program.ts';

interface Played {
  days: number;
  /** Sums over all cells and days. */
  stock: number;
  flow: number;
  overHttp: number;
  cells: number;
  /** Cases that were open more than once. */
  rests: number;
  wrong: string[];
}

/** So many cases the bench is promised for. */
const CASES = 10_000_000;

/** The last table of a bench that was kept: which of its bars were reached. */
function readBench(): { isHeld: boolean; figures: string[] } {
  const text = readFileSync(join(root, 'bench/results/heatmap.md'), 'utf8');
  const rows = text.split('\n').filter((line) => /^\| (?:остаток|поток|район|блок|тема)/u.test(line));
  const read = (cell: string | undefined): number =>
    Number((cell ?? '').replaceAll(/[^\d,]/gu, '').replace(',', '.'));
  const slow = rows.filter((row) => {
    const cells = row.split('|').map((cell) => cell.trim());
    return read(cells[3]) > 10 || read(cells[7]) < 20;
  });
  const hasStock = rows.some((row) => row.startsWith('| остаток'));
  const cases = read(/^Дел ([\d\s]+) за/mu.exec(text)?.[1]);
  return {
    isHeld: hasStock && slow.length === 0 && cases >= CASES,
    figures: [
      `bench/results/heatmap.md: дел ${cases.toLocaleString('ru')} (нужно ${CASES.toLocaleString('ru')}), таблиц ${rows.length}, не дотянули ${slow.length} (к DuckDB ≥ 20, 99-й процентиль ≤ 10 мс)${hasStock ? '' : '; остатка в замере нет'}`,
      ...slow,
    ],
  };
}

export const line: AcceptLine = {
  title: 'Остаток и поток: каждый день года по событиям, район × блок × канал × исполнитель',
  async run({ seed, tell }) {
    const played = await playFile<Played>('record/stock.played.ts', { PLAYED_SEED: String(seed) }, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { days, stock, flow, overHttp, cells, rests, wrong } = played;
    const bench = readBench();
    return {
      isHeld: wrong.length === 0 && days >= 365 && bench.isHeld,
      figures: [
        `дней ${days}, ячеек сверено ${cells}, дел в остатках ${stock}, событий ${flow}, дел, открытых не один раз, ${rests}`,
        `на экране сверено итогов ${overHttp}; расхождений ${wrong.length} (нужно 0)`,
        ...wrong.slice(0, 30),
        ...bench.figures,
      ],
    };
  },
};
