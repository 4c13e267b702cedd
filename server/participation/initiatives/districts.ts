import { firstOf } from '../../../shared/lists.ts';
import { suppress } from '../../lib/suppress/suppress.ts';
import { addTotals, makeTable, WHOLE } from '../../lib/suppress/table.ts';

/**
 * Supporters by district as they are told, few people hidden with what would give them away (decision 0039): the whole number is told beside.
 * Pure.
 */
export function hideDistricts(
  counts: readonly { id: string; count: number }[],
  rules: { smallest: number; width: number },
): { id: string; count: number | null }[] {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  if (counts.length < 2 || all < Math.max(rules.smallest, rules.width)) return [];
  const shape = { rows: 1, columns: counts.length };
  const values = addTotals(
    shape,
    counts.map(({ count }) => count),
  );
  const table = makeTable(shape, { values, isInnerTold: true });
  const hidden = suppress(table, { ...rules, isWholeKept: true });
  const sheet = hidden[WHOLE] ?? firstOf(hidden);
  return counts.map(({ id, count }, at) => ({ id, count: sheet[at] ? null : count }));
}
