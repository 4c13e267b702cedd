import { addFloat64, float64At } from '../../../lib/typed-arrays.ts';
import { endOfLedger, type Ledger, nearestBlock } from './ledger.ts';
import type { Source } from './measures.ts';
import { type CubeQuery, type Parts, partsOfStock } from './query.ts';
import { addDifference, addEdges, findWanted, type Held, placesOf, scanSource } from './sums.ts';

/** A day whose end is asked for, and where its numbers stand in the answer. */
interface Sample {
  day: number;
  line: number;
}

/** The days a stock is asked for: the last of the period, or with days along a side the last one of each line. Rising. */
function samplesOf(query: CubeQuery, parts: Parts): Sample[] {
  const days = parts.get('day');
  if (!days) return [{ day: query.to, line: 0 }];
  const lastOf = new Map<number, number>();
  days.forEach((line, at) => {
    if (line >= 0) lastOf.set(line, query.from + at);
  });
  return [...lastOf].map(([line, day]) => ({ day, line })).sort((a, b) => a.day - b.day);
}

/** How many there were at the end of days, by prefix sums: a row for each day, and the days to the nearest block end. */
export function sumStock(
  ledger: Ledger,
  held: Held,
  query: CubeQuery,
  parts: Parts,
  out: Float64Array,
): void {
  const wanted = findWanted(ledger.cuboid, partsOfStock(parts));
  const places = placesOf(ledger, wanted);
  for (const { day, line } of samplesOf(query, parts)) {
    const end = endOfLedger(ledger);
    const blocks = nearestBlock(ledger, Math.min(day, end) + 1);
    const row = blocks === 0 ? ledger.base : ledger.rows[blocks - 1];
    if (row) addDifference(row, undefined, { wanted, line }, out);
    // First day that is not in the row.
    const next = ledger.from + blocks * ledger.step;
    const edges =
      day + 1 > next
        ? [{ from: next, to: day, sign: 1 as const }]
        : [{ from: day + 1, to: next - 1, sign: -1 as const }];
    addEdges(ledger, held, { edges, places, line }, out);
  }
}

/** The same over the rows themselves, from the first day on: each is passed once, however many days are asked for. */
export function scanStock(
  sources: readonly Source[],
  held: Held,
  query: CubeQuery,
  parts: Parts,
  out: Float64Array,
): void {
  const own = partsOfStock(parts);
  const stock = new Float64Array(out.length);
  const passed = new Float64Array(out.length);
  let from = Number.NEGATIVE_INFINITY;
  for (const { day, line } of samplesOf(query, parts)) {
    for (const source of sources) {
      passed.fill(0);
      scanSource(source, held, { query, parts: own }, { from, to: day }, passed);
      for (let at = 0; at < stock.length; at += 1) addFloat64(stock, at, source.sign * float64At(passed, at));
    }
    for (let at = 0; at + line < out.length; at += 1) addFloat64(out, at + line, float64At(stock, at));
    from = day + 1;
  }
}
