import {
  listSignals,
  readSignal,
  type SignalLine,
} from '../../../../shared/contract/monitoring/conflict-signals.ts';
import {
  type ConflictLine,
  countConflicts,
  listConflicts,
  readConflict,
} from '../../../../shared/contract/monitoring/conflicts.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useRoute } from '../../../lib/query.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { useCursorTrail } from '../../base/parts/list-pages.tsx';
import { type LiveCounts, liveCounts, useLiveCounts } from '../../base/parts/use-live-counts.ts';

export const conflictViews = ['open', 'closed', 'errors'] as const;
export type ConflictView = (typeof conflictViews)[number];

/** The address is the view: anything unknown in it means the ordinary one. */
export interface Place {
  view: ConflictView;
  unit: string;
  id: string;
  signal: string;
}

export const readPlace = (query: QueryText): Place => ({
  view: conflictViews.find((view) => view === query.view) ?? 'open',
  unit: query.unit ?? '',
  id: query.id ?? '',
  signal: query.signal ?? '',
});

/** A line of the register, whichever of the two it is. */
export type Item = { kind: 'conflict'; line: ConflictLine } | { kind: 'signal'; line: SignalLine };

export const isCurrent = ({ kind, line }: Item, { id, signal }: Place): boolean =>
  line.id === (kind === 'conflict' ? id : signal);

/** The line so many further, by the lines as they stand; the ends are ends. */
export function stepIn(items: readonly Item[], place: Place, by: 1 | -1): Item | undefined {
  const at = items.findIndex((item) => isCurrent(item, place));
  return items[at < 0 ? 0 : Math.min(items.length - 1, Math.max(0, at + by))];
}

export const toAddress = ({ kind, line }: Item): QueryText =>
  kind === 'conflict' ? { id: line.id, signal: '' } : { id: '', signal: line.id };

export interface Register {
  conflicts: readonly ConflictLine[];
  signals: readonly SignalLine[];
  items: readonly Item[];
  can: readonly string[];
  networks: RouteReply<typeof listConflicts>['networks'];
  isLoaded: boolean;
  problem: ApiProblem | null;
  retry: () => void;
  trail: ReturnType<typeof useCursorTrail>;
  next: string | null;
  hasMoreSignals: boolean;
}

/** Conflicts of a view, and in the open one the signals that nobody has decided about. */
export function useRegister({ view, unit }: Place): Register {
  const trail = useCursorTrail();
  const tab = view === 'closed' ? 'closed' : 'open';
  const limits = { ...(unit && { unit }) };
  const query = { tab, limit: 50, ...limits, ...(trail.cursor && { cursor: trail.cursor }) } as const;
  const conflicts = useRoute(listConflicts, { query });
  const isOpen = tab === 'open';
  const signals = useRoute(listSignals, { query: { limit: 100, ...limits } }, { enabled: isOpen });
  const shown = {
    conflicts: conflicts.data?.conflicts ?? [],
    signals: isOpen ? (signals.data?.signals ?? []) : [],
  };
  return {
    ...shown,
    items: [
      ...shown.conflicts.map((line): Item => ({ kind: 'conflict', line })),
      ...shown.signals.map((line): Item => ({ kind: 'signal', line })),
    ],
    can: conflicts.data?.can ?? [],
    networks: conflicts.data?.networks ?? [],
    isLoaded: conflicts.data !== undefined && (!isOpen || signals.data !== undefined),
    problem: conflicts.error ?? signals.error,
    retry: () => {
      void conflicts.refetch();
      if (isOpen) void signals.refetch();
    },
    trail,
    next: conflicts.data?.next ?? null,
    hasMoreSignals: isOpen && Boolean(signals.data?.next),
  };
}

const shownByMark = [listConflicts, listSignals, readConflict, readSignal] as const;

export type RegisterCounts = LiveCounts<RouteReply<typeof countConflicts>>;

/** Counts of the register, of one body where it is narrowed to it. */
export const useRegisterCounts = ({ unit }: Place): RegisterCounts =>
  useLiveCounts(useRoute(countConflicts, { query: { ...(unit && { unit }) } }, liveCounts), shownByMark);
