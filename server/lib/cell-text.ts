/** Signs by which a spreadsheet takes a cell for a formula and runs it, full-width ones too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Text of a cell that a spreadsheet reads as text. */
export const cellText = (value: string): string => (FORMULA.test(value) ? `'${value}` : value);
