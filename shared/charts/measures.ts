import { formatBriefly, formatDecimal, formatNumber, formatPercent } from '../text/numbers.ts';
import type { Measure } from './chart.ts';

/** How numbers of a chart are written. */
export const countMeasure: Measure = { write: formatNumber, tick: formatBriefly, isWhole: true };
export const shareMeasure: Measure = { write: formatPercent, tick: formatPercent };
export const decimalMeasure: Measure = { write: (value) => formatDecimal(value), tick: formatBriefly };
