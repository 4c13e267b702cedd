import type { ReplyCutsReport } from '../../support/networks/reply-cuts.ts';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

const TIMES = 200;
const MINUTE = 60_000;

export const line: AcceptLine = {
  title: `Ответ жителю: разрыв в каждой точке обмена ${TIMES} раз — до дела, после дела, до записи ответа у нас`,
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed), PLAYED_CUTS: String(TIMES) };
    const played = await playFile<ReplyCutsReport>('monitoring/replies.played.ts', env, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const {
      replies,
      cuts,
      settled,
      lost,
      doubled,
      wrong,
      longestSilence,
      letters,
      toldTwice,
      untold,
      points,
    } = played;
    const problems = [...lost, ...doubled, ...wrong];
    const counts = Object.values(points);
    return {
      isHeld:
        problems.length === 0 &&
        toldTwice + untold === 0 &&
        counts.every((count) => count >= TIMES) &&
        longestSilence <= MINUTE,
      figures: [
        `точек ${counts.length}, каждая разорвана не меньше ${Math.min(...counts)} раз; ответов ${replies}, разрывов ${cuts}, решил человек ${settled}`,
        `потеряно ${lost.length}, удвоено ${doubled.length}, названо не так ${wrong.length} (нужно 0), дольше всего до «неизвестно» или повтора ${Math.round(longestSilence / 1000)} с (нужно ≤ 60)`,
        `писем о неизвестном исходе ${letters}: дважды одному человеку ${toldTwice}, не сказано никому ${untold} (нужно 0)`,
        ...problems.slice(0, 20),
      ],
    };
  },
};
