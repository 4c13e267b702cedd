/** Whether words of a page name the same as words of the register, though they stand in another case. */

const wordsOf = (text: string): string[] =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .match(/[\p{L}\d]+/gu) ?? [];

/** Endings are at most so long. */
const ENDING = 3;
/** Shorter words have to be the same. */
const SHORT = 5;

/** «управление» and «управления»: one word with two endings. Numbers and short words are themselves alone. */
function isSameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < SHORT || long.length - short.length > ENDING || /\d/u.test(one + other)) return false;
  const stem = Math.max(SHORT - 1, short.length - ENDING);
  return short.slice(0, stem) === long.slice(0, stem);
}

/** «№», «и», «на» name nobody. */
const isTelling = (word: string): boolean => word.length > 2 || /\d/u.test(word);

/** The text has every word of one of these titles. */
export function namesOneOf(text: string, titles: readonly string[]): boolean {
  const said = wordsOf(text);
  return titles.some((title) => {
    const wanted = wordsOf(title).filter(isTelling);
    return wanted.length > 0 && wanted.every((word) => said.some((one) => isSameWord(one, word)));
  });
}
