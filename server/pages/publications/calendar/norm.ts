import type { PageNorm } from '../../../../shared/contract/pages/publications.ts';

export interface NormAsked {
  /** Monday and Sunday of the week, and the local day it is. */
  from: string;
  to: string;
  today: string;
  need: number;
  /** Standing on the page. */
  done: number;
  /** On their way within this week. */
  coming: number;
  /** The page is read: what stands on it is known. Otherwise there may be more than we published. */
  isRead: boolean;
  /** Working days from today to the end of the week, today included. */
  workingDaysLeft: number;
  /** How many posts the page published from this weekday on, in former weeks. */
  history: readonly number[];
  /** From this chance on it is warned of. */
  warnRisk: number;
}

/** Weeks without which nothing is foretold. */
const LEAST_WEEKS = 4;

/**
 * Chance that the page publishes fewer than `lacking` more posts by the end of the week: the share of former weeks in which it did not, with
 * one of each kind added, so that nothing is certain. What is planned comes for certain; more than it may come. Null where too
 * few weeks are known.
 */
export function riskOfShortfall(lacking: number, coming: number, history: readonly number[]): number | null {
  if (history.length < LEAST_WEEKS) return null;
  const short = history.filter((published) => Math.max(published, coming) < lacking).length;
  return (short + 1) / (history.length + 2);
}

function stateOf({ to, today, need, done, coming, isRead, workingDaysLeft }: NormAsked): PageNorm['state'] {
  if (done >= need) return 'met';
  if (today > to) return isRead ? 'missed' : 'unknown';
  if (done + coming >= need) return 'coming';
  if (!isRead) return 'unknown';
  return need - done - coming >= workingDaysLeft ? 'danger' : 'short';
}

/** A week of a page against its norm, with what is planned in it. */
export function judgeNorm(asked: NormAsked): PageNorm {
  const { from, to, today, need, done, coming, history, warnRisk } = asked;
  const isPresent = from <= today && today <= to;
  const lacking = Math.max(0, need - done);
  const risk = !isPresent || lacking <= coming ? null : riskOfShortfall(lacking, coming, history);
  const state = stateOf(asked);
  return {
    from,
    need,
    done,
    coming,
    lacks: Math.max(0, lacking - coming),
    state,
    risk,
    isAtRisk: isPresent && ['short', 'danger'].includes(state) && (risk === null || risk >= warnRisk),
  };
}
