import type { NameCases } from '../../../shared/contract/base/our-city.ts';

/** The cases of a name as they are offered: by endings, with what endings do not tell named. A person has the last word. */

/** Genitive and prepositional. */
type Pair = readonly [genitive: string, prepositional: string];

/** Kinds of municipalities and settlements: what stands after one keeps its form, but the name of a town. */
const heads: Readonly<Record<string, Pair>> = {
  округ: ['округа', 'округе'],
  район: ['района', 'районе'],
  город: ['города', 'городе'],
  поселение: ['поселения', 'поселении'],
  образование: ['образования', 'образовании'],
  посёлок: ['посёлка', 'посёлке'],
  поселок: ['поселка', 'поселке'],
  село: ['села', 'селе'],
  территория: ['территории', 'территории'],
};

/** Names whose forms no ending tells. */
const own: Readonly<Record<string, Pair>> = {
  орёл: ['Орла', 'Орле'],
  орел: ['Орла', 'Орле'],
  лев: ['Льва', 'Льве'],
  химки: ['Химок', 'Химках'],
  челны: ['Челнов', 'Челнах'],
  луки: ['Лук', 'Луках'],
  березники: ['Березников', 'Березниках'],
  мытищи: ['Мытищ', 'Мытищах'],
  люберцы: ['Люберец', 'Люберцах'],
  горки: ['Горок', 'Горках'],
};

const indeclinable = new Set(['сочи', 'тольятти', 'баку', 'удэ']);

/** Endings of adjectives, the longest first, with what stands in their place. */
const adjectives: readonly (readonly [ending: RegExp, ...Pair])[] = [
  [/ний$/u, 'него', 'нем'],
  [/([шжчщ])ий$/u, '$1его', '$1ем'],
  [/([кгх])ий$/u, '$1ого', '$1ом'],
  [/[ыо]й$/u, 'ого', 'ом'],
  [/яя$/u, 'ей', 'ей'],
  [/ая$/u, 'ой', 'ой'],
  [/ее$/u, 'его', 'ем'],
  [/ое$/u, 'ого', 'ом'],
  [/ые$/u, 'ых', 'ых'],
  [/ие$/u, 'их', 'их'],
];

const nouns: readonly (readonly [ending: RegExp, ...Pair])[] = [
  [/(?<=[ое])ец$/u, 'йца', 'йце'],
  [/ец$/u, 'ца', 'це'],
  [/ия$/u, 'ии', 'ии'],
  [/я$/u, 'и', 'е'],
  [/(?<=[гкхжшчщ])а$/u, 'и', 'е'],
  [/а$/u, 'ы', 'е'],
  [/(?<=пол|авл)ь$/u, 'я', 'е'],
  [/ь$/u, 'и', 'и'],
  [/й$/u, 'я', 'е'],
  // Names of towns in the plural.
  [/ы$/u, '', 'ах'],
  [/(?<=[бвгджзклмнпрстфхцчшщ])$/u, 'а', 'е'],
];

const bend = (word: string, rules: typeof nouns, at: 0 | 1): string | null => {
  const rule = rules.find(([ending]) => ending.test(word));
  if (!rule) return null;
  const [ending, genitive, prepositional] = rule;
  return word.replace(ending, at === 0 ? genitive : prepositional);
};

const isAdjective = (word: string): boolean => adjectives.some(([ending]) => ending.test(word));

function declineWord(word: string, at: 0 | 1): string {
  const low = word.toLocaleLowerCase('ru');
  if (indeclinable.has(low)) return word;
  const known = own[low]?.[at];
  return known ?? bend(word, adjectives, at) ?? bend(word, nouns, at) ?? word;
}

/**
 * «Каменск-Уральский» bends in both parts, «Ростов-на-Дону» in the first, «Санкт-Петербург» in the last. Before what it is of
 * («Каменск-Уральский округ») it is one adjective.
 */
function declineHyphened(word: string, at: 0 | 1, isOfHead: boolean): string {
  const parts = word.split('-');
  const last = parts.length - 1;
  if (last === 0) return declineWord(word, at);
  const isFirst = parts.length === 3 && /^(?:на|в|над|под)$/u.test(parts[1] ?? '');
  const isBoth = !isOfHead && isAdjective(parts[last] ?? '');
  return parts
    .map((part, index) => (isBoth || index === (isFirst ? 0 : last) ? declineWord(part, at) : part))
    .join('-');
}

function decline(words: readonly string[], at: 0 | 1): string {
  const head = words.findIndex((word) => word.toLocaleLowerCase('ru') in heads);
  const isTown = words[head]?.toLocaleLowerCase('ru') === 'город';
  return words
    .map((word, index) => {
      if (index === head) {
        const form = heads[word.toLocaleLowerCase('ru')]?.[at] ?? word;
        return /^\p{Lu}/u.test(word) ? form.charAt(0).toLocaleUpperCase('ru') + form.slice(1) : form;
      }
      const keeps = head !== -1 && index > head && !isTown;
      return keeps ? word : declineHyphened(word, at, index < head);
    })
    .join(' ');
}

/** «Каменск-Уральский городской округ» → «Каменск-Уральского городского округа», «Каменск-Уральском городском округе». */
export function suggestCases(name: string): NameCases {
  const words = name.trim().split(/\s+/u);
  return { nominative: name.trim(), genitive: decline(words, 0), prepositional: decline(words, 1) };
}
