import { type ReactNode, useMemo, useState } from 'react';
import { getMatrix, type HeatFilter } from '../../../../shared/contract/heatmap/heatmap.ts';
import { useRoute } from '../../../lib/query.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import type { Sort } from '../../../ui/table-choice.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import type { HeatChoice } from '../figures/heat-filter.ts';
import { layOutMatrix } from '../figures/matrix-view.ts';
import { numberColumns, numberRow, sortRows } from '../figures/number-columns.tsx';
import { type DistrictLevel, type DistrictView, layOutDistricts } from './district-view.ts';

/** Districts of a level with their numbers, from the same matrix as everything else here. */
export function useDistricts(
  { choice, filter, topics }: { choice: HeatChoice; filter: HeatFilter; topics: Topics | undefined },
  level: DistrictLevel,
) {
  const matrix = useRoute(getMatrix, { query: filter });
  const view = useMemo(
    () => matrix.data && topics && layOutDistricts(layOutMatrix(matrix.data, topics.blocks, choice), level),
    [matrix.data, topics, choice, level],
  );
  return { ...matrix, data: view };
}

/** The twin of the coloured districts: each with its number, what it is made of, what it was, the list behind it. */
export function DistrictTable(props: {
  choice: HeatChoice;
  filter: HeatFilter;
  topics: Topics | undefined;
  level: DistrictLevel;
}): ReactNode {
  const query = useDistricts(props, props.level);
  return (
    <Loadable query={query} failed="Районы не загрузились">
      {(view) => <Rows view={view} isOld={query.isPlaceholderData} />}
    </Loadable>
  );
}

function Rows({ view, isOld }: { view: DistrictView; isOld: boolean }): ReactNode {
  const [sort, setSort] = useState<Sort>({ column: 'count', descending: true });
  const { rows, others, ratio } = view;
  const all = useMemo(() => {
    const told = [...rows, ...others].map(({ id, title, cell }) =>
      numberRow(cell, ratio, { key: id, territory: title, block: '' }),
    );
    return sortRows(told, sort);
  }, [rows, others, ratio, sort]);
  return (
    <DeskTable
      caption="Районы и их числа"
      columns={numberColumns(ratio, false)}
      rows={all}
      rowKey={({ key }) => key}
      sort={sort}
      onSort={setSort}
      isOld={isOld}
      empty={<EmptyState title="Районов нет">Администратор загружает их слоем карты.</EmptyState>}
    />
  );
}
