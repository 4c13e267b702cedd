import type { AreaChart } from '../../../shared/charts/chart.ts';
import type { SnapshotContent } from '../../../shared/contract/base/snapshots.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import type { DistrictGround } from '../territory/index.ts';
import { drawDistrictMap } from './district-map.ts';
import { drawHexagonMap } from './hexagon-map.ts';

interface DrawnMap {
  caption: string;
  chart: AreaChart;
}

/** What of a snapshot lies on the ground: its first table where the rows are districts, and its hexagons. */
export function drawMaps(
  { tables, hexagons }: Pick<SnapshotContent, 'tables' | 'hexagons'>,
  ground: DistrictGround,
): DrawnMap[] {
  const [first] = tables;
  const districts = first ? drawDistrictMap(first, ground) : null;
  const cells = hexagons ? drawHexagonMap(hexagons, ground) : null;
  return [
    ...(districts
      ? [{ caption: `Районы на карте: ${districts.title}. ${ground.attribution}`, chart: districts }]
      : []),
    ...(hexagons && cells
      ? [
          {
            caption: `Шестиугольники на карте (0,7 км²): ${cells.title}; без места ${formatNumber(hexagons.withoutPlace)}. ${ground.attribution}`,
            chart: cells,
          },
        ]
      : []),
  ];
}
