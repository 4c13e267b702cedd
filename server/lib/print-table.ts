/** A table of Markdown, its columns as wide as what stands in them: as the formatter leaves it. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const wide = head.map((_, at) => Math.max(...[head, ...rows].map((row) => row[at]?.length ?? 0), 3));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, at) => cell.padEnd(wide[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(wide.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
