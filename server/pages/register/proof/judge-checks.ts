import type { CheckProof, CheckState } from '../../../../shared/contract/pages/register-proof.ts';
import { daysBetween } from '../../../../shared/text/dates.ts';

/** The latest look at a check of a page. */
export interface LatestLook {
  isThere: boolean;
  /** Local day of the picture. */
  takenOn: string;
  /** When it was put down. */
  at: Date;
}

/** What the network tells of it now. */
export interface NetworkWord {
  isThere: boolean;
  /** Since when it stands there as it does. */
  since: Date;
  /** The local day of it. */
  sinceDay: string;
}

export interface JudgedCheck {
  state: CheckState;
  /** By what it was judged; null where by nothing. */
  by: CheckProof | null;
  /** A person who saw what stands there now says otherwise than the network. */
  isDisputed: boolean;
}

/**
 * What is known of a check on a local day. Whoever saw what stands there now has the last word; what changed after their picture is the
 * network's to tell. What is there by a picture is so for as many days as the check says, else until it is seen otherwise.
 */
export function judgeCheck(
  livesDays: number | null,
  look: LatestLook | undefined,
  word: NetworkWord | undefined,
  today: string,
): JudgedCheck {
  const isSeen = look && (!word || (look.at >= word.since && look.takenOn >= word.sinceDay));
  if (!isSeen)
    return word
      ? { state: word.isThere ? 'there' : 'missing', by: 'network', isDisputed: false }
      : { state: 'unseen', by: null, isDisputed: false };
  const isOver = livesDays !== null && daysBetween(look.takenOn, today) > livesDays;
  const state = isOver ? 'stale' : 'there';
  return {
    state: look.isThere ? state : 'missing',
    by: 'picture',
    isDisputed: word !== undefined && word.isThere !== look.isThere,
  };
}

/** Share of the checks that are proved to be there, 0…1: what is stale or was never seen proves nothing. */
export const shareThere = (states: readonly CheckState[]): number =>
  states.length === 0 ? 0 : states.filter((one) => one === 'there').length / states.length;
