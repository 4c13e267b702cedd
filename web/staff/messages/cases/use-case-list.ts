import { useMemo, useRef } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { FoundIn, SearchTold } from '../../../../shared/contract/messages/cases-found.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import type { QueryText } from '../../../lib/url-query.ts';
import { type ListQuery, readFilter, readSort } from './list-filter.ts';

export const pageSize = 50;

export interface CaseList {
  query: QueryText;
  /** Conditions and order as the API takes them, without the page. */
  asked: ListQuery;
  /** Changes conditions: the list begins anew. */
  change: (patch: QueryText) => void;
  rows: readonly CaseRow[] | undefined;
  total: number;
  isApproximate: boolean;
  /** How the phrase was understood, and where its words stand in the rows. */
  search: SearchTold | null;
  found: ReadonlyMap<string, FoundIn>;
  /** Number of the first row shown, from 1. */
  from: number;
  isOld: boolean;
  error: ApiProblem | null;
  retry: () => void;
  onBack: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

/**
 * The page of cases the address asks for. A page has an address of its own, so coming back from a card finds it again.
 * `within` narrows a list that is a part of another screen: the cases of one object.
 */
export function useCaseList(within: ListQuery = {}, size = pageSize): CaseList {
  const [query, changeQuery] = useUrlQuery();
  const key = JSON.stringify([query, within]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  const asked = useMemo<ListQuery>(() => ({ ...readFilter(query), ...within, sort: readSort(query) }), [key]);
  // Which page led to which, by cursor: the server tells the page after, not the page before.
  const before = useRef(new Map<string, string>());
  const { after = '' } = query;
  const list = useRoute(listCases, {
    query: { ...asked, limit: size, ...(after && { cursor: after }) },
  });
  const from = after ? Math.max(1, Number(query.at) || 1) : 1;
  const next = list.data?.next;
  return {
    query,
    asked,
    change: (patch) => changeQuery({ ...patch, after: '', at: '' }),
    rows: list.data?.rows,
    total: list.data?.total ?? 0,
    isApproximate: list.data?.isApproximate ?? false,
    search: list.data?.search ?? null,
    found: useMemo(() => new Map(list.data?.found.map((one) => [one.id, one])), [list.data]),
    from,
    isOld: list.isPlaceholderData,
    error: list.error,
    retry: () => void list.refetch(),
    onBack: after
      ? () => {
          const cursor = before.current.get(after) ?? '';
          const at = cursor ? String(Math.max(1, from - size)) : '';
          changeQuery({ after: cursor, at }, { replace: false });
        }
      : undefined,
    onNext: next
      ? () => {
          before.current.set(next, after);
          changeQuery({ after: next, at: String(from + size) }, { replace: false });
        }
      : undefined,
  };
}
