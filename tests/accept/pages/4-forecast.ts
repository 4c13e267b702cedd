import { publishingPack } from '../../../server/pages/publications/pack.ts';
import type { AcceptLine } from '../line.ts';
import { shareCalledFewer } from './flows.ts';
import { playWeeks } from './forecast-weeks.ts';

const PAGES = 60;
const WEEKS = 52;
const RECALL = 0.9;
const PRECISION = 0.7;

const share = (value: number): string => value.toFixed(3);
/** One figure of both, to compare two rules by. */
const balanced = ({ recall, precision }: { recall: number; precision: number }): number =>
  (2 * recall * precision) / (recall + precision);

const RUNS = 2000;
const FALSE_MOST = 0.06;
const POWER = 0.8;
/** How much a day strays from its usual, and messages a window: of 180 and 126 the mean is 153. */
const flows = [0, 0.3, 0.5].flatMap((burst) => [180, 300].map((usual) => ({ burst, usual })));

/** How often an even flow is called less, and a flow that lost a third. */
function playFlows(seed: number) {
  const { effect } = publishingPack.on('2026-11-25');
  const played = flows.map((flow) => {
    const asked = { ...flow, runs: RUNS, seed, least: effect.least, falseShare: effect.falseShare };
    return {
      ...flow,
      even: shareCalledFewer({ ...asked, left: 1 }),
      less: shareCalledFewer({ ...asked, left: 0.7 }),
    };
  });
  return {
    isHeld: played.every(({ even, less }) => even <= FALSE_MOST && less >= POWER),
    figures: played.map(
      ({ burst, usual, even, less }) =>
        `${usual} сообщений в окне, разброс дня ${burst}: ложное «меньше» ${share(even)} (нужно ≤ ${FALSE_MOST}), при −30 % замечено ${share(less)} (нужно ≥ ${POWER})`,
    ),
  };
}

/** Weeks of pages that were drawn, each looked at when its Wednesday ends: what is foretold against what came. */
export const line: AcceptLine = {
  title: 'Прогноз нехватки в среду; стало ли меньше сообщений после записи; на выдуманных неделях и потоках',
  run: async ({ seed }) => {
    const { forecast } = publishingPack.on('2026-11-25');
    const { ours, naive, short, weeks } = playWeeks({
      pages: PAGES,
      weeks: WEEKS,
      history: forecast.weeks,
      risk: forecast.risk,
      seed,
    });
    const isHeld = ours.recall >= RECALL && ours.precision >= PRECISION && balanced(ours) > balanced(naive);
    const effect = playFlows(seed);
    return {
      isHeld: isHeld && effect.isHeld,
      figures: [
        `${PAGES} страниц × ${WEEKS} недель, не выполнено ${short} из ${weeks}`,
        `поймано ${share(ours.recall)} (нужно ≥ ${RECALL}), верных среди предупреждений ${share(ours.precision)} (нужно ≥ ${PRECISION})`,
        `правило «меньше двух к среде»: поймано ${share(naive.recall)}, верных ${share(naive.precision)}`,
        ...effect.figures,
      ],
    };
  },
};
