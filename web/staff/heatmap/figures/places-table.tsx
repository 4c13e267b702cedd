import { type ReactNode, useState } from 'react';
import {
  type HeatFilter,
  type HeatPoint,
  listHeatPoints,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import type { Address } from '../../../lib/page-address.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { Marker, type MarkerKind, markerWords } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';

/** A case by its number, an incident by its id. */
export const pointHref = ({ incidentId, number }: HeatPoint): Address =>
  incidentId === undefined ? caseHref(number) : `/staff/social?id=${incidentId}`;

export const pointNumber = ({ incidentId, number }: HeatPoint): string =>
  incidentId === undefined ? formatCaseNumber(number) : `№ ${number}`;

export const markerOf: Readonly<Record<HeatPoint['shape'], MarkerKind>> = {
  new: 'new',
  work: 'working',
  answered: 'answered',
  overdue: 'overdue',
  solved: 'solved',
};

const pageSize = 100;

function listColumns(topics: Topics | undefined): readonly Column<HeatPoint>[] {
  return [
    {
      id: 'number',
      head: 'Номер',
      isName: true,
      width: '9.5rem',
      cell: (point) => (
        <PageLink className="number" to={pointHref(point)}>
          {pointNumber(point)}
        </PageLink>
      ),
    },
    { id: 'title', head: 'О чём', cell: ({ title }) => title },
    { id: 'block', head: 'Блок', cell: ({ block }) => topics?.block(block)?.shortTitle ?? 'без темы' },
    {
      id: 'state',
      head: 'Состояние',
      cell: ({ shape }) => (
        <span className="status nowrap">
          <span aria-hidden="true">
            <Marker kind={markerOf[shape]} />
          </span>
          {markerWords[markerOf[shape]]}
        </span>
      ),
    },
    { id: 'address', head: 'Место', cell: ({ address }) => address ?? 'точка без адреса' },
  ];
}

/** The points of the map as rows, newest first. */
export function PlacesTable(props: { filter: HeatFilter; topics: Topics | undefined }): ReactNode {
  const points = useRoute(listHeatPoints, { query: props.filter });
  const [page, setPage] = useState(0);
  return (
    <Loadable query={points} failed="Места не загрузились">
      {({ points: all, shown, total }) => {
        const from = Math.min(page * pageSize, Math.max(0, all.length - 1));
        const rows = all.slice(from, from + pageSize);
        return (
          <div className="stack">
            <DeskTable
              caption="Сообщения, у которых есть место на карте"
              columns={listColumns(props.topics)}
              rows={rows}
              rowKey={({ number }) => number}
              empty={
                <EmptyState title="На карте ничего нет">
                  По этому отбору нет сообщений, у которых известно место.
                </EmptyState>
              }
            />
            {total > shown && (
              <p className="small">
                Показаны последние {formatNumber(shown)} из {formatNumber(total)}. Сузьте отбор, чтобы увидеть
                остальные.
              </p>
            )}
            {all.length > pageSize && (
              <Pager
                from={from + 1}
                to={from + rows.length}
                total={all.length}
                onBack={page > 0 ? () => setPage(page - 1) : undefined}
                onNext={from + pageSize < all.length ? () => setPage(page + 1) : undefined}
              />
            )}
          </div>
        );
      }}
    </Loadable>
  );
}
