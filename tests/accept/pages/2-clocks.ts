import type { SeriesReport } from '../../support/networks/series-rows.ts';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

const POSTS = 1000;

export const line: AcceptLine = {
  title: `Публикация: ${POSTS} записей, часы сервера на сутки вперёд и назад, другой часовой пояс, сбои сети`,
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed), PLAYED_POSTS: String(POSTS), PLAYED_WANDER: '3' };
    const played = await playFile<SeriesReport>('pages/posts.played.ts', env, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { posts, faults, asked, lost, doubled, wrong } = played;
    const problems = [...lost, ...doubled, ...wrong];
    return {
      isHeld: problems.length === 0 && posts === POSTS,
      figures: [
        `записей ${posts}, сбоев ${faults}, спрошен человек ${asked}`,
        `потеряно ${lost.length}, удвоено ${doubled.length}, названо не так ${wrong.length} (нужно 0: каждая вышла ровно раз)`,
        ...problems.slice(0, 20),
      ],
    };
  },
};
