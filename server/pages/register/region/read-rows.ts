import { keysOf, recordOf } from '../../../../shared/known.ts';
import { AppError } from '../../../lib/errors.ts';
import { unguardCell } from '../../../lib/tables/formula-guard.ts';
import type { UploadedTable } from '../../../lib/tables/reading/uploaded.ts';
import { findRegionColumn, type RegionField, regionTitles } from './columns.ts';

/** A row of the region's table; null where its column is not in the table, so that nothing is said. */
export interface RegionRow {
  row: number;
  values: Readonly<Record<RegionField, string | null>>;
}

/** Rows of a table by what their columns mean. Throws where it names no organisations. */
export function readRegionRows({ headers, rows }: UploadedTable): RegionRow[] {
  const columns = recordOf(keysOf(regionTitles), (field) => findRegionColumn(headers, field));
  if (!columns.body)
    throw new AppError(
      'imports.bad-file',
      `В таблице нет столбца «${regionTitles.body}». Возьмите таблицу из выгрузки «Свод региона».`,
    );
  return rows.map(({ row, values }) => ({
    row,
    values: recordOf(keysOf(regionTitles), (field) => {
      const column = columns[field];
      return column === null ? null : unguardCell(values[column] ?? '').trim();
    }),
  }));
}
