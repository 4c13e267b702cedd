import type { SeriesReport } from '../../support/networks/series-rows.ts';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

const POSTS = 10_000;
const MINUTE = 60_000;

export const line: AcceptLine = {
  title: `Публикация: ${POSTS} записей в трёх сетях, случайный сбой в любом месте обмена`,
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed), PLAYED_POSTS: String(POSTS) };
    const played = await playFile<SeriesReport>('pages/posts.played.ts', env, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { posts, faults, faultsOfPosts, asked, lost, doubled, wrong, silent, longestSilence } = played;
    const problems = [...lost, ...doubled, ...wrong, ...silent];
    return {
      isHeld: problems.length === 0 && posts === POSTS && longestSilence <= MINUTE,
      figures: [
        `записей ${posts}, сбоев ${faults}, из них при самой публикации ${faultsOfPosts}, спрошен человек ${asked}`,
        `потеряно ${lost.length}, удвоено ${doubled.length}, названо не так ${wrong.length} (нужно 0)`,
        `причина не видна через минуту у ${silent.length} (нужно 0), дольше всего ${Math.round(longestSilence / 1000)} с (нужно ≤ 60)`,
        ...problems.slice(0, 20),
      ],
    };
  },
};
