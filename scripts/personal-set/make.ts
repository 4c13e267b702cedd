import { inclineFirstname, inclineLastname, inclineMiddlename } from 'lvovich';
import type { PersonalSpan } from '../../server/base/understanding/personal/personal-span.ts';
import { makeRandom } from '../../server/base/understanding/topics/linear.ts';
import type { PersonalKind } from '../../shared/contract/base/personal-data.ts';
import { men, organisations, patronymics, streets, surnames, women } from './words.ts';

/** A made text with what must be found in it. */
export interface Labelled {
  text: string;
  spans: PersonalSpan[];
}

type Random = ReturnType<typeof makeRandom>;
type Case = 'nominative' | 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional';
const cases: Readonly<Record<string, Case>> = {
  n: 'nominative',
  g: 'genitive',
  d: 'dative',
  a: 'accusative',
  i: 'instrumental',
  p: 'prepositional',
};

const pick = <T>(random: Random, list: readonly T[]): T => list[random(list.length)]!;
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(random(10))).join('');

function toFeminine(surname: string): string {
  if (/(?:ов|ев|ёв|ин|ын)$/.test(surname)) return `${surname}а`;
  if (/(?:ский|цкий)$/.test(surname)) return `${surname.slice(0, -2)}ая`;
  return surname.endsWith('кой') ? `${surname.slice(0, -2)}ая` : surname;
}

function toDaughter(patronymic: string): string {
  if (patronymic === 'Ильич' || patronymic === 'Никитич') return `${patronymic.slice(0, -1)}чна`;
  return `${patronymic.slice(0, -2)}на`;
}

interface Person {
  first: string;
  middle: string;
  last: string;
}

function makePerson(random: Random, grammar: Case): Person {
  const isWoman = random(2) === 0;
  const gender = isWoman ? 'female' : 'male';
  const middle = pick(random, patronymics);
  const last = pick(random, surnames);
  const isFemale = /(?:ова|ева|ина)$/.test(last);
  return {
    first: inclineFirstname(pick(random, isWoman ? women : men), grammar, gender),
    middle: inclineMiddlename(isWoman ? toDaughter(middle) : middle, grammar, gender),
    last: inclineLastname(
      isWoman && !isFemale ? toFeminine(last) : last,
      grammar,
      isFemale ? 'female' : gender,
    ),
  };
}

function writeInitials(random: Random, { first, middle, last }: Person): string {
  const [one, two] = [first[0], middle[0]];
  return pick(random, [
    `${last} ${one}.${two}.`,
    `${last} ${one}. ${two}.`,
    `${one}.${two}. ${last}`,
    `${one}. ${two}. ${last}`,
  ]);
}

function writePhone(random: Random): string {
  const code = `9${digits(random, 2)}`;
  const [a, b, c] = [digits(random, 3), digits(random, 2), digits(random, 2)];
  const town = pick(random, ['3439', '34378']);
  const local = digits(random, 10 - town.length);
  const end = `${local.slice(-4, -2)}-${local.slice(-2)}`;
  return pick(random, [
    `+7${code}${a}${b}${c}`,
    `8${code}${a}${b}${c}`,
    `+7 ${code} ${a}-${b}-${c}`,
    `8 (${code}) ${a}-${b}-${c}`,
    `8-${code}-${a}-${b}-${c}`,
    `8 ${code} ${a} ${b} ${c}`,
    `+7(${code})${a}${b}${c}`,
    `8(${town})${local.slice(0, -4)}-${end}`,
    `8 (${town}) ${local.slice(0, -4)}-${end}`,
    `${code} ${a} ${b} ${c}`,
    `+7 ${code} ${a}${b}${c}`,
    `8.${code}.${a}.${b}.${c}`,
    `8 ${code}${a} ${b}${c}`,
  ]);
}

function writeEmail(random: Random): string {
  const name = pick(random, [
    'ivan.petrov',
    'masha_1980',
    'k-oleg',
    'tsg.mira',
    'zhitel66',
    'an+dom',
    'иван',
  ]);
  const host = pick(random, [
    'mail.ru',
    'yandex.ru',
    'gmail.com',
    'bk.ru',
    'e1.ru',
    'пример.рф',
    'mail.example.org',
  ]);
  return `${name}${digits(random, random(3))}@${host}`;
}

function withCheck(random: Random): string {
  const body = digits(random, 15);
  for (let last = 0; last < 10; last += 1) {
    const all = `${body}${last}`;
    const sum = [...all].reduce((total, digit, place) => {
      const doubled = (all.length - place) % 2 === 0 ? Number(digit) * 2 : Number(digit);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    if (sum % 10 === 0) return all;
  }
  return `${body}0`;
}

const plate = (random: Random): string => {
  const letter = () => pick(random, [...'АВЕКМНОРСТУХ']);
  const [a, b, c] = [letter(), letter(), letter()];
  const number = digits(random, 3);
  const region = pick(random, ['66', '96', '196']);
  return pick(random, [
    `${a}${number}${b}${c}${region}`,
    `${a} ${number} ${b}${c} ${region}`,
    `${a}${number}${b}${c}${region}`.toLowerCase(),
  ]);
};

const flatCues = ['кв. ', 'кв ', 'кв.', 'квартира ', 'кв. № '];

/** Fills one hole; the span is of `value` after `lead`. */
function fill(random: Random, hole: string): { lead?: string; value: string; kind?: PersonalKind } {
  const [name = '', letter = 'n'] = hole.split(':');
  const person = () => makePerson(random, cases[letter]!);
  switch (name) {
    case 'full': {
      const { first, middle, last } = person();
      return {
        kind: 'name',
        value: random(3) === 0 ? `${first} ${middle} ${last}` : `${last} ${first} ${middle}`,
      };
    }
    case 'upperfull':
    case 'lowerfull': {
      const { first, middle, last } = person();
      const value = `${last} ${first} ${middle}`;
      return { kind: 'name', value: name === 'upperfull' ? value.toUpperCase() : value.toLowerCase() };
    }
    case 'initials':
      return { kind: 'name', value: writeInitials(random, person()) };
    case 'given': {
      const { first, middle } = person();
      return { kind: 'name', value: `${first} ${middle}` };
    }
    case 'short': {
      const { first, last } = person();
      return { kind: 'name', value: `${first} ${last}` };
    }
    case 'lastfirst': {
      const { first, last } = person();
      return { kind: 'name', value: `${last} ${first}` };
    }
    default:
      return fillNumber(random, name);
  }
}

function fillNumber(random: Random, name: string): { lead?: string; value: string; kind?: PersonalKind } {
  switch (name) {
    case 'phone':
      return { kind: 'phone', value: writePhone(random) };
    case 'email':
      return { kind: 'email', value: writeEmail(random) };
    case 'passport': {
      const [a, b, c] = [digits(random, 2), digits(random, 2), digits(random, 6)];
      return {
        kind: 'passport',
        value: pick(random, [`${a} ${b} ${c}`, `${a}${b} ${c}`, `${a}${b} № ${c}`]),
      };
    }
    case 'snils': {
      const parts = [digits(random, 3), digits(random, 3), digits(random, 3)];
      return { kind: 'snils', value: `${parts.join('-')} ${digits(random, 2)}` };
    }
    case 'inn':
      return { kind: 'inn', value: `66${digits(random, 10)}` };
    case 'card': {
      const all = withCheck(random);
      return { kind: 'card', value: random(2) ? all : all.match(/\d{4}/g)!.join(' ') };
    }
    case 'account':
      return { kind: 'account', value: digits(random, 8 + random(4)) };
    case 'plate':
      return { kind: 'plate', value: plate(random) };
    case 'flat':
      return { kind: 'flat', lead: pick(random, flatCues), value: String(1 + random(180)) };
    case 'birth':
      return { kind: 'birth', value: `${1 + random(28)}.0${1 + random(9)}.19${30 + random(60)}` };
    case 'birthday':
      return { kind: 'birth', value: `0${1 + random(9)}.0${1 + random(9)}.19${30 + random(60)}` };
    case 'street':
      return { value: pick(random, streets) };
    case 'house':
      return { value: `${1 + random(140)}${pick(random, ['', '', '', 'а', '/2'])}` };
    default:
      return { value: pick(random, organisations) };
  }
}

/** Texts by the sentences; the same seed gives the same texts. */
export function makeSet(sentences: readonly string[], count: number, seed: number): Labelled[] {
  const random = makeRandom(seed);
  return Array.from({ length: count }, () => {
    let text = '';
    const spans: PersonalSpan[] = [];
    for (const [index, part] of pick(random, sentences).split(/\{|\}/).entries()) {
      if (index % 2 === 0) {
        text += part;
        continue;
      }
      const { lead = '', value, kind } = fill(random, part);
      text += lead;
      if (kind) spans.push({ kind, start: text.length, end: text.length + value.length });
      text += value;
    }
    return { text, spans };
  });
}
