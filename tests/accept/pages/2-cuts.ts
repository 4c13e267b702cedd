import type { CutsReport } from '../../support/networks/publishing-cuts.ts';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

const TIMES = 200;
const MINUTE = 60_000;

export const line: AcceptLine = {
  title: `Публикация с картинкой: разрыв в каждой точке обмена ${TIMES} раз — до дела, после дела, до записи ответа у нас`,
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed), PLAYED_CUTS: String(TIMES) };
    const played = await playFile<CutsReport>('pages/cuts.played.ts', env, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { posts, faults, asked, lost, doubled, wrong, silent, longestSilence, points } = played;
    const problems = [...lost, ...doubled, ...wrong, ...silent];
    const counts = Object.values(points);
    return {
      isHeld: problems.length === 0 && counts.every((count) => count >= TIMES) && longestSilence <= MINUTE,
      figures: [
        `точек ${counts.length}, каждая разорвана не меньше ${Math.min(...counts)} раз; записей ${posts}, разрывов ${faults}, спрошен человек ${asked}`,
        `потеряно ${lost.length}, удвоено ${doubled.length}, названо не так ${wrong.length} (нужно 0), дольше всего без причины ${Math.round(longestSilence / 1000)} с (нужно ≤ 60)`,
        ...problems.slice(0, 20),
      ],
    };
  },
};
