import { cellToBoundary, cellToLatLng } from 'h3-js';
import type { AreaChart } from '../../../shared/charts/chart.ts';
import { classOf, describeScale, makeScale } from '../../../shared/charts/heat-scale.ts';
import { countMeasure } from '../../../shared/charts/measures.ts';
import type { SnapshotContent } from '../../../shared/contract/base/snapshots.ts';
import { formatDecimal } from '../../../shared/text/numbers.ts';
import type { DistrictGround } from '../territory/index.ts';

type Hexagons = NonNullable<SnapshotContent['hexagons']>;

/** Frozen numbers by hexagons as a map, under the borders of districts; null where nothing lies anywhere. */
export function drawHexagonMap(
  { title, cells, smallest }: Hexagons,
  { shapes }: Pick<DistrictGround, 'shapes'>,
): AreaChart | null {
  if (cells.length === 0) return null;
  const scale = makeScale(Math.max(...cells.map(([, count]) => count)), smallest);
  return {
    kind: 'areas',
    title,
    of: 'Место',
    categories: cells.map(([cell]) => {
      const [lat, lon] = cellToLatLng(cell);
      const place = `${formatDecimal(lat, 3)} с. ш., ${formatDecimal(lon, 3)} в. д.`;
      return { title: place, short: place };
    }),
    measure: countMeasure,
    empty: 'данных нет',
    series: { title, values: cells.map(([, count]) => count) },
    areas: cells.map(([cell, count]) => ({
      rings: [cellToBoundary(cell, true)],
      look: classOf(count, scale),
      text: '',
    })),
    borders: [...shapes.values()].flat(),
    steps: describeScale(scale),
    hatched: `меньше ${smallest}`,
  };
}
