import { countPublications } from '../../../../shared/contract/pages/publications-list.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Waiting } from '../../base/parts/amount.tsx';

/** Beside «Публикации»: what waits for a person, red where something did not go out. */
export function usePublicationsCount(): Waiting | undefined {
  const { data } = useRoute(countPublications, undefined, { refreshEvery: 60_000 });
  if (!data) return undefined;
  const { approval, troubled, review } = data;
  return { value: approval + troubled + review, ...(troubled > 0 && { tone: 'danger' as const }) };
}
