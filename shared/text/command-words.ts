/** One word of a command line as a person types it: in quotes where it would be read as several or as something else. */
export const quoteWord = (word: string): string =>
  /^[\p{L}\p{N}_./:=@%+,-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
