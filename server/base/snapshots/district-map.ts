import type { AreaChart, Measure } from '../../../shared/charts/chart.ts';
import { countMeasure, shareMeasure } from '../../../shared/charts/measures.ts';
import { heatOf, TOTAL, writeCell } from '../../../shared/charts/snapshot-heat.ts';
import type { SnapshotTable } from '../../../shared/contract/base/snapshots.ts';
import { formatScore } from '../../../shared/text/numbers.ts';
import type { DistrictGround } from '../territory/index.ts';

const scoreMeasure: Measure = { write: formatScore, tick: formatScore };

/** Areas fewer than this are no map. */
const FEWEST = 2;

/**
 * A table whose rows are districts as a map: the last column of each part, coloured by a scale of its own. null of any other table, and
 * where nothing in it tells. The numbers are the frozen ones; the borders those of the day it is printed on.
 */
export function drawDistrictMap(
  table: SnapshotTable,
  { shapes }: Pick<DistrictGround, 'shapes'>,
): AreaChart | null {
  const at = table.columns.findIndex(({ id }) => id === TOTAL);
  const parts = table.rows.filter(({ kind, id }) => kind === 'row' && shapes.has(id));
  if (at < 0 || parts.length < FEWEST) return null;
  const sums: SnapshotTable = {
    ...table,
    columns: [{ ...table.columns[at]!, id: 'sum' }],
    rows: parts.map(({ samples, ...row }) => ({
      ...row,
      cells: [row.cells[at] ?? null],
      ...(samples && { samples: [samples[at] ?? null] }),
    })),
  };
  const heat = heatOf(sums);
  const values = sums.rows.map(({ cells }) => cells[0] ?? null);
  if (!heat || values.every((value) => value === null || value === 0)) return null;
  const { kind } = sums.columns[0]!;
  return {
    kind: 'areas',
    title: table.title,
    of: table.rowTitle,
    categories: sums.rows.map(({ title }) => ({ title, short: title })),
    measure: kind === 'count' ? countMeasure : kind === 'share' ? shareMeasure : scoreMeasure,
    empty: 'нет данных',
    series: { title: table.title, values },
    areas: sums.rows.map((row) => ({
      rings: shapes.get(row.id)!,
      look: heat.lookAt(row, 0),
      text: writeCell(sums, row, 0),
    })),
    steps: heat.steps,
    hatched: table.ratio ? `мало данных: меньше ${table.smallest}` : `меньше ${table.smallest}`,
  };
}
