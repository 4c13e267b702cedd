import type { LoadWeek, PageLoad } from '../../../../shared/contract/pages/gospubliki.ts';
import type { CellState } from '../../../../shared/contract/pages/publications.ts';
import { addDays } from '../../../../shared/text/periods.ts';

/** A post of a page by its local day. */
export interface LoadPost {
  day: string;
  state: CellState;
  /** It was placed at the request of another. */
  isImposed: boolean;
}

const standing: readonly CellState[] = ['published', 'outside'];
/** What was taken off neither stands nor comes; what failed still holds its place until somebody gives it up. */
const isComing = (state: CellState): boolean => !standing.includes(state) && state !== 'withdrawn';

function countWeek(from: string, posts: readonly LoadPost[]): LoadWeek {
  const to = addDays(from, 6);
  const within = posts.filter(({ day }) => day >= from && day <= to);
  const count = (isImposed: boolean, fits: (state: CellState) => boolean): number =>
    within.filter((post) => post.isImposed === isImposed && fits(post.state)).length;
  const stands = (state: CellState): boolean => standing.includes(state);
  return {
    from,
    imposed: count(true, stands),
    imposedComing: count(true, isComing),
    local: count(false, stands),
    localComing: count(false, isComing),
  };
}

/** The load of a page in these weeks, and with one more imposed post on it. */
export function judgeLoad(asked: {
  pageId: string;
  /** Mondays. */
  weeks: readonly string[];
  posts: readonly LoadPost[];
  isRead: boolean;
  shareLimit: number;
}): PageLoad {
  const { pageId, posts, isRead, shareLimit } = asked;
  const weeks = asked.weeks.map((from) => countWeek(from, posts));
  const sum = (of: (week: LoadWeek) => number): number => weeks.reduce((all, week) => all + of(week), 0);
  const imposed = sum((week) => week.imposed + week.imposedComing);
  const all = imposed + sum((week) => week.local + week.localComing);
  const shareWith = (imposed + 1) / (all + 1);
  return {
    pageId,
    weeks,
    share: all === 0 ? null : imposed / all,
    shareWith,
    isOver: shareWith > shareLimit,
    isRead,
  };
}

/** Of posts that stand, how many were imposed, and whether that is over the limit. */
export function judgeImposed(
  posts: readonly Omit<LoadPost, 'day'>[],
  shareLimit: number,
): { imposed: number; all: number; share: number | null; isOver: boolean } {
  const stood = posts.filter(({ state }) => standing.includes(state));
  const imposed = stood.filter(({ isImposed }) => isImposed).length;
  const share = stood.length === 0 ? null : imposed / stood.length;
  return { imposed, all: stood.length, share, isOver: share !== null && share > shareLimit };
}
