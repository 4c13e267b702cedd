import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Route } from '../../../../shared/contract/route.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import type { RouteOptions } from '../../../lib/query.ts';

/** How counts are asked for: every five seconds, a hidden page not at all; those of another choice are never shown for it. */
export const liveCounts: RouteOptions = { refreshEvery: 5_000, keepOld: false };

export interface LiveCounts<C> {
  counts: C | undefined;
  /** Why nothing newer comes; what is shown was so at `asOf`, epoch ms. */
  problem: ApiProblem | null;
  asOf: number;
  retry: () => void;
}

/** Counts with a mark of what they count; `shown` is read again once their mark is another, and not before. */
export function useLiveCounts<C extends { mark: string }>(
  { data, error, dataUpdatedAt, refetch }: UseQueryResult<C, ApiProblem>,
  shown: readonly Route[],
): LiveCounts<C> {
  const client = useQueryClient();
  const mark = data?.mark;
  const seen = useRef(mark);
  useEffect(() => {
    const isNews = seen.current !== undefined && mark !== undefined && seen.current !== mark;
    seen.current = mark;
    if (!isNews) return;
    for (const route of shown) void client.invalidateQueries({ queryKey: [route.id] });
  }, [client, mark, shown]);
  return { counts: data, problem: error, asOf: dataUpdatedAt, retry: () => void refetch() };
}
