/** From a case of a street's name to the nominative: «Московской» → «Московская», «Садовом» → «Садовый». */
import { lastOf } from '../../../../shared/lists.ts';
import type { Gender } from './street-types.ts';

/** Women's surnames that end like adjectives: «улица Терешковой» stays. */
const SURNAMES =
  /^(?:терешковой|крупской|ковалевской|плевицкой|савицкой|гризодубовой|космодемьянской|засулич|перовской|ахматовой|цветаевой|толстой|чайкиной|кошевой|дуровой|улановой|раковой)$/i;

/** Stressed on the ending: «Степной», «Лесной». */
const STRESSED = /^(?:степн|лесн|речн|полев|берегов|больш|лугов|крут|озерн|рядов)$/i;

/**
 * The nominative of an adjective in the genitive, dative, accusative or prepositional; any other name as it
 * is. «Народного бульвара» bends back, «проспект Ленинского» does not: pass `isBeforeKind` where the name stands
 * before the word of its kind.
 */
export function unbendStreetName(name: string, gender: Gender, isBeforeKind = false): string {
  const unbend = (word: string) => unbendWord(word, gender, isBeforeKind);
  const words = name.split(' ');
  const last = lastOf(words);
  const others = words.slice(0, -1);
  // «Советской Армии» is a genitive of both words and stays; «Верхней Луговой» bends as a whole.
  const isPlain =
    others.length === 0 ||
    (unbend(last) !== last && others.every((word) => /^\d/.test(word) || unbend(word) !== word));
  if (!isPlain) return capitalise(name);
  return capitalise(words.map(unbend).join(' '));
}

function unbendWord(word: string, gender: Gender, isBeforeKind: boolean): string {
  if (SURNAMES.test(word.replaceAll('ё', 'е'))) return word;
  const ordinal = /^(\d+)-?(?:я|й|ой|ый|ий|ую|ю|му|ому|го|ого|м|ом)$/.exec(word);
  if (ordinal) return gender === 'f' ? `${ordinal[1]}-я` : gender === 'm' ? `${ordinal[1]}-й` : word;
  if (word.length < 5 || /^\d/.test(word)) return word;
  return gender === 'f' ? unbendFeminine(word) : unbendOther(word, gender, isBeforeKind);
}

function unbendFeminine(word: string): string {
  const match = /^(.+?)(ой|ую|ою|ей|юю)$/i.exec(word);
  // «по улице Пучковке»
  if (!match) return word.replace(/(?<=.{3}к)е$/i, 'а');
  const [, stem, ending] = match as unknown as [string, string, string];
  if (/^(?:ей|юю)$/i.test(ending)) {
    if (/[нН]$/.test(stem) && stem.length >= 4 && /(?:хн|жн|дн|льн|шн)$/i.test(stem)) return `${stem}яя`;
    // «Строителей», «Друзей» are genitives of nouns; after a hissing consonant it is an adjective («Рабочей»).
    return /[жчшщ]$/i.test(stem) ? `${stem}ая` : word;
  }
  return `${stem}ая`;
}

function unbendOther(word: string, gender: 'm' | 'n', isBeforeKind: boolean): string {
  const endings = isBeforeKind ? /^(.+?)(?:ого|его|ому|ом|ым|им)$/i : /^(.+?)(?:ому|ом|ым|им)$/i;
  const match = endings.exec(word);
  if (!match || match[1]!.length < 3) return word;
  if (gender === 'n') return `${match[1]}ое`;
  if (STRESSED.test(match[1]!)) return `${match[1]}ой`;
  return /[гкхжчшщ]$/i.test(match[1]!) ? `${match[1]}ий` : `${match[1]}ый`;
}

function capitalise(name: string): string {
  return name.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}
