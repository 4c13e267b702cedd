import type { IncidentLine } from '../../../../shared/contract/monitoring/incidents.ts';

/**
 * The feed as whoever works through it sees it: lines keep their place while they look, what is new waits above until it is asked for,
 * what is over leaves. Pure, so that every turn of it is tested.
 */
export interface FeedState {
  /** In the order they were shown. */
  rows: readonly IncidentLine[];
  /** The line under the cursor; it need not be among the rows: a link leads to what left them. */
  currentId: string | null;
  /** Cursor of the page after the last row. */
  next: string | null;
}

export interface FeedPage {
  incidents: readonly IncidentLine[];
  next: string | null;
}

export const emptyFeed: FeedState = { rows: [], currentId: null, next: null };

const has = (rows: readonly IncidentLine[], id: string | null): boolean => rows.some((row) => row.id === id);

/** Shows a page in place of what was. `currentId` is what the address names; without one the first line is current. */
export const showFeed = (currentId: string | null, page: FeedPage): FeedState => ({
  rows: page.incidents,
  next: page.next,
  currentId: currentId ?? page.incidents[0]?.id ?? null,
});

export function appendFeed(state: FeedState, page: FeedPage): FeedState {
  const fresh = page.incidents.filter(({ id }) => !has(state.rows, id));
  return { rows: [...state.rows, ...fresh], next: page.next, currentId: state.currentId };
}

/**
 * Takes in a later look at the first page and moves nothing: lines get their new values, those that are not of this tab any more leave,
 * the current one stays to be looked at. Only lines before the last one both know can be missed.
 */
export function refreshFeed(state: FeedState, latest: FeedPage): FeedState {
  const fresh = new Map(latest.incidents.map((row) => [row.id, row]));
  const lastKnown =
    latest.next === null ? state.rows.length : state.rows.findLastIndex(({ id }) => fresh.has(id));
  const rows = state.rows
    .filter(({ id }, at) => fresh.has(id) || at > lastKnown || id === state.currentId)
    .map((row) => fresh.get(row.id) ?? row);
  if (rows.length === 0) return showFeed(state.currentId, latest);
  return { rows, next: state.next, currentId: state.currentId };
}

/** How many the server has that the feed does not show yet. */
export const countNewcomers = (state: FeedState, latest: FeedPage): number =>
  latest.incidents.filter(({ id }) => !has(state.rows, id)).length;

/** The line so many further; the ends are ends. */
export function stepInFeed({ rows, currentId }: FeedState, by: 1 | -1): string | null {
  const at = rows.findIndex(({ id }) => id === currentId);
  const to = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  return rows[to]?.id ?? currentId;
}

/** What opens once the current one is done: the line after it, else the one before. */
export function afterCurrent({ rows, currentId }: FeedState): string | null {
  const at = rows.findIndex(({ id }) => id === currentId);
  return (rows[at + 1] ?? rows[at - 1])?.id ?? null;
}

/** Takes a line off at once: it was dismissed, merged, or made a case. */
export const leaveFeed = (state: FeedState, id: string): FeedState => ({
  rows: state.rows.filter((row) => row.id !== id),
  next: state.next,
  currentId: state.currentId,
});

export const makeCurrentInFeed = (state: FeedState, currentId: string | null): FeedState => ({
  rows: state.rows,
  next: state.next,
  currentId,
});

/** Brings a line back to its place: what was done with it was taken back. */
export function returnToFeed(state: FeedState, row: IncidentLine, at: number): FeedState {
  const others = state.rows.filter(({ id }) => id !== row.id);
  const rows = at < 0 ? [row, ...others] : [...others.slice(0, at), row, ...others.slice(at)];
  return { rows, next: state.next, currentId: row.id };
}
