/** A value of a field; an array is a text[]. */
export type FieldValue = string | number | boolean | Date | readonly string[] | null | undefined;

/**
 * Rows as the text of an array of a composite type, fields in the order of the type. The database reads it for half of
 * what a list of JSON objects costs it: no names of fields to look up in each row.
 */
export function compositeArray(rows: readonly (readonly FieldValue[])[]): string {
  // Moments of a list are few: to write one down costs more than all else of its row.
  const moments = new Map<number, string>();
  return `{${rows.map((fields) => element(fields, moments)).join(',')}}`;
}

/** An element is quoted by the array, and each of its fields by the row within: signs of the row are escaped once more. */
function element(fields: readonly FieldValue[], moments: Map<number, string>): string {
  let text = '"(';
  for (let at = 0; at < fields.length; at += 1) {
    if (at > 0) text += ',';
    const value = fields[at];
    // Nothing at all is NULL; an empty text is quoted.
    if (value === null || value === undefined) continue;
    if (typeof value === 'string') text += `\\"${escapeSigns(value)}\\"`;
    else if (value instanceof Date) text += `\\"${told(value, moments)}\\"`;
    else text += typeof value === 'object' ? `\\"${escapeSigns(textArray(value))}\\"` : String(value);
  }
  return `${text})"`;
}

function told(moment: Date, moments: Map<number, string>): string {
  const at = moment.getTime();
  const text = moments.get(at) ?? moment.toISOString();
  moments.set(at, text);
  return text;
}

const escapeSigns = (text: string): string =>
  text.includes('"') || text.includes('\\') ? text.replace(/["\\]/g, '\\\\\\$&') : text;

const textArray = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
