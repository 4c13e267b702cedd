/** Signs by which a spreadsheet takes a cell for a formula and runs it, full-width ones too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Text of a cell that no spreadsheet runs: what a stranger wrote stays text. */
export const guardCell = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);

/** The text before `guardCell`: a table that was mended and is loaded again. */
export const unguardCell = (value: string): string =>
  value.startsWith("'") && FORMULA.test(value.slice(1)) ? value.slice(1) : value;
