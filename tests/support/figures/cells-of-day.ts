import { countMeasure } from '../../../server/heatmap/figures/count-measure.ts';
import type { Cube } from '../../../server/heatmap/figures/cube/cube.ts';
import { dayNumber } from '../../../server/heatmap/figures/feed/filter.ts';
import type { AdditiveMeasure } from '../../../shared/contract/heatmap/heatmap-pivot.ts';

type Sides = { district: string | null; block: string | null; channel: string; unit: string | null };

export const keyOfCell = ({ district, block, channel, unit }: Sides): string =>
  JSON.stringify([district, block, channel, unit]);

/** Numbers of one day from the figures, by district × block × channel × executor; empty cells are left out. */
export function cellsOfDay(
  cube: Cube,
  measure: AdditiveMeasure,
  day: string,
  now: Date,
): Map<string, number> {
  const { district, block, channel, unit } = cube.names;
  const found = new Map<string, number>();
  const at = dayNumber(day);
  const side = (of: 'district' | 'block', size: number) => ({ of, size, line: (code: number) => code });
  for (let ofUnit = 0; ofUnit < unit.size(); ofUnit += 1) {
    const narrow = { of: 'unit' as const, takes: (code: number) => code === ofUnit };
    const channels = countMeasure(cube, measure, {
      rows: { of: 'channel', size: channel.size(), line: (code) => code },
      columns: side('block', block.size()),
      filters: [narrow],
      from: at,
      to: at,
      now,
    });
    for (let ofChannel = 0; ofChannel < channel.size(); ofChannel += 1) {
      const own = channels.subarray(ofChannel * block.size(), (ofChannel + 1) * block.size());
      if (own.every((value) => value === 0)) continue;
      const cells = countMeasure(cube, measure, {
        rows: side('district', district.size()),
        columns: side('block', block.size()),
        filters: [narrow, { of: 'channel', takes: (code) => code === ofChannel }],
        from: at,
        to: at,
        now,
      });
      cells.forEach((value, place) => {
        if (value === 0) return;
        const sides = {
          district: district.name(Math.floor(place / block.size())),
          block: block.name(place % block.size()),
          channel: channel.name(ofChannel)!,
          unit: unit.name(ofUnit),
        };
        found.set(keyOfCell(sides), value);
      });
    }
  }
  return found;
}
