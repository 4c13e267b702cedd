import type { ReactNode } from 'react';
import type { IndicatorSlice } from '../../../../shared/contract/heatmap/indicators.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import {
  FormerNumber,
  IndicatorCases,
  IndicatorGoal,
  IndicatorName,
  IndicatorNumber,
  type IndicatorRow,
} from './indicator-cells.tsx';

/** K1–K20 as rows: beside their goals, the period before and the last year. */
export function IndicatorTable(props: { filter: IndicatorSlice; rows: readonly IndicatorRow[] }): ReactNode {
  return (
    <DeskTable<IndicatorRow>
      caption="Показатели К1–К20"
      rows={props.rows}
      rowKey={({ words }) => words.id}
      columns={[
        {
          id: 'name',
          head: 'Показатель',
          isName: true,
          cell: ({ words }) => <IndicatorName words={words} />,
        },
        { id: 'value', head: 'Значение', cell: (row) => <IndicatorNumber row={row} /> },
        { id: 'goal', head: 'Цель', cell: (row) => <IndicatorGoal row={row} /> },
        {
          id: 'before',
          head: 'Период раньше',
          cell: (row) => <FormerNumber row={row} former={row.before} />,
        },
        { id: 'year', head: 'Год назад', cell: (row) => <FormerNumber row={row} former={row.year} /> },
        { id: 'cases', head: 'Список', cell: (row) => <IndicatorCases row={row} filter={props.filter} /> },
      ]}
      empty={null}
    />
  );
}
