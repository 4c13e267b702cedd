import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CityCard } from '../../../../shared/contract/base/our-city.ts';
import { root } from '../../run-program.ts';

/** Words by which the sample town is known, taken out of its own files, and where they are found. */

const folder = join(root, 'packs/base/city/kamensk-uralsky');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T;

interface Sign {
  word: string;
  at: RegExp;
}

/** Words any town says in its own name: they are a trace only beside a street's or a district's kind. */
const everyday = new Set(
  'Центр Южный Космос Октябрьский Ленинский Мира Победы Строителей Металлургов Механизаторов Героев Отечества Декабристов Физкультурников Центральная Школьная Молодёжная Северная Советская Парковая Лесная Садовая Полевая Заводская Заречная Ленина Попова Московская'.split(
    ' ',
  ),
);
const kindWords =
  '(?:ул\\.|улиц\\p{L}*|пр\\.|проспект\\p{L}*|пер\\.|переул\\p{L}*|б-р|бульвар\\p{L}*|пл\\.|площад\\p{L}*|мкр\\.?|микрорайон\\p{L}*|район\\p{L}*)';

const quote = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&');
/** «Синарская» in any of its cases; a noun as it stands. */
function bend(word: string): string {
  const adjective = /^(.{4,})(?:ый|ий|ой|ая|ое|ые|яя)$/u.exec(word)?.[1];
  return adjective ? `${quote(adjective)}\\p{L}{2,3}` : quote(word);
}
const whole = (pattern: string): RegExp => new RegExp(`(?<!\\p{L})${pattern}(?!\\p{L})`, 'u');

/** A proper name; one that is an everyday word only beside its kind. */
function signOf(name: string): Sign {
  const bent = bend(name);
  const isEveryday = name.split(' ').some((part) => everyday.has(part));
  return {
    word: name,
    at: isEveryday
      ? new RegExp(`${kindWords}\\s+${bent}(?!\\p{L})|(?<!\\p{L})${bent}\\s+${kindWords}`, 'u')
      : whole(bent),
  };
}

/** The root of a name, whatever stands after it: «Каменск…», «Свердловск…». */
const rootOf = (name: string): Sign => ({
  word: name,
  at: new RegExp(quote(name.replace(/(?:ая|ий|ый)$/u, '')), 'iu'),
});

export function listSigns(): Sign[] {
  const card = read<CityCard>('card.json');
  const { names } = read<{ names: string[] }>('city.json');
  const districts = read<{ features: { properties: { title: string } }[] }>('districts.geojson').features;
  const { streets } = read<{ streets: { name: string }[] }>('streets.json');
  const { landmarks } = read<{ landmarks: { name: string }[] }>('landmarks.json');
  const { organisation, region } = card;
  const [firstName = ''] = names.map((name) => name.split('-')[0] ?? '');
  const places = [
    ...districts.map(({ properties }) => properties.title.replace(/ район$/u, '')),
    ...streets.map(({ name }) => name),
    // Of a landmark its name, not what it is: «Южный рынок», «Мост через Исеть».
    ...landmarks.flatMap(({ name }) =>
      /\s/u.test(name) && !/^(?:Городской|Детск|Железнодорожный)/u.test(name) ? [name] : [],
    ),
  ].filter((name) => name !== 'Сёла и посёлки');
  return [
    rootOf(firstName),
    rootOf((region.split(' ')[0] ?? '').replace(/ая$/u, '')),
    ...[...new Set(places)].map(signOf),
    ...[organisation.inn, organisation.ogrn, organisation.email, organisation.phone.slice(0, 6)].map(
      (word) => ({
        word,
        at: whole(quote(word)),
      }),
    ),
    { word: 'ул. Вымышленная', at: /ул\. Вымышленн/u },
    // The act of the sample's administration, by its number.
    { word: 'постановление № 398', at: /№\s*398/u },
  ];
}

export interface Trace {
  place: string;
  word: string;
  /** The words around it. */
  near: string;
}

const signs = listSigns();
export const signCount = signs.length;

/** Every sign in a text, with what stands round it. */
export function findTraces(place: string, text: string): Trace[] {
  return signs.flatMap(({ word, at }) => {
    const found = at.exec(text);
    if (!found) return [];
    const near = text
      .slice(Math.max(0, found.index - 60), found.index + found[0].length + 60)
      .replaceAll(/\s+/gu, ' ');
    return [{ place, word, near }];
  });
}
