import type { CheckState } from '../../../../shared/contract/pages/register-proof.ts';
import { daysBetween } from '../../../../shared/text/dates.ts';

/** The latest look at a check of a page. */
export interface LatestLook {
  isThere: boolean;
  /** Local day of the picture. */
  takenOn: string;
}

/**
 * What is known of a check on a local day. What is there is proved by its picture: for so many days where the check says so, else
 * until somebody sees that it is gone.
 */
export function judgeCheck(
  livesDays: number | null,
  look: LatestLook | undefined,
  today: string,
): CheckState {
  if (!look) return 'unseen';
  if (!look.isThere) return 'missing';
  return livesDays !== null && daysBetween(look.takenOn, today) > livesDays ? 'stale' : 'there';
}

/** Share of the checks that are proved to be there, 0…1: what is stale or was never seen proves nothing. */
export const shareThere = (states: readonly CheckState[]): number =>
  states.length === 0 ? 0 : states.filter((one) => one === 'there').length / states.length;
