/** A text as LIKE finds it letter by letter: what it takes for a pattern is escaped. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
