import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';
import { attack, gainOf, plants, type SeenVote } from './linking.ts';

const BALLOTS = 10_000;
/** Points above chance. */
const MOST = 0.01;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

export const line: AcceptLine = {
  title: `тайна голоса: у нападающего все таблицы, метки строк, журнал и порядок, но нет ключа подсчёта; ${BALLOTS} бюллетеней`,
  async run({ seed, tell }) {
    const env = { PLAYED_SEED: String(seed), PLAYED_BALLOTS: String(BALLOTS) };
    const vote = await playFile<SeenVote>('participation/vote.played.ts', env, tell);
    if (typeof vote === 'string') return { isHeld: false, figures: [vote] };
    const report = attack(vote);
    const planted = Object.entries(plants).map(([name, plant]) => ({
      name,
      gain: gainOf(attack(plant(vote))),
    }));
    const found = planted.filter(({ gain }) => gain > MOST);
    return {
      isHeld: gainOf(report) <= MOST && vote.ballots.length === BALLOTS && found.length === planted.length,
      figures: [
        `случайно ${percent(report.chance)}, лучшее нападение даёт сверх того ${percent(gainOf(report))} (нужно ≤ ${percent(MOST)})`,
        ...Object.entries(report.attacks).map(
          ([name, share]) => `${name}: ${share === null ? 'не за что взяться' : percent(share)}`,
        ),
        `подложенные следы найдены: ${found.length} из ${planted.length}`,
        ...planted.map(({ name, gain }) => `${name}: +${percent(gain)}`),
      ],
    };
  },
};
