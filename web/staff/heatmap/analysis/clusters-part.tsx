import type { ReactNode } from 'react';
import {
  type Clusters,
  listClusters,
  type TextCluster,
} from '../../../../shared/contract/heatmap/analysis.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable, SkeletonLines } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { casesHref } from '../../base/parts/object-words.ts';
import type { Slice } from '../../base/parts/slice.ts';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';
import { ExampleList } from './example-list.tsx';

/** Groups of messages that say alike, named by the residents' own words. */
export function ClustersPart({ slice, topics }: { slice: Slice; topics: Topics | undefined }): ReactNode {
  const clusters = useRoute(listClusters, { query: slice.filter }, { staleTime: 60_000 });
  useRowKeys('Анализ', 'a.analysis__name');
  return (
    <Loadable
      query={clusters}
      failed="Группы не загрузились"
      skeleton={<SkeletonLines lines={8} label="Сравниваем тексты…" />}
    >
      {(data) => (
        <>
          <p className="small muted">{describeRead(data)}</p>
          {data.clusters.length === 0 ? (
            <EmptyState title={data.total === 0 ? 'По этому отбору дел нет' : 'Похожих сообщений нет'}>
              {data.total === 0
                ? 'Расширьте период или сбросьте отбор.'
                : 'Группа — это три сообщения и больше, сказанные похожими словами.'}
            </EmptyState>
          ) : (
            <ol className="analysis__clusters">
              {data.clusters.map((cluster) => (
                <ClusterLine key={cluster.numbers[0]} cluster={cluster} topics={topics} />
              ))}
            </ol>
          )}
        </>
      )}
    </Loadable>
  );
}

function describeRead({ read, total }: Clusters): string {
  const all = counted(total, 'сообщение', 'сообщения', 'сообщений');
  if (read >= total) return `Прочитано всё за период: ${all}.`;
  return `Прочитано ${formatNumber(read)} из ${formatNumber(total)} — случайная доля поровну со всего периода; числа групп — по прочитанному.`;
}

function ClusterLine({ cluster, topics }: { cluster: TextCluster; topics: Topics | undefined }): ReactNode {
  const formats = useFormats();
  const fact = topics?.fact(cluster.factId);
  const rest = cluster.count - cluster.numbers.length;
  return (
    <li className="desk__sheet">
      <PageLink to={casesHref({ numbers: cluster.numbers.join(',') })} className="analysis__name">
        «{cluster.name}»
      </PageLink>
      <p className="analysis__facts">
        <b className="analysis__count">{formatNumber(cluster.count)}</b>
        <span>
          {fact ? `${fact.shortTitle} — ${formatNumber(cluster.factCount)}` : 'тема ещё не определена'}
        </span>
        {cluster.places > 0 && (
          <span className="muted">{counted(cluster.places, 'место', 'места', 'мест')}</span>
        )}
        <span className="muted">
          {formats.date(cluster.firstAt)} — {formats.date(cluster.lastAt)}
        </span>
        {rest > 0 && <span className="muted">в списке последние {formatNumber(cluster.numbers.length)}</span>}
      </p>
      <ExampleList examples={cluster.examples} />
    </li>
  );
}
