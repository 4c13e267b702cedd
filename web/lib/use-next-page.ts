import { useCallback, useRef } from 'react';
import { asProblem } from './api-problem.ts';

/**
 * Asks for what follows a cursor, each page once, however often it is called; nothing where the cursor is null. The function it gives is
 * the same for its whole life. `onPage` compares the cursor with that of what it adds to: it may be another by then.
 */
export function useNextPage<P>(
  cursor: string | null,
  ask: (cursor: string) => Promise<P>,
  onPage: (page: P, cursor: string) => void,
): () => void {
  const loading = useRef<string | null>(null);
  const latest = useRef({ cursor, ask, onPage });
  latest.current = { cursor, ask, onPage };
  return useCallback(async () => {
    const asked = latest.current;
    if (!asked.cursor || loading.current === asked.cursor) return;
    loading.current = asked.cursor;
    try {
      asked.onPage(await asked.ask(asked.cursor), asked.cursor);
    } catch (error) {
      // The list goes on with what it has; the next step through it asks again.
      if (asProblem(error).code !== 'aborted') loading.current = null;
    }
  }, []);
}
