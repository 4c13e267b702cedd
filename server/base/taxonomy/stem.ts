/**
 * Russian Snowball stemmer (M. Porter, snowballstem.org, BSD): cuts an inflected word to the part its forms share.
 * Written over the published algorithm; checked on its published vocabulary in stem.test.ts.
 */

const isVowel = (letter: string | undefined): boolean => letter !== undefined && 'аеиоуыэюя'.includes(letter);

/** Endings, longest first; those of `afterA` count only after а or я. */
interface Endings {
  longest: number;
  plain: ReadonlySet<string>;
  afterA: ReadonlySet<string>;
}

function endings(plain: string, afterA = ''): Endings {
  const words = (text: string) => new Set(text.split(' ').filter(Boolean));
  const all = [...words(plain), ...words(afterA)];
  return {
    longest: Math.max(...all.map((ending) => ending.length)),
    plain: words(plain),
    afterA: words(afterA),
  };
}

const gerund = endings('ив ивши ившись ыв ывши ывшись', 'в вши вшись');
const adjective = endings(
  'ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею',
);
const participle = endings('ивш ывш ующ', 'ем нн вш ющ щ');
const reflexive = endings('ся сь');
const verb = endings(
  'ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю',
  'ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно',
);
const noun = endings(
  'а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я',
);
const superlative = endings('ейш ейше');
const derivational = endings('ост ость');

/** `text` without its longest known ending, or null when it has none that counts. */
function cut(text: string, known: Endings): string | null {
  for (let size = Math.min(known.longest, text.length); size > 0; size -= 1) {
    const ending = text.slice(-size);
    if (known.plain.has(ending)) return text.slice(0, -size);
    if (known.afterA.has(ending)) {
      const before = text.at(-size - 1);
      return before === 'а' || before === 'я' ? text.slice(0, -size) : null;
    }
  }
  return null;
}

/** Index right after the first non-vowel that follows a vowel, counted from `from`. */
function regionStart(word: string, from: number): number {
  for (let index = from + 1; index < word.length; index += 1) {
    if (!isVowel(word[index]) && isVowel(word[index - 1])) return index + 1;
  }
  return word.length;
}

function cutInflection(region: string): string {
  const withoutGerund = cut(region, gerund);
  if (withoutGerund !== null) return withoutGerund;
  const rest = cut(region, reflexive) ?? region;
  const withoutAdjective = cut(rest, adjective);
  if (withoutAdjective !== null) return cut(withoutAdjective, participle) ?? withoutAdjective;
  return cut(rest, verb) ?? cut(rest, noun) ?? rest;
}

/** Stem of one lower-case word; `ё` counts as `е`. Words without a Russian vowel come back unchanged. */
export function stem(input: string): string {
  const word = input.replaceAll('ё', 'е');
  let first = 0;
  while (first < word.length && !isVowel(word[first])) first += 1;
  if (first >= word.length) return word;
  const head = word.slice(0, first + 1);
  const secondRegion = regionStart(word, regionStart(word, 0));
  let region = cutInflection(word.slice(first + 1));
  if (region.endsWith('и')) region = region.slice(0, -1);
  const derived = cut(region, derivational);
  if (derived !== null && head.length + derived.length >= secondRegion) region = derived;
  if (region.endsWith('нн')) return head + region.slice(0, -1);
  const plain = cut(region, superlative);
  if (plain !== null) return head + (plain.endsWith('нн') ? plain.slice(0, -1) : plain);
  return head + (region.endsWith('ь') ? region.slice(0, -1) : region);
}
