import { cellToChildren, isValidCell } from 'h3-js';
import { type RawBuilder, sql } from 'kysely';
import type { CaseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import { keysOf } from '../../../../shared/known.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import { cellsOfArea, listDistricts } from '../../../base/territory/index.ts';

/** Sides of a case that have a name or none: the columns a filter by name reads. */
const columns = {
  district: 'district_id',
  block: 'block',
  fact: 'fact_id',
  channel: 'channel',
  unit: 'executor_unit_id',
  hexagon: 'h3',
  importance: 'importance',
  outcome: 'outcome',
} as const;
export type NamedSide = keyof typeof columns;

/** Names of a side a filter takes. `any`: these, and perhaps cases without a name; `but`: all others and cases without a name. */
export type Taken =
  | { kind: 'one'; name: string }
  | { kind: 'any'; names: readonly string[]; takesNone: boolean }
  | { kind: 'none' }
  | { kind: 'but'; names: readonly string[] };

export interface TakenSide {
  side: NamedSide;
  taken: Taken;
}

export type FilterValue<K extends keyof CaseFilter> = NonNullable<CaseFilter[K]>;

const one = (side: NamedSide, name: string): TakenSide => ({ side, taken: { kind: 'one', name } });
const oneOrNone = (side: NamedSide, name: string): TakenSide =>
  name === 'none' ? { side, taken: { kind: 'none' } } : one(side, name);
const any = (side: NamedSide, names: readonly string[], takesNone = false): TakenSide => ({
  side,
  taken: { kind: 'any', names, takesNone },
});
const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/**
 * Filters by name, each told once: the list makes a condition of it (`takenSql`), the figures in memory a rule over their
 * names (`takes`), so that the two cannot part.
 */
export const takenBy = {
  block: (value: FilterValue<'block'>) => {
    const blocks = listOf(value);
    return any(
      'block',
      blocks.filter((block) => block !== 'none'),
      blocks.includes('none'),
    );
  },
  factId: (value: string) => oneOrNone('fact', value),
  category: takenCategory,
  channel: (value: FilterValue<'channel'>) => any('channel', listOf(value)),
  districtId: takenDistrict,
  unitId: (value: string) => oneOrNone('unit', value),
  importance: (value: string) => one('importance', value),
  outcome: (value: string) => oneOrNone('outcome', value),
  /** A hexagon as the stored cells it holds: 49 at most. Plan: case_file_h3. */
  cell: (value: string) => any('hexagon', isValidCell(value) ? cellToChildren(value, 9) : []),
  /** Plan: case_file_h3. */
  area: (value: FilterValue<'area'>) => any('hexagon', cellsOfArea(value)),
};
export type TakenFilter = keyof typeof takenBy;
export const takenFilters = keysOf(takenBy);

/** Facts of a category, of all categories of a block (`roads.*`); `none` = without a fact, or of one that has no category. */
function takenCategory(category: string): TakenSide {
  const { facts } = currentTaxonomy();
  if (category === 'none') {
    const placed = facts.filter((fact) => fact.category).map(({ id }) => id);
    return { side: 'fact', taken: { kind: 'but', names: placed } };
  }
  const block = category.endsWith('.*') ? category.slice(0, -2) : null;
  const own = facts.filter((fact) => (block === null ? fact.category === category : fact.block === block));
  return any(
    'fact',
    own.map(({ id }) => id),
  );
}

/** The rows of the heat map: a district with its parts, what lies in none of the parts, and what has no known district. */
function takenDistrict(id: string): TakenSide {
  const known = listDistricts().map((district) => district.id);
  if (id === 'none') return { side: 'district', taken: { kind: 'but', names: known } };
  if (id.endsWith('.none')) return one('district', id.slice(0, -'.none'.length));
  // Parts by their ids, not by a pattern: case_file_district_block answers equality alone.
  return any('district', [id, ...known.filter((other) => other.startsWith(`${id}.`))]);
}

/** Whether a filter asks for anything: an empty word and an empty list do not. */
export const isAsked = (value: unknown): boolean =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

/** What one filter by name takes; null where it asks for nothing. */
export function takenOf(filter: CaseFilter, name: TakenFilter): TakenSide | null {
  const value = filter[name];
  return isAsked(value) ? takenBy[name](value as never) : null;
}

/** As a condition on cases.case_file. */
export function takenSql({ side, taken }: TakenSide): RawBuilder<boolean> {
  const column = sql.raw(`cases.case_file.${columns[side]}`);
  switch (taken.kind) {
    case 'one':
      return sql`${column} = ${taken.name}`;
    case 'none':
      return sql`${column} IS NULL`;
    case 'but':
      return sql`(${column} IS NULL OR ${column} <> ALL(${[...taken.names]}::text[]))`;
    case 'any': {
      const named = sql<boolean>`${column} = ANY(${[...taken.names]}::text[])`;
      return taken.takesNone ? sql`(${named} OR ${column} IS NULL)` : named;
    }
  }
}

/** As a rule over names; null = a case without one. */
export function takes(taken: Taken): (name: string | null) => boolean {
  switch (taken.kind) {
    case 'one':
      return (name) => name === taken.name;
    case 'none':
      return (name) => name === null;
    case 'but': {
      const left = new Set(taken.names);
      return (name) => name === null || !left.has(name);
    }
    case 'any': {
      const names = new Set(taken.names);
      return (name) => (name === null ? taken.takesNone : names.has(name));
    }
  }
}
