import { itemAt, numberAt } from '../../../../shared/lists.ts';
import { uint8At } from '../../../lib/typed-arrays.ts';
import { packMarks } from '../cube/marks.ts';
import { type CohortMeasure, type MeasureId, measures, weightsOf } from '../cube/measures.ts';
import { type FactLine, isCountedLine, toFacts } from './feed-read.ts';

/** Columns of a case that a side or a filter reads. */
export const cellColumns = ['district_id', 'block', 'fact_id', 'channel', 'executor_unit_id', 'h3'] as const;
export type CellColumn = (typeof cellColumns)[number];
/** Those that no rollup has stand in the cases alone. */
export type CaseColumn = CellColumn | 'importance' | 'outcome' | 'is_signed_in';

export interface Cuboid {
  id: number;
  columns: readonly CellColumn[];
}

/**
 * Sides kept together, the smallest tables first: a query goes to the first that has all it asks for. What none has is
 * counted over the cases. A new one is a new number, which rows name, and a migration that empties `heatmap.rollup_state`.
 */
export const cuboids: readonly Cuboid[] = [
  { id: 1, columns: ['district_id', 'block', 'channel'] },
  { id: 2, columns: ['channel', 'executor_unit_id'] },
  { id: 3, columns: ['block', 'fact_id', 'executor_unit_id'] },
  { id: 4, columns: ['block', 'fact_id', 'channel'] },
  { id: 5, columns: ['district_id', 'executor_unit_id'] },
  { id: 6, columns: ['district_id', 'block', 'fact_id'] },
  { id: 8, columns: ['block', 'fact_id', 'channel', 'executor_unit_id'] },
  { id: 9, columns: ['district_id', 'block', 'fact_id', 'executor_unit_id'] },
  { id: 10, columns: ['district_id', 'channel', 'executor_unit_id'] },
  { id: 11, columns: ['district_id', 'block', 'fact_id', 'channel'] },
  { id: 7, columns: ['block', 'h3'] },
];

/**
 * Measures of a cohort that only a change of a case changes; those of open cases pass with time and are counted over the open ones,
 * and what happened on days and stood at their ends over the stretches in which cases were open.
 */
export type KeptMeasure = Exclude<CohortMeasure, 'open' | 'overdue'>;
export const keptMeasures = measures.flatMap(({ id, ...measure }) =>
  measure.family === 'cohort' && !('ofOpen' in measure) ? [id as KeptMeasure] : [],
);
export const isKept = (measure: MeasureId): measure is KeptMeasure =>
  keptMeasures.some((kept) => kept === measure);

/** The column of `heatmap.rollup`. */
export const columnOfRollup = (measure: KeptMeasure): string => measure.replaceAll('-', '_');

/** A change of one cell: how much each of `keptMeasures` grows. */
export interface CellChange {
  cuboid: number;
  /** First local day of the month, `YYYY-MM-DD`. */
  month: string;
  /** Values of `cellColumns`, null where the cuboid has no such side. */
  values: (string | null)[];
  added: number[];
}

const monthOf = (day: number): string => `${new Date(day * 86_400_000).toISOString().slice(0, 7)}-01`;

/** What cells change when cases stop being counted as `former` and are counted as `current`. Cells left as they were are out. */
export function gatherChanges(former: readonly FactLine[], current: readonly FactLine[]): CellChange[] {
  const found = new Map<string, CellChange>();
  const take = (line: FactLine, sign: 1 | -1): void => {
    if (!isCountedLine(line)) return;
    const [day, district, block, fact, channel, unit, h3] = line;
    const values = [district, block, fact, channel, unit, h3];
    const month = monthOf(day);
    const marks = packMarks(toFacts(line));
    const added = keptMeasures.map((id) => sign * uint8At(weightsOf(id), marks));
    for (const { id, columns } of cuboids) {
      const own = values.map((value, at) => (columns.includes(itemAt(cellColumns, at)) ? value : null));
      const key = JSON.stringify([id, month, ...own]);
      const known = found.get(key);
      if (known) known.added = known.added.map((sum, at) => sum + numberAt(added, at));
      else found.set(key, { cuboid: id, month, values: own, added });
    }
  };
  for (const line of former) take(line, -1);
  for (const line of current) take(line, 1);
  return [...found.values()].filter(({ added }) => added.some((sum) => sum !== 0));
}
