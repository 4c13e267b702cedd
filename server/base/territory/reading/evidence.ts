/** What around a name in running text speaks for it being a place: the words before and after it. */
import { itemAt } from '../../../../shared/lists.ts';
import {
  EVERYDAY_NAMES,
  isCrossingWord,
  isForeignNoun,
  JOINERS,
  STRONG_PREPOSITIONS,
  WEAK_PREPOSITIONS,
} from '../words/common-words.ts';
import { findStreetType, isStreetAbbreviation } from '../words/street-types.ts';
import type { Token } from '../words/tokens.ts';

/** A text with its tokens and what is known of it as a whole. */
export type ReadText = {
  text: string;
  tokens: Token[];
  /** Written in capitals throughout: a capital letter proves nothing. */
  isShouted: boolean;
};

export type StreetWord = { type: string; from: number; to: number };

const isMark = (token: Token | undefined, marks: RegExp) => token?.kind === 'mark' && marks.test(token.norm);
const isQuote = (token: Token | undefined) => isMark(token, /[«»"„“'()]/);

/** «ул.», «улице», «проспекте имени» before token `at`. */
export function readStreetWordBefore(tokens: readonly Token[], at: number): StreetWord | null {
  let i = at - 1;
  while (i >= 0 && (isQuote(tokens[i]) || isNameWord(tokens, i))) i -= isInitialDot(tokens, i) ? 2 : 1;
  // «пр т Победы», «пр. кт Победы»
  if (/^к?т$/.test(tokens[i]?.norm ?? '')) {
    const stem = isMark(tokens[i - 1], /[.-]/) ? i - 2 : i - 1;
    if (tokens[stem]?.norm === 'пр') return { type: 'проспект', from: stem, to: at };
  }
  const isDotted = tokens[i]?.norm === '.';
  const word = tokens[isDotted ? i - 1 : i];
  if (word?.kind !== 'word') return null;
  const type = findStreetType(word.norm);
  // «…на улице. Мира …»: a full word with a full stop ends its sentence.
  if (!type || (isDotted && !isStreetAbbreviation(word.norm))) return null;
  return { type, from: isDotted ? i - 1 : i, to: at };
}

/** The dot of «В.» of «ул. В. И. Ленина». */
function isInitialDot(tokens: readonly Token[], i: number): boolean {
  const letter = tokens[i - 1];
  return (
    itemAt(tokens, i).norm === '.' &&
    letter?.kind === 'word' &&
    letter.norm.length === 1 &&
    letter.norm !== 'д'
  );
}

/** «имени», «им» or the dot of «им.», an initial. */
function isNameWord(tokens: readonly Token[], i: number): boolean {
  const norm = itemAt(tokens, i).norm;
  if (isInitialDot(tokens, i) && readsToStreet(tokens, i - 2)) return true;
  return norm === 'имени' || norm === 'им' || (norm === '.' && tokens[i - 1]?.norm === 'им');
}

/** Going back over initials, the kind of a street stands there. */
function readsToStreet(tokens: readonly Token[], i: number): boolean {
  if (isInitialDot(tokens, Math.max(0, i))) return readsToStreet(tokens, i - 2);
  const norm = tokens[i]?.norm ?? '';
  return findStreetType(norm === '.' ? (tokens[i - 1]?.norm ?? '') : norm) !== null;
}

/** «улице», «ул.» right after a name that ends before token `at`. */
export function readStreetWordAfter(tokens: readonly Token[], at: number): StreetWord | null {
  const i = isMark(tokens[at], /[»"“]/) ? at + 1 : at;
  const word = tokens[i];
  if (word?.kind !== 'word') return null;
  const type = findStreetType(word.norm);
  if (!type) return null;
  const isDotted = isStreetAbbreviation(word.norm) && tokens[i + 1]?.norm === '.';
  return { type, from: i, to: isDotted ? i + 2 : i + 1 };
}

/** Is the token's first letter a capital, where capitals mean anything. */
export function isCapital(read: ReadText, at: number): boolean {
  const token = itemAt(read.tokens, at);
  const letter = read.text.charAt(token.from);
  return !read.isShouted && letter !== letter.toLowerCase();
}

/** Does a sentence begin with token `at`, so that its capital proves nothing. */
export function startsSentence(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before === undefined || (before.kind === 'mark' && /[.!?…]/.test(before.norm));
}

/** Most letters are capitals. */
export function isShoutedText(text: string): boolean {
  const sample = text.slice(0, 400);
  const letters = sample.match(/[А-Яа-яЁё]/g)?.length ?? 0;
  const capitals = sample.match(/[А-ЯЁ]/g)?.length ?? 0;
  return letters > 12 && capitals > letters * 0.6;
}

export type Preposition = 'strong' | 'weak' | 'joined' | null;

/** The preposition right before a name; `joined` for «угол Титова и …» and lists after an accepted street. */
export function readPreposition(
  tokens: readonly Token[],
  at: number,
  acceptedEnds: ReadonlySet<number>,
): Preposition {
  let i = at - 1;
  if (isQuote(tokens[i])) i -= 1;
  const norm = tokens[i]?.norm ?? '';
  for (let back = i, steps = 0; back >= 0 && steps < 2; back -= 1, steps += 1) {
    if (!JOINERS.has(itemAt(tokens, back).norm)) break;
    if (acceptedEnds.has(back - 1)) return 'joined';
  }
  for (let back = i; back >= Math.max(0, i - 3); back--) {
    if (isCrossingWord(itemAt(tokens, back).norm)) return 'joined';
    if (itemAt(tokens, back).norm === '.') break;
  }
  if (STRONG_PREPOSITIONS.has(norm)) return isComplaintAbout(tokens, i) ? null : 'strong';
  return WEAK_PREPOSITIONS.has(norm) ? 'weak' : null;
}

/** «жалоба на Попова»: a person, not a street. */
function isComplaintAbout(tokens: readonly Token[], preposition: number): boolean {
  return /^(?:жалоб|жалу|заявлен|иск|надежд|управу|внимание|обид|похож)/.test(
    tokens[preposition - 1]?.norm ?? '',
  );
}

/** Initials, a patronymic or a first name around a surname: «Попова И. И.», «Титова Анна Ивановна», «Сергея Попова». */
export function isPersonName(read: ReadText, from: number, to: number): boolean {
  const { tokens } = read;
  const [next, second] = [tokens[to], tokens[to + 1]];
  if (next?.kind === 'word' && next.norm.length === 1 && second?.norm === '.' && isCapital(read, to))
    return true;
  if (/(?:ович|евич|ич|овна|евна|ична)(?:а|у|е|ем|ой|ы)?$/.test(next?.norm ?? '') && isCapital(read, to))
    return true;
  if (/(?:ович|евич|овна|евна|овн|евн)(?:а|у|е|ем|ой|ы)?$/.test(second?.norm ?? '')) return true;
  const before = tokens[from - 1];
  if (before?.norm === '.' && tokens[from - 2]?.norm.length === 1 && isCapital(read, from - 2)) return true;
  if (
    /^(?:депутат|гражданин|гражданк|господин|госпож|семь|семей|директор|начальник|глав|врач|мэр|имени|им$)/.test(
      before?.norm ?? '',
    )
  )
    return true;
  return (
    before?.kind === 'word' &&
    isCapital(read, from - 1) &&
    !startsSentence(tokens, from - 1) &&
    !findStreetType(before.norm)
  );
}

/** How much a single name says by itself. */
export type NameKind = 'adjective' | 'everyday' | 'surname' | 'compound';

/** Kind of a name by its form: the more it looks like ordinary words, the more the text around it must say. */
export function classifyName(words: readonly string[], isAdjective: boolean): NameKind {
  if (words.length > 1)
    return isAdjective && words.every((word) => !/\d/.test(word)) ? 'adjective' : 'compound';
  if (isAdjective) return 'adjective';
  return words.some((word) => EVERYDAY_NAMES.has(word)) ? 'everyday' : 'surname';
}

/** «на Октябрьской железной дороге», «по Московской области»: the adjective belongs to the next noun. */
export function belongsToNextNoun(tokens: readonly Token[], at: number): boolean {
  const [next, second] = [tokens[at], tokens[at + 1]];
  if (next?.kind !== 'word') return false;
  if (isForeignNoun(next.norm)) return true;
  // Another adjective in the same case and then such a noun.
  return /(?:ой|ей|ая|ую)$/.test(next.norm) && second?.kind === 'word' && isForeignNoun(second.norm);
}
