import { getFirstnameGender, getGender, incline, inclineLastname } from 'lvovich';
import { firstOf } from '../../../shared/lists.ts';

const nbsp = '\u00a0';

interface Parts {
  last: string;
  first: string;
  middle: string;
}

/** «Иванов Иван Иванович» or «Иван Иванов» in parts; null when there is no surname to be found. */
export function readFullName(name: string): Parts | null {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  if (words.length === 0 || words.length > 4) return null;
  // «Петров П.П.»: the initials stand for the name.
  const short = words.filter((word) => word.includes('.'));
  const surname = words.find((word) => !word.includes('.'));
  if (short.length > 0 && surname) return { last: surname, first: short.join(''), middle: '' };
  const [one = '', two = '', three = '', four = ''] = words;
  // A name comes first only where the second word is no name itself.
  const isNameFirst = words.length === 2 && isFirstName(one) && !isFirstName(two);
  if (isNameFirst) return { last: two, first: one, middle: '' };
  return { last: one, first: two, middle: [three, four].filter(Boolean).join(' ') };
}

const isFirstName = (word: string): boolean => Boolean(getFirstnameGender(word));

const initials = ({ first, middle }: Parts): string =>
  [first, middle]
    .flatMap((part) => part.split(/[\s.]+/u))
    .filter(Boolean)
    .map((part) =>
      part
        .split('-')
        .map((piece) => `${piece.charAt(0).toLocaleUpperCase('ru')}.`)
        .join('-'),
    )
    .join('');

/** «И.И. Иванов»: no space between the initials, no break before the surname. */
export function signatureName(name: string): string {
  const parts = readFullName(name);
  if (!parts) return name;
  return [initials(parts), parts.last].filter(Boolean).join(nbsp);
}

/** Cases a paper puts a person in: «слушали Иванова И.И.», «Иванову И.И. закончить ремонт», «доклад Иванова И.И.». */
export type NameCase = 'nominative' | 'genitive' | 'dative' | 'accusative';

/** Male, female; null where the name does not tell: «Ким А.В.», «Шевченко О.Л.». */
export function genderOf(name: string): 'male' | 'female' | null {
  const parts = readFullName(name);
  if (!parts) return null;
  // Initials tell nothing, and are no first name to be looked up.
  const isShort = parts.first.endsWith('.');
  const gender = getGender(isShort ? { last: parts.last } : parts);
  return gender === 'male' || gender === 'female' ? gender : null;
}

/**
 * A surname in a case. One whose form depends on a sex nobody knows stays as it is: «Мельник Е.Н.» is declined of a man and not of a
 * woman, and a wrong form offends more than none.
 */
function declineSurname(parts: Parts, wanted: Exclude<NameCase, 'nominative'>): string {
  const isShort = parts.first.endsWith('.');
  const told = { last: parts.last, first: parts.first, middle: parts.middle };
  if (!isShort) return incline(told, wanted).last ?? parts.last;
  const gender = genderOf(parts.last);
  if (gender) return inclineLastname(parts.last, wanted, gender);
  const forms = (['male', 'female'] as const).map((one) => inclineLastname(parts.last, wanted, one));
  return forms[0] === forms[1] ? firstOf(forms) : parts.last;
}

/** Whether the form of a name in any case is sure: its sex is told, or does not matter. */
export function isDeclinable(name: string): boolean {
  const parts = readFullName(name);
  if (!parts) return false;
  if (!parts.first.endsWith('.') || genderOf(parts.last)) return true;
  return declineSurname(parts, 'dative') !== parts.last || isAlike(parts.last);
}

/** A surname of one form for everybody: «Шевченко», «Черных». */
const isAlike = (last: string): boolean =>
  (['male', 'female'] as const).every((gender) => inclineLastname(last, 'dative', gender) === last);

/** «Иванов И.И.» in a case, as papers have a person within their text; the name as it stands where it cannot be read. */
export function nameIn(name: string, wanted: NameCase): string {
  const parts = readFullName(name);
  if (!parts) return name;
  const last = wanted === 'nominative' ? parts.last : declineSurname(parts, wanted);
  return [last, initials(parts)].filter(Boolean).join(nbsp);
}

/** «Иванову И.И.», the addressee. */
export const addresseeName = (name: string): string => nameIn(name, 'dative');

/** «Отсутствовал», «отсутствовала», «отсутствовали»: one word agreed with whom it is of. Of one whose sex the name does not tell, of many. */
export function agreedWith(
  people: readonly string[],
  [male, female, many]: readonly [male: string, female: string, many: string],
): string {
  const gender = people.length === 1 ? genderOf(firstOf(people)) : null;
  return gender === 'male' ? male : gender === 'female' ? female : many;
}

/** «Уважаемый Иван Иванович!»; without a known sex, «Уважаемый заявитель!». */
export function salutationOf(name: string): string {
  const parts = readFullName(name);
  const gender = parts && getGender({ last: parts.last, first: parts.first, middle: parts.middle });
  if (!parts?.first || parts.first.endsWith('.') || (gender !== 'male' && gender !== 'female'))
    return 'Уважаемый заявитель!';
  const word = gender === 'male' ? 'Уважаемый' : 'Уважаемая';
  return `${word} ${[parts.first, parts.middle].filter(Boolean).join(' ')}!`;
}

/** Kinds of bodies by their first word, in the cases papers put them in. */
const bodies: Readonly<Record<string, Record<'genitive' | 'dative', string>>> = {
  Администрация: { genitive: 'Администрации', dative: 'Администрации' },
  Правительство: { genitive: 'Правительства', dative: 'Правительству' },
  Министерство: { genitive: 'Министерства', dative: 'Министерству' },
  Департамент: { genitive: 'Департамента', dative: 'Департаменту' },
  Комитет: { genitive: 'Комитета', dative: 'Комитету' },
  Управление: { genitive: 'Управления', dative: 'Управлению' },
  Дума: { genitive: 'Думы', dative: 'Думе' },
};

/** «постановлением Администрации Каменск-Уральского городского округа»: what follows the first word stands in the genitive already. */
export function bodyIn(name: string, wanted: 'genitive' | 'dative'): string {
  const [first = '', ...rest] = name.trim().split(' ');
  return [bodies[first]?.[wanted] ?? first, ...rest].join(' ');
}

/** Who signs for a body: «Глава Каменск-Уральского городского округа» for its administration; «Руководитель» of any other. */
export function headOf(name: string): string {
  const of = /^Администрация\s+(.+)$/u.exec(name.trim())?.[1];
  return of ? `Глава ${of}` : 'Руководитель';
}
