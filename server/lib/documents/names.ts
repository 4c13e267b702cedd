import { getFirstnameGender, getGender, incline } from 'lvovich';

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
        .map((piece) => `${piece[0]!.toLocaleUpperCase('ru')}.`)
        .join('-'),
    )
    .join('');

/** «И.И. Иванов»: no space between the initials, no break before the surname. */
export function signatureName(name: string): string {
  const parts = readFullName(name);
  if (!parts) return name;
  return [initials(parts), parts.last].filter(Boolean).join(nbsp);
}

/** «Иванову И.И.», the addressee in the dative; the name as it stands where it cannot be declined. */
export function addresseeName(name: string): string {
  const parts = readFullName(name);
  if (!parts) return name;
  const last =
    incline({ last: parts.last, first: parts.first, middle: parts.middle }, 'dative').last ?? parts.last;
  return [last, initials(parts)].filter(Boolean).join(nbsp);
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
