import {
  type AdditiveMeasure,
  additiveMeasures,
  type Comparison,
  comparisons,
  type PivotSide,
  type PivotTableQuery,
  pivotSides,
} from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { QueryText } from '../../../lib/url-query.ts';
import { type HeatChoice, readHeatChoice, writeHeatChoice } from './heat-filter.ts';

/** What the pivot shows; it lives in the address, so a link is a view. */
export interface PivotChoice {
  /** Period, channel, block and district, as on the other views of the heat map. */
  heat: HeatChoice;
  rows: PivotSide;
  columns: PivotSide;
  measure: AdditiveMeasure;
  second: AdditiveMeasure | '';
  compare: Comparison;
}

const known = <V extends string>(words: readonly V[], text: string | undefined): V | undefined =>
  words.find((word) => word === text);

/** Anything unknown in the address means the usual: districts by blocks, what was received. */
export function readPivotChoice(query: QueryText, today: string): PivotChoice {
  return {
    heat: readHeatChoice({ ...query, source: undefined }, today),
    rows: known(pivotSides, query.rows) ?? 'subarea',
    columns: known(pivotSides, query.columns) ?? 'block',
    measure: known(additiveMeasures, query.measure) ?? 'received',
    second: known(additiveMeasures, query.second) ?? '',
    compare: known(comparisons, query.compare) ?? 'before',
  };
}

/** The choice for the address; what is usual is left out. */
export function writePivotChoice(choice: PivotChoice, today: string): QueryText {
  const { heat, rows, columns, measure, second, compare } = choice;
  return {
    ...writeHeatChoice({ ...heat, view: 'matrix' }, today),
    rows: rows === 'subarea' ? '' : rows,
    columns: columns === 'block' ? '' : columns,
    measure: measure === 'received' ? '' : measure,
    second,
    compare: compare === 'before' ? '' : compare,
  };
}

/** The choice as the API takes it. */
export function toPivotQuery(choice: PivotChoice): PivotTableQuery {
  const { heat, rows, columns, measure, second, compare } = choice;
  return {
    ...heat.period,
    rows,
    columns,
    measure,
    compare,
    ...(second && { second }),
    ...(heat.channel && { channel: heat.channel }),
    ...(heat.block && { block: heat.block }),
    ...(heat.district && { districtId: heat.district }),
  };
}
