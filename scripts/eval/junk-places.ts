/** Places offered for texts of another region: what the words do not bear out is junk. Knows nothing of how places are read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gazetteer } from '../../server/base/territory/gazetteer/gazetteer.ts';
import { offerPlaces } from '../../server/base/territory/reading/suggest-places.ts';
import type { PlaceSuggestion } from '../../shared/contract/base/territory.ts';

export type Offered = Pick<PlaceSuggestion, 'kind' | 'label' | 'start' | 'end'> & {
  /** Other names of a landmark. */
  aliases?: readonly string[];
};

const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');
const wordsOf = (text: string): string[] => fold(text).match(/[а-я]+/gu) ?? [];
/** Towns of the labelled texts: none of them is a street's name. */
const TOWN = /^(?:курск|льгов|рыльск|суджа|железногорск|рязан|скопин|касимов|сасов)(?:а|у|ом|е|и|ь|ью|о)?$/;
const KINDS = /^(?:ул|пр|пер|пл|б-р|ш|наб|туп|мкр|кв-л|аллея|проезд|тракт)\.?\s+/u;

/**
 * Why an offered place is junk, or null. A place of a street is junk where its fragment is broken, its name is no name
 * (a mark, an abbreviation, a town, a small letter in front), a word of the name or of its village is not in the text, or
 * the house is not in the fragment. A landmark is junk where no word of its name is in the fragment.
 */
export function whyJunk(text: string, { kind, label, start, end, aliases = [] }: Offered): string | null {
  const fragment = text.slice(start, end);
  if (/\p{L}$/u.test(text.slice(0, start)) && /^\p{L}/u.test(fragment)) return 'фрагмент начат посреди слова';
  if (/^\p{L}/u.test(text.slice(end)) && /\p{L}$/u.test(fragment)) return 'фрагмент кончен посреди слова';
  const said = wordsOf(fragment);
  if (!['street', 'road', 'text'].includes(kind)) {
    const named = [label, ...aliases].some((name) =>
      wordsOf(name).some((word) => word.length > 3 && isSaid(word, said)),
    );
    return named || /\d/.test(label) ? null : 'ориентир не назван';
  }
  const [, village = null, rest = ''] =
    /^(?:([^,]+), )?((?:ул|пр|пер|пл|б-р|ш|наб|туп|аллея|проезд|тракт)\.?\s.*)$/u.exec(label) ?? [];
  if (village && !wordsOf(village).every((word) => isSaid(word, wordsOf(text))))
    return 'населённый пункт не назван';
  const [name = '', house = ''] = rest.replace(KINDS, '').split(/, (?=\d)/u);
  if (!/^[\p{L}\d .-]+$/u.test(name) || !/^[\p{Lu}\d]/u.test(name)) return 'название сломано';
  const parts = name.match(/\p{L}+/gu) ?? [];
  if (!parts.some((word) => word.length > 2)) return 'в названии нет слова';
  if (parts.some((word) => TOWN.test(fold(word)))) return 'назван город';
  if (parts.some((word) => word.length > 1 && word === word.toUpperCase()))
    return 'сокращение вместо названия';
  // One letter off is a slip of the pen only where the words say that a street is meant.
  const isKindSaid = said.some((word) =>
    /^(?:ул|улиц|пр|просп|переул|пер|шоссе|площад|бульвар|проезд)/.test(word),
  );
  for (const word of parts)
    if (word.length > 2 && !isSaid(fold(word), said, isKindSaid)) return `в тексте нет «${word}»`;
  const [digits] = /\d+/.exec(house) ?? [];
  return digits && !fragment.includes(digits) ? 'дом не назван' : null;
}

/** The same word in another case, or one letter off; «Карла» may be said by its initial. */
function isSaid(word: string, said: readonly string[], forgives = false): boolean {
  const stem = word.slice(0, Math.max(3, word.length - 2));
  return said.some(
    (other) =>
      other.startsWith(stem) ||
      (other.length === 1 && word.startsWith(other)) ||
      (forgives && word.length > 5 && isOneOff(stem, other.slice(0, stem.length))),
  );
}

function isOneOff(a: string, b: string): boolean {
  return a.length === b.length && Array.from(a).filter((letter, at) => letter !== b[at]).length === 1;
}

type Row = { source: string; id: string; text: string };

/** Places a person has judged to be junk, by the row that was offered them. */
const judged = new Set(
  (
    JSON.parse(readFileSync(join(import.meta.dirname, '../../tests/data/places-junk.json'), 'utf8')) as (Omit<
      Row,
      'text'
    > & { label: string })[]
  ).map(({ source, id, label }) => `${source} ${id} ${label}`),
);

/** Offers places of a gazetteer for texts of another region and finds the junk among them, by the rules and by hand. */
export function judgeForeign(rows: readonly Row[], gazetteer: Gazetteer) {
  const aliases = new Map(
    gazetteer.entries.flatMap(({ target }) =>
      target.kind === 'landmark' ? [[target.landmark.id, target.landmark.aliases]] : [],
    ),
  );
  const junk: string[] = [];
  let offered = 0;
  for (const { source, id, text } of rows) {
    const { found, words } = offerPlaces(text, gazetteer);
    const places: Offered[] = found.map((place) => ({ ...place, aliases: aliases.get(place.placeId) ?? [] }));
    if (words) places.push({ kind: 'text', label: words.label, start: words.from, end: words.to });
    offered += places.length;
    for (const place of places) {
      const why = judged.has(`${source} ${id} ${place.label}`)
        ? 'отвергнуто человеком'
        : whyJunk(text, place);
      if (why) junk.push(`${source} ${id}: ${place.label} — ${why}`);
    }
  }
  return { texts: rows.length, offered, junk };
}
