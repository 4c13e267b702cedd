import type { ReactNode } from 'react';
import { type Causes, causeKinds, listCauses } from '../../../../shared/contract/heatmap/analysis.ts';
import { causeTitles, outcomeTitles } from '../../../../shared/text/heatmap/analysis.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { useRoute } from '../../../lib/query.ts';
import { CellBar } from '../../../ui/chart/chart.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { casesHref, sliceInList } from '../../base/parts/object-words.ts';
import type { Slice } from '../../base/parts/slice.ts';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';

/** What cases came to, and the grounds people stated on the way. */
export function CausesPart({ slice, topics }: { slice: Slice; topics: Topics | undefined }): ReactNode {
  const causes = useRoute(listCauses, { query: slice.filter });
  useRowKeys('Анализ', 'a.analysis__name');
  return (
    <Loadable query={causes} failed="Причины не загрузились">
      {(data) =>
        data.total === 0 ? (
          <EmptyState title="По этому отбору дел нет">Расширьте период или сбросьте отбор.</EmptyState>
        ) : listGroups(data).length === 0 ? (
          <EmptyState title="Причин пока не названо">
            Они появятся с первыми ответами, отказами и передачами дел этого периода.
          </EmptyState>
        ) : (
          <div className="analysis__causes">
            {listGroups(data).map(({ title, rows }) => (
              <CauseGroup
                key={title}
                title={title}
                rows={rows}
                slice={slice}
                topics={topics}
                total={data.total}
              />
            ))}
          </div>
        )
      }
    </Loadable>
  );
}

interface Row {
  key: string;
  title: string;
  count: number;
  factId: string | null;
  condition: Record<string, string>;
}

function listGroups({ outcomes, causes }: Causes): { title: string; rows: Row[] }[] {
  const groups = [
    {
      title: 'Чем кончилось',
      rows: outcomes.map(({ outcome, ...row }) => ({
        ...row,
        key: outcome,
        title: outcomeTitles[outcome],
        condition: { outcome },
      })),
    },
    ...causeKinds.map((kind) => ({
      title: causeTitles[kind],
      rows: causes
        .filter((one) => one.kind === kind)
        .map(({ key, title, count, factId }) => ({ key, title, count, factId, condition: { cause: key } })),
    })),
  ];
  return groups.filter(({ rows }) => rows.length > 0);
}

function CauseGroup(props: {
  title: string;
  rows: readonly Row[];
  total: number;
  slice: Slice;
  topics: Topics | undefined;
}): ReactNode {
  const { title, rows, total, slice, topics } = props;
  const most = Math.max(...rows.map(({ count }) => count));
  return (
    <section className="desk__sheet" aria-label={title}>
      <h2>{title}</h2>
      <ul className="analysis__grounds">
        {rows.map(({ key, title: name, count, factId, condition }) => (
          <li key={key}>
            <PageLink
              to={casesHref({ ...sliceInList(slice.filter), ...condition })}
              className="analysis__name"
            >
              {name}
            </PageLink>
            <b>{formatNumber(count)}</b>
            <CellBar value={count} most={most} />
            <span className="small muted">
              {formatPercent(count / total)} дел
              {factId && `; чаще всего — ${topics?.fact(factId)?.shortTitle ?? factId}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
