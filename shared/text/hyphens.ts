const any = '[а-яё]';
const vowel = '[аеёиоуыэюя]';
const consonant = '[бвгджзклмнпрстфхцчшщ]';
const mark = '[йъь]';
const soft = '\u00ad';

/** Places where a Russian word may part, by P. Khristov's rules; each is tried over the whole word in this order. */
const rules: readonly [RegExp, string][] = [
  [`(${mark})(${any}${any})`, `$1${soft}$2`],
  [`(${vowel})(${vowel}${any})`, `$1${soft}$2`],
  [`(${vowel}${consonant})(${consonant}${vowel})`, `$1${soft}$2`],
  [`(${consonant}${vowel})(${consonant}${vowel})`, `$1${soft}$2`],
  [`(${vowel}${consonant})(${consonant}${consonant}${vowel})`, `$1${soft}$2`],
  [`(${vowel}${consonant}${consonant})(${consonant}${consonant}${vowel})`, `$1${soft}$2`],
].map(([pattern = '', by = '']) => [new RegExp(pattern, 'giu'), by]);

/**
 * Puts soft hyphens into long Russian words, for narrow columns: «Благо­устрой­ство». Browsers have no Russian
 * dictionary of their own on many machines. Words shorter than `from` letters stay whole.
 */
export function hyphenate(text: string, from = 8): string {
  return text.replaceAll(/[а-яё]+/giu, (word) => {
    if (word.length < from) return word;
    // Twice, because matches of one rule may overlap.
    return rules.reduce((parted, [pattern, by]) => parted.replace(pattern, by).replace(pattern, by), word);
  });
}
