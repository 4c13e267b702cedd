import { uint16At, uint32At } from '../../../lib/typed-arrays.ts';
import { type Cube, themeName } from '../cube/cube.ts';

/** A cell of the figures by the names of its sides. */
export type CellKey = readonly [
  day: number,
  district: string | null,
  block: string | null,
  fact: string | null,
  channel: string,
  unit: string | null,
  hexagon: string | null,
];

export const keyOf = (parts: readonly unknown[]): string => JSON.stringify(parts);

/** Cells met so far, and the numbers of the one a row lies in; made at nothing. */
export interface CellReader {
  found: Map<string, number[]>;
  cellOf: (day: number, combo: number, spot: number) => number[];
}

export function cellReader({ combos, names, spots }: Cube, width: number): CellReader {
  const found = new Map<string, number[]>();
  const factByTheme = new Map<string | null, string | null>();
  const columns = {
    district: combos.codes('district'),
    block: combos.codes('block'),
    theme: combos.codes('theme'),
    channel: combos.codes('channel'),
    unit: combos.codes('unit'),
  };
  const factOf = (theme: string | null, block: string | null): string | null => {
    const known = factByTheme.get(theme);
    if (known !== undefined) return known;
    const rest = theme === null ? '' : theme.slice((block ?? '').length + 1);
    const fact = theme === themeName(block, null) ? null : rest;
    factByTheme.set(theme, fact);
    return fact;
  };
  const cellOf = (day: number, combo: number, spot: number): number[] => {
    const block = names.block.name(uint16At(columns.block, combo));
    const key = keyOf([
      day,
      names.district.name(uint16At(columns.district, combo)),
      block,
      factOf(names.theme.name(uint16At(columns.theme, combo)), block),
      names.channel.name(uint16At(columns.channel, combo)),
      names.unit.name(uint16At(columns.unit, combo)),
      spots.hexagons.name(uint32At(spots.hexagonOf(), spot)),
    ]);
    const known = found.get(key) ?? new Array<number>(width).fill(0);
    found.set(key, known);
    return known;
  };
  return { found, cellOf };
}
