import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';
import { type CastsSeen, OF_KILL } from './casts-seen.ts';

const VOTERS = 1000;
const TRIES = 64;
const KILLS = 30;

export const line: AcceptLine = {
  title: `один человек — один бюллетень: ${TRIES} попытки сразу у каждого из ${VOTERS}; ${KILLS} раз kill -9 веб-процесса посреди опускания`,
  async run({ seed, tell }) {
    const env = {
      PLAYED_SEED: String(seed),
      PLAYED_VOTERS: String(VOTERS),
      PLAYED_TRIES: String(TRIES),
      PLAYED_KILLS: String(KILLS),
    };
    const seen = await playFile<CastsSeen>('participation/casts.played.ts', env, tell);
    if (typeof seen === 'string') return { isHeld: false, figures: [seen] };
    const all = VOTERS + KILLS * OF_KILL;
    const bad = seen.doubledBallots + seen.doubledEnvelopes + seen.odd.length + seen.lost + seen.repeated;
    const isOneAtKiosk = seen.atKiosk.roll === 1 && seen.atKiosk.envelopes === 1;
    return {
      isHeld:
        isOneAtKiosk && bad === 0 && seen.kills === KILLS && seen.roll === all && seen.envelopes === all,
      figures: [
        `${seen.voters} человек по ${seen.tries} попытки взять и столько же опустить за ${seen.seconds} с: не один бюллетень у ${seen.doubledBallots}, не один конверт у ${seen.doubledEnvelopes} (нужно 0)`,
        `kill -9: ${seen.kills}; услышали «в ящике» до последнего ${seen.acknowledged}, потеряно ${seen.lost}, удвоено ${seen.repeated} (нужно 0)`,
        `в списке ${seen.roll}, конвертов ${seen.envelopes} из ${all}`,
        `один код киоска, ${seen.tries} попытки сразу: в списке ${seen.atKiosk.roll}, конвертов ${seen.atKiosk.envelopes} (нужно по одному)`,
        `прочих ответов ${seen.odd.length}`,
        ...seen.odd.slice(0, 10),
        'скорость против простой вставки: bench/results/ballots.md',
      ],
    };
  },
};
