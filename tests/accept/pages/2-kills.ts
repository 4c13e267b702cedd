import type { SeriesReport } from '../../support/networks/series-rows.ts';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

const KILLS = 30;

export const line: AcceptLine = {
  title: `Публикация: ${KILLS} раз kill -9 обработчика посреди обмена с сетью`,
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed), PLAYED_KILLS: String(KILLS) };
    const played = await playFile<SeriesReport & { kills: number }>('pages/kills.played.ts', env, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { kills, posts, asked, lost, doubled, wrong } = played;
    const problems = [...lost, ...doubled, ...wrong];
    return {
      isHeld: problems.length === 0 && kills === KILLS,
      figures: [
        `убит ${kills} раз, записей ${posts}, спрошен человек ${asked}`,
        `потеряно ${lost.length}, удвоено ${doubled.length}, названо не так ${wrong.length} (нужно 0)`,
        ...problems.slice(0, 20),
      ],
    };
  },
};
