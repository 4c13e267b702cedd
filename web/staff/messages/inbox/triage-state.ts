import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { type Picked, pickRange, togglePicked } from '../../../ui/table-choice.ts';

/**
 * The list an operator works through, as they see it: rows keep their place while they look, what is decided leaves at
 * once, what could not be done comes back with its reason. Pure, so that every turn of it is tested.
 */
export interface TriageState {
  /** Rows in the order they were shown; new arrivals wait outside. */
  rows: readonly CaseRow[];
  currentId: string | null;
  /** Version of a case when it was decided: the row stays away until a later version comes. */
  decided: ReadonlyMap<string, number>;
  /** Why a decision did not go through, by case. */
  failures: ReadonlyMap<string, string>;
  picked: Picked;
  /** Where Shift+X begins. */
  anchorId: string | null;
  /** How many wait by the server's count, less what was decided since. */
  total: number;
  /** Cursor of the page after the last row. */
  next: string | null;
}

export const emptyTriage: TriageState = {
  rows: [],
  currentId: null,
  decided: new Map(),
  failures: new Map(),
  picked: new Set(),
  anchorId: null,
  total: 0,
  next: null,
};

export interface InboxPage {
  rows: readonly CaseRow[];
  total: number;
  next: string | null;
}

const isHidden = (state: Pick<TriageState, 'decided'>, row: CaseRow): boolean =>
  (state.decided.get(row.id) ?? -1) >= row.version;

export const visibleRows = (state: TriageState): CaseRow[] =>
  state.rows.filter((row) => !isHidden(state, row));

export const currentRow = (state: TriageState): CaseRow | undefined =>
  state.rows.find((row) => row.id === state.currentId && !isHidden(state, row));

/** Shows a page in place of what was; the current message stays current if it is still there. */
export function showPage(state: TriageState, page: InboxPage): TriageState {
  const shown = { ...state, rows: page.rows, next: page.next };
  const rows = visibleRows(shown);
  return {
    ...shown,
    total: page.total - (page.rows.length - rows.length),
    currentId: rows.some(({ id }) => id === state.currentId) ? state.currentId : (rows[0]?.id ?? null),
    picked: keepKnown(state.picked, rows),
    failures: new Map([...state.failures].filter(([id]) => rows.some((row) => row.id === id))),
  };
}

export function appendPage(state: TriageState, page: InboxPage): TriageState {
  const known = new Set(state.rows.map(({ id }) => id));
  return {
    ...state,
    rows: [...state.rows, ...page.rows.filter(({ id }) => !known.has(id))],
    next: page.next,
  };
}

/** What the server has that the list has not: shown on request only, so that nothing moves under the operator's eyes. */
export function countArrivals(state: TriageState, latest: InboxPage): number {
  const known = new Set(state.rows.map(({ id }) => id));
  return latest.rows.filter((row) => !known.has(row.id) && !isHidden(state, row)).length;
}

/**
 * Takes in a later look at the first page without moving anything: rows get their new values, and those that colleagues
 * have decided leave. Only rows before the last one both know can be missed; the current one stays to be looked at.
 */
export function refreshRows(state: TriageState, latest: InboxPage): TriageState {
  const fresh = new Map(latest.rows.map((row) => [row.id, row]));
  const lastKnown =
    latest.next === null ? state.rows.length : state.rows.findLastIndex((row) => fresh.has(row.id));
  const rows = state.rows
    .filter(
      (row, at) => fresh.has(row.id) || at > lastKnown || row.id === state.currentId || isHidden(state, row),
    )
    .map((row) => takeNews(row, fresh.get(row.id)));
  const hidden = latest.rows.filter((row) => isHidden(state, row)).length;
  return { ...state, rows, total: latest.total - hidden, picked: keepKnown(state.picked, rows) };
}

/**
 * A row with what a later look tells of it. Its text is read seconds after it has come, which makes no new version: what
 * was read is taken in, beside what the operator is changing.
 */
export function takeNews(row: CaseRow, later: CaseRow | undefined): CaseRow {
  if (!later || later.version < row.version) return row;
  if (later.version > row.version) return later;
  const isReadNow = row.suggestion.length === 0 && later.suggestion.length > 0;
  return isReadNow ? { ...later, importance: row.importance } : row;
}

/** Takes decided cases off the list at once; the message after them becomes current. */
export function decideRows(state: TriageState, ids: readonly string[]): TriageState {
  const gone = new Set(ids);
  const before = visibleRows(state);
  const leaving = before.filter(({ id }) => gone.has(id));
  const decided = new Map(state.decided);
  for (const { id, version } of leaving) decided.set(id, version);
  const current =
    state.currentId !== null && gone.has(state.currentId) ? nextAfter(before, gone) : state.currentId;
  return {
    ...state,
    decided,
    currentId: current,
    picked: new Set([...state.picked].filter((id) => !gone.has(id))),
    failures: new Map([...state.failures].filter(([id]) => !gone.has(id))),
    total: Math.max(0, state.total - leaving.length),
  };
}

/** The first row after the last that leaves, else the last one before it. */
function nextAfter(rows: readonly CaseRow[], gone: ReadonlySet<string>): string | null {
  const last = rows.findLastIndex(({ id }) => gone.has(id));
  const after = rows.slice(last + 1).find(({ id }) => !gone.has(id));
  return (after ?? rows.slice(0, last).findLast(({ id }) => !gone.has(id)))?.id ?? null;
}

/**
 * Brings a case back to its place: with words when a decision was refused, current when it was taken back.
 * `row` is its newer look, if the server told it.
 */
export function restoreRow(
  state: TriageState,
  id: string,
  options: { row?: CaseRow; words?: string; makeCurrent?: boolean } = {},
): TriageState {
  const { row, words, makeCurrent = false } = options;
  const decided = new Map(state.decided);
  const wasDecided = decided.delete(id);
  const failures = new Map(state.failures);
  if (words) failures.set(id, words);
  else failures.delete(id);
  const isKnown = state.rows.some((one) => one.id === id);
  const rows = isKnown || !row ? state.rows : [row, ...state.rows];
  return {
    ...state,
    decided,
    failures,
    rows: row ? rows.map((one) => (one.id === id ? row : one)) : rows,
    currentId: makeCurrent || state.currentId === null ? id : state.currentId,
    total: wasDecided ? state.total + 1 : state.total,
  };
}

/** A row's newer look after a change of one's own. A row decided meanwhile stays away: the change came before. */
export function replaceRow(state: TriageState, row: CaseRow): TriageState {
  const old = state.rows.find(({ id }) => id === row.id);
  const decided =
    old && isHidden(state, old) ? new Map(state.decided).set(row.id, row.version) : state.decided;
  return { ...state, decided, rows: state.rows.map((one) => (one.id === row.id ? row : one)) };
}

export function moveCurrent(state: TriageState, by: 1 | -1): TriageState {
  const rows = visibleRows(state);
  const at = rows.findIndex(({ id }) => id === state.currentId);
  const to = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by));
  return { ...state, currentId: rows[to]?.id ?? null };
}

export const makeCurrent = (state: TriageState, id: string): TriageState => ({ ...state, currentId: id });

/** X: marks or unmarks the current message; a range begins here. */
export function pickCurrent(state: TriageState): TriageState {
  if (!state.currentId) return state;
  return { ...state, picked: togglePicked(state.picked, state.currentId), anchorId: state.currentId };
}

/** Shift+X: marks everything from where X was pressed to the current message. */
export function pickToCurrent(state: TriageState): TriageState {
  if (!state.currentId) return state;
  const keys = visibleRows(state).map(({ id }) => id);
  const from = state.anchorId && keys.includes(state.anchorId) ? state.anchorId : state.currentId;
  return { ...state, picked: pickRange(state.picked, keys, from, state.currentId) };
}

export const dropPicks = (state: TriageState): TriageState => ({
  ...state,
  picked: new Set(),
  anchorId: null,
});

function keepKnown(picked: Picked, rows: readonly CaseRow[]): Picked {
  const known = new Set(rows.map(({ id }) => id));
  return new Set([...picked].filter((id) => known.has(id)));
}
