/** A cell that begins with one of these is run as a formula by spreadsheet programs: an apostrophe makes it text. */
const formulaStart = /^[=+\-@\t\r]/u;

function writeCell(value: string): string {
  const safe = formulaStart.test(value) ? `'${value}` : value;
  return /[;"\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** CSV as Russian Excel opens it by a double click: UTF-8 with its mark, semicolons, CRLF. */
export function writeCsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(writeCell).join(';')).join('\r\n')}\r\n`;
}
