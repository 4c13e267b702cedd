import { type Cuboid, createCuboid } from './cuboid.ts';
import type { Ledger } from './ledger.ts';
import { type MeasureId, measureOf } from './measures.ts';
import { type Parts, partsOfStock } from './query.ts';
import { serves } from './sums.ts';

/** Tables of two sides are kept to the day; those of three to eight, the days between read from the cases. */
const DAILY = 1;
/** Of a stock of topics: half the days have their row, and the rest have it next to them. */
const PAIRS = 2;
const COARSE = 8;

/** A table summed ahead: its cells, its step, and the sums of each measure asked of it lately. */
export interface Table {
  cuboid: Cuboid;
  step: number;
  ledgers: Map<MeasureId, Ledger>;
}

const table = (cuboid: Cuboid, step: number): Table => ({ cuboid, step, ledgers: new Map() });

/** The smallest first: a query goes to the first that has all it asks for. */
export const plannedTables = (): Table[] => [
  table(createCuboid(['district', 'block']), DAILY),
  table(createCuboid(['district', 'channel']), DAILY),
  table(createCuboid(['channel', 'unit']), DAILY),
  table(createCuboid(['block', 'theme', 'unit']), DAILY),
  table(createCuboid(['block', 'theme', 'channel']), DAILY),
  table(createCuboid(['district', 'unit']), DAILY),
  table(createCuboid(['district', 'block', 'channel']), DAILY),
  table(createCuboid(['district', 'block', 'theme']), DAILY),
  table(createCuboid(['block', 'theme', 'channel', 'unit']), COARSE),
  table(createCuboid(['district', 'channel', 'unit']), COARSE),
  table(createCuboid(['district', 'block', 'theme', 'unit']), COARSE),
  table(createCuboid(['district', 'block', 'theme', 'channel']), COARSE),
  table(createCuboid([], true), DAILY),
  table(createCuboid(['district', 'block'], true), COARSE),
];

/** Days of a block of a measure's sums. A stock takes one row where a period takes two: the tables with themes stand coarser, for room. */
export function stepOf({ cuboid, step }: Table, measure: MeasureId): number {
  if (measureOf(measure).family !== 'stock') return step;
  if (cuboid.hasHexagons) return COARSE;
  return cuboid.dimensions.includes('theme') ? Math.max(step, PAIRS) : step;
}

/** Whether sums of this table answer a question for a measure. */
export function answers(own: Table, measure: MeasureId, parts: Parts): boolean {
  // The rows of a stock are asked for one by one, whatever the step.
  if (measureOf(measure).family === 'stock') return serves(own.cuboid, DAILY, partsOfStock(parts));
  return serves(own.cuboid, own.step, parts);
}
