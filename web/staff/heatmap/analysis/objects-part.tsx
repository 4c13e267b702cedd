import type { ReactNode } from 'react';
import { countedKinds, listTopObjects } from '../../../../shared/contract/heatmap/objects.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Loadable } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import type { Slice } from '../../base/parts/slice.ts';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';
import { KindLinks } from '../objects/kind-links.tsx';
import { TopTable } from '../objects/top-table.tsx';

type Kind = (typeof countedKinds)[number];

export const readKind = (text: string | undefined): Kind =>
  countedKinds.find((one) => one === text) ?? 'house';

/** Houses, yards, streets and stops with most cases of the period; each leads to its passport. */
export function ObjectsPart({ slice, topics }: { slice: Slice; topics: Topics | undefined }): ReactNode {
  const [query] = useUrlQuery();
  const kind = readKind(query.kind);
  const top = useRoute(listTopObjects, { query: { ...slice.filter, kind, limit: 20 } });
  useRowKeys('Анализ', 'a.top-object');
  return (
    <>
      <KindLinks to="/staff/analysis" kind={kind} />
      <Loadable query={top} failed="Объекты не загрузились">
        {({ rows }) => (
          <TopTable rows={rows} filter={slice.filter} topics={topics} isOld={top.isPlaceholderData} />
        )}
      </Loadable>
    </>
  );
}
