import type { Chart } from './chart.ts';
import { drawAreas } from './draw-areas.ts';
import { drawBars } from './draw-bars.ts';
import { drawColumns } from './draw-columns.ts';
import { drawLine } from './draw-line.ts';
import { drawStrip } from './draw-strip.ts';
import type { Size } from './frame.ts';
import type { Picture } from './picture.ts';

/** The picture of a chart so many points wide. */
export function drawChart(chart: Chart, width: number, size: Size = 'full'): Picture {
  switch (chart.kind) {
    case 'line':
      return drawLine(chart, width, size);
    case 'columns':
      return drawColumns(chart, width, size);
    case 'bars':
      return drawBars(chart, width);
    case 'strip':
      return drawStrip(chart, width);
    case 'areas':
      return drawAreas(chart, width);
  }
}
