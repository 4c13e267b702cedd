/** Signs by which a spreadsheet takes a cell for a formula and runs it, full-width ones too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A cell that no spreadsheet runs: what a stranger wrote stays text. */
export const guard = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);

/** The value before `guard`: a report that was mended and is loaded again. */
export const unguard = (value: string): string =>
  value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value;

/** One record for Russian Excel: semicolons, every cell in quotes, CRLF. */
export const writeCsvRow = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${guard(cell).replaceAll('"', '""')}"`).join(';')}\r\n`;

/** By this mark Excel knows UTF-8. */
export const CSV_START = '\ufeff';
