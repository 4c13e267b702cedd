import { addFloat64, float64At } from '../../../lib/typed-arrays.ts';
import { packRows, separate } from './linear.ts';
import type { SparseRow } from './vocabulary.ts';

const solver = { cost: 1, passes: 10 };

/**
 * Leaf → number of its register. A register (a portal, a region's own list of themes) has sources whose texts share leaves;
 * sources with no leaf in common are registers apart. Which one a text comes from is told by its words.
 */
export function findRegisters(texts: readonly { leaf: string; source?: string }[]): Map<string, number> {
  const sourceOf = new Map<string, string>();
  const joined = new Map<string, string>();
  const rootOf = (source: string): string => {
    const above = joined.get(source);
    return above === undefined ? source : rootOf(above);
  };
  for (const { leaf, source = '' } of texts) {
    const root = rootOf(source);
    const other = rootOf(sourceOf.get(leaf) ?? source);
    if (other !== root) joined.set(root, other);
    sourceOf.set(leaf, other);
  }
  const roots = [...new Set([...sourceOf.values()].map(rootOf))].sort();
  return new Map([...sourceOf].map(([leaf, source]) => [leaf, roots.indexOf(rootOf(source))]));
}

/** Weights that tell the texts of each register from the others'; none when there is one register. */
export function separateRegisters(
  rows: readonly SparseRow[],
  registers: ArrayLike<number>,
  width: number,
): Float32Array[] {
  const own = Array.from(registers);
  const count = own.reduce((most, register) => Math.max(most, register), 0) + 1;
  if (count < 2) return [];
  const matrix = packRows(rows, width);
  return Array.from({ length: count }, (_, register) =>
    separate(
      matrix,
      Uint8Array.from(own, (one) => (one === register ? 1 : 0)),
      solver,
    ),
  );
}

/** Logarithms of the chances of registers by their margins, `margins[from]` on. */
export function weighRegisters(
  margins: ArrayLike<number>,
  from: number,
  { count, sharpness }: { count: number; sharpness: number },
): Float64Array {
  const said = new Float64Array(count);
  let total = 0;
  for (let register = 0; register < count; register += 1) {
    said[register] = sharpness * margins[from + register]!;
    total += Math.exp(float64At(said, register));
  }
  const rest = Math.log(total);
  for (let register = 0; register < count; register += 1) addFloat64(said, register, -rest);
  return said;
}
