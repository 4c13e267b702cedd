import { type ReactNode, useMemo, useState } from 'react';
import { getMatrix, type HeatFilter } from '../../../../shared/contract/heatmap/heatmap.ts';
import { useRoute } from '../../../lib/query.ts';
import { bindValue } from '../../../ui/forms/fields.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import type { Sort } from '../../../ui/table-choice.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { DistrictTable } from '../districts/district-table.tsx';
import type { HeatChoice } from './heat-filter.ts';
import { layOutMatrix, type MatrixView } from './matrix-view.ts';
import { type NumberRow, numberColumns, numberRow, sortRows } from './number-columns.tsx';
import { PlacesTable } from './places-table.tsx';

interface PartProps {
  choice: HeatChoice;
  filter: HeatFilter;
  topics: Topics | undefined;
}

const tabs = [
  { value: 'numbers', label: 'Числа матрицы' },
  { value: 'parts', label: 'Части районов' },
  { value: 'districts', label: 'Районы' },
  { value: 'places', label: 'Места на карте' },
] as const;

/** The twin of the matrix and of the map in plain rows. */
export function TablePart(props: PartProps): ReactNode {
  const [tab, setTab] = useState<(typeof tabs)[number]['value']>('numbers');
  return (
    <div className="stack">
      <Tabs form={bindValue(tab, setTab)} name="value" label="Что показать таблицей" tabs={tabs}>
        {tab === 'numbers' && <Numbers {...props} />}
        {tab === 'parts' && <DistrictTable {...props} level="part" />}
        {tab === 'districts' && <DistrictTable {...props} level="whole" />}
        {tab === 'places' && <PlacesTable {...props} />}
      </Tabs>
    </div>
  );
}

function Numbers({ choice, filter, topics }: PartProps): ReactNode {
  const matrix = useRoute(getMatrix, { query: filter });
  const [sort, setSort] = useState<Sort>({ column: 'count', descending: true });
  const view = useMemo(
    () => matrix.data && topics && layOutMatrix(matrix.data, topics.blocks, choice),
    [matrix.data, topics, choice],
  );
  const rows = useMemo(() => view && sortRows(listRows(view), sort), [view, sort]);
  return (
    <Loadable query={{ ...matrix, data: rows }} failed="Таблица не загрузилась">
      {(shown) => (
        <DeskTable
          caption="Сообщения по территориям и блокам"
          columns={numberColumns(view?.ratio ?? null, true)}
          rows={shown}
          rowKey={({ key }) => key}
          sort={sort}
          onSort={setSort}
          isOld={matrix.isPlaceholderData}
          empty={
            <EmptyState title="По этому отбору сообщений нет">
              Расширьте период или сбросьте отбор.
            </EmptyState>
          }
        />
      )}
    </Loadable>
  );
}

/** One row for each cell that holds anything; sums are left to the matrix. */
function listRows({ lines, columns, ratio }: MatrixView): NumberRow[] {
  return lines
    .filter(({ kind }) => kind === 'part' || kind === 'lost')
    .flatMap((line) =>
      line.cells.flatMap((cell, at) => {
        const column = columns[at];
        const { count, before, whole } = cell;
        const isEmpty = count === 0 && !before && (!ratio || ratio.whole === 'residents' || !whole);
        if (!column || isEmpty) return [];
        const name = { territory: line.title, block: column.fullTitle };
        return [numberRow(cell, ratio, { key: `${line.key}:${column.code}`, ...name })];
      }),
    );
}
