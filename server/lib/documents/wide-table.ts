import { itemAt } from '../../../shared/lists.ts';
import type { Block } from './model.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

/** Letters of small print across a landscape A4, with what the lines between columns take. */
const ACROSS = 150;
const LINES = 1.5;

/** Letters below which a column would break its words. */
const narrowest = (texts: readonly string[]): number =>
  LINES + Math.max(1, ...texts.flatMap((text) => text.split(/[\s-]+/u)).map((word) => word.length));

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** A table on landscape sheets: one that is too wide goes in parts of even columns, each with those that name its rows. */
export function splitWide(table: Omit<TableBlock, 'kind'>, names = 1): TableBlock[] {
  const { head, rows, widths, figures, caption, tints } = table;
  const least = head.map((title, at) => narrowest([title, ...rows.map((row) => row[at] ?? '')]));
  const rest = head.map((_, at) => at).slice(names);
  const free = ACROSS - sumOf(least.slice(0, names));
  const parts = Math.min(
    rest.length || 1,
    Math.max(1, Math.ceil(sumOf(least.slice(names)) / Math.max(1, free))),
  );
  const count = Math.ceil(rest.length / parts);
  return Array.from({ length: parts }, (_, part) => {
    const own = rest.slice(part * count, (part + 1) * count);
    const places = [...head.map((_one, at) => at).slice(0, names), ...own];
    const sum = sumOf(places.map((at) => widths[at] ?? 0));
    return {
      ...table,
      kind: 'table',
      caption: parts > 1 ? `${caption}, часть ${part + 1} из ${parts}` : caption,
      head: places.map((at) => itemAt(head, at)),
      rows: rows.map((row) => places.map((at) => row[at] ?? '')),
      widths: places.map((at) => (100 * (widths[at] ?? 0)) / sum),
      ...(tints && { tints: tints.map((row) => places.map((at) => row[at] ?? null)) }),
      figures: places.flatMap((at, place) => (figures.includes(at) ? [place] : [])),
    };
  });
}
