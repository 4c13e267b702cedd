/** Kinds of streets: how they are written in full, in short and in running text. */

export type Gender = 'f' | 'm' | 'n';
type StreetKind = {
  /** In a label, with its dot: «ул.». */
  short: string;
  gender: Gender;
  /** Abbreviations met in texts, folded, without dots. */
  abbreviations: string[];
  /** Every case of the full word, folded. */
  words: string[];
};

const cases = (stem: string, endings: string) =>
  endings.split(' ').map((ending) => stem + ending.replace('_', ''));

const KINDS: Record<string, StreetKind> = {
  улица: {
    short: 'ул.',
    gender: 'f',
    abbreviations: ['ул', 'улиц', 'у-ца', 'ул-ца'],
    words: cases('улиц', 'а ы е у ей ам ами ах'),
  },
  проспект: {
    short: 'пр.',
    gender: 'm',
    abbreviations: [
      'пр',
      'просп',
      'пр-т',
      'пр-кт',
      'прт',
      'прокт',
      'п-т',
      'пр-те',
      'пр-та',
      'пр-ту',
      'пр-кте',
      'пр-кта',
      'пр-кту',
    ],
    words: cases('проспект', '_ а у ом е ы ов ах'),
  },
  бульвар: {
    short: 'б-р',
    gender: 'm',
    abbreviations: ['б-р', 'бул', 'бульв', 'бр', 'б-вар', 'б-ре', 'б-ра', 'б-ру'],
    words: cases('бульвар', '_ а у ом е ы ов'),
  },
  переулок: {
    short: 'пер.',
    gender: 'm',
    abbreviations: ['пер', 'пер-к', 'пер-ке', 'переул', 'п-к'],
    words: [...cases('переулк', 'а у ом е и ов ах'), 'переулок'],
  },
  площадь: {
    short: 'пл.',
    gender: 'f',
    abbreviations: ['пл', 'площ', 'пл-дь'],
    words: cases('площад', 'ь и ью ей'),
  },
  шоссе: { short: 'ш.', gender: 'n', abbreviations: ['ш'], words: ['шоссе'] },
  набережная: {
    short: 'наб.',
    gender: 'f',
    abbreviations: ['наб', 'набер'],
    words: cases('набережн', 'ая ой ую ые ых'),
  },
  проезд: {
    short: 'проезд',
    gender: 'm',
    abbreviations: ['пр-д', 'прд', 'пр-зд'],
    words: cases('проезд', '_ а у ом е ы ов'),
  },
  тупик: { short: 'туп.', gender: 'm', abbreviations: ['туп'], words: cases('тупик', '_ а у ом е') },
  аллея: { short: 'аллея', gender: 'f', abbreviations: ['ал'], words: cases('алле', 'я и ю ей') },
  тракт: { short: 'тракт', gender: 'm', abbreviations: ['тр-т'], words: cases('тракт', '_ а у ом е') },
  квартал: { short: 'кв-л', gender: 'm', abbreviations: ['кв-л'], words: cases('квартал', '_ а у ом е') },
  микрорайон: {
    short: 'мкр.',
    gender: 'm',
    abbreviations: ['мкр', 'мкрн', 'м-н', 'мкр-н', 'мкр-он', 'микр', 'микрор'],
    words: cases('микрорайон', '_ а у ом е ы ов'),
  },
};

/** The names of the kinds, as they stand in a gazetteer: «улица», «проспект»… */
export const STREET_TYPES: readonly string[] = Object.keys(KINDS);

const BY_WORD = new Map(
  Object.entries(KINDS).flatMap(([type, kind]) =>
    [...kind.words, ...kind.abbreviations].map((word) => [word, type] as const),
  ),
);
const ABBREVIATIONS = new Set(Object.values(KINDS).flatMap((kind) => kind.abbreviations));

/** The kind of street a folded word stands for («просп», «улице»), or null. */
export function findStreetType(word: string): string | null {
  return BY_WORD.get(word) ?? null;
}

/** Is the folded word an abbreviation of a street's kind, not the word itself. */
export function isStreetAbbreviation(word: string): boolean {
  return ABBREVIATIONS.has(word);
}

/** Grammatical gender the street's adjective takes; feminine for an unknown kind, as «улица» is. */
export function getStreetGender(type: string): Gender {
  return KINDS[type]?.gender ?? 'f';
}

/** «ул. Титова», «б-р Комсомольский»; the full word for an unknown kind. */
export function formatStreet(type: string, name: string): string {
  return `${KINDS[type]?.short ?? type} ${name}`;
}
