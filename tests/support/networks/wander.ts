import { requireReference } from '../../../server/base/deadlines/reference-data.ts';
import { DAY } from '../../../shared/time.ts';
import type { Series } from './series-rows.ts';

const zones = ['Asia/Yekaterinburg', 'Europe/Kaliningrad', 'Asia/Kamchatka'];

/**
 * The clock of the server is a day ahead, a day behind or right again, and the city lies in another zone; every few turns another way.
 */
export function makeWandering(every: number): (series: Series) => void {
  let turn = 0;
  return ({ wandering, dice }) => {
    turn += 1;
    if (turn % every !== 0) return;
    wandering.by = Math.floor(dice() * 3 - 1) * DAY;
    Object.assign(requireReference(), { zone: zones[Math.floor(dice() * zones.length)] });
  };
}
