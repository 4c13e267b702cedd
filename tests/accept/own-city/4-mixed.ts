import type { AcceptLine } from '../line.ts';
import { playMixed } from './mixed/play.ts';
import { reportPlay } from './mixed/report.ts';

/** Half an hour of it is the whole; the course of a shorter play says which share it is. An hour: `npm run soak`. */
const WHOLE_MINUTES = 30;
const MINUTES = Number(process.env.MIXED_MINUTES ?? 5);

export const line: AcceptLine = {
  title:
    'Смешанная нагрузка: web и worker убивают наугад, базу останавливают, часы двигают, файлы делаются — 0 потеряно, 0 дважды, само встаёт, память ровная',
  async run({ seed, minutes = MINUTES, tell }) {
    const { isHeld, figures } = reportPlay(await playMixed({ minutes, seed, tell }));
    const share = `сыграно ${minutes} мин из ${WHOLE_MINUTES} (MIXED_MINUTES=${WHOLE_MINUTES} — целиком)`;
    return { isHeld, figures: [share, ...figures] };
  },
};
