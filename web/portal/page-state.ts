import type { QueryClient } from '@tanstack/react-query';
import type { PageState } from '../../shared/contract/pages.ts';
import { ApiProblem, type ProblemCode } from '../lib/api-problem.ts';

/** What the server left beside its page; null where the page came from elsewhere or is for another address. */
export function readPageState(): PageState | null {
  const text = document.getElementById('page-state')?.textContent;
  if (!text) return null;
  const state = JSON.parse(text) as PageState;
  return state.href === location.pathname + location.search ? state : null;
}

/** Puts what the server has read into the cache, as if it had just been asked: refusals too. */
export function fillClient(client: QueryClient, { readings }: PageState): void {
  for (const { key, data, problem } of readings) {
    if (!problem) {
      client.setQueryData(key, data);
      continue;
    }
    const { code, message, ...answer } = problem;
    const error = new ApiProblem(code as ProblemCode, message, answer);
    client.getQueryCache().build(client, { queryKey: key }).setState({
      status: 'error',
      error,
      errorUpdateCount: 1,
      errorUpdatedAt: Date.now(),
      fetchStatus: 'idle',
    });
  }
}
