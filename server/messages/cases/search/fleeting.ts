/**
 * Stems the Russian stemmer keeps apart where a vowel comes and goes: «площадкам» is cut to «площадк», «площадок» stays as it is; «жильцы»
 * and «жилец», «окна» and «окон», «скамейка» and «скамеек». Each rule is a pair of endings, longer first, read both ways.
 */
const pairs: readonly (readonly [string, string])[] = [
  ['йк', 'ек'],
  ['ьк', 'ек'],
  ['к', 'ок'],
  ['к', 'ек'],
  ['йц', 'ец'],
  ['ьц', 'ец'],
  ['ц', 'ец'],
  ['н', 'он'],
  ['н', 'ен'],
  ['ьн', 'ен'],
  ['л', 'ол'],
  ['л', 'ел'],
  ['р', 'ор'],
  ['р', 'ер'],
];

/** A shorter stem is too many words at once: «кок» and «кк». */
const SHORTEST = 3;

/** What stands before an ending the vowel falls out of. */
const endsInConsonant = /[бвгджзйклмнпрстфхцчшщь]$/u;

/** Other stems of the same word; none for most words. One that no text has finds nothing, so a doubtful one does no harm. */
export function otherStems(stem: string): string[] {
  const found = new Set<string>();
  for (const [bare, full] of pairs) {
    if (stem.endsWith(full)) {
      const root = stem.slice(0, -full.length);
      if (bare.length > 1 ? !/[аеиоуыэюя]$/u.test(root) === (bare[0] === 'ь') : endsInConsonant.test(root))
        found.add(root + bare);
    }
    if (stem.endsWith(bare)) {
      const root = stem.slice(0, -bare.length);
      if (bare.length > 1 || endsInConsonant.test(root)) found.add(root + full);
    }
  }
  return [...found].filter((one) => one.length >= SHORTEST && one !== stem);
}
