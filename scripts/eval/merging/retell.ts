import type { Random } from '../../../server/demo/world/random.ts';

/** Words people use one for another when they tell of the same thing: each of a line may stand for the others. */
const synonyms: readonly (readonly string[])[] = [
  ['отсутствует', 'нет', 'нету'],
  ['не работает', 'сломан', 'не функционирует'],
  ['не горит', 'не светит', 'погас'],
  ['яма', 'выбоина', 'провал', 'колдобина'],
  ['ямы', 'выбоины', 'дыры'],
  ['дорога', 'дорожное полотно', 'проезжая часть'],
  ['дороге', 'проезжей части', 'проезжей'],
  ['тротуар', 'пешеходная дорожка', 'дорожка'],
  ['двор', 'дворик', 'придомовая территория'],
  ['мусор', 'отходы', 'хлам'],
  ['не вывозят', 'не забирают', 'не убирают'],
  ['контейнеры', 'баки', 'мусорки'],
  ['снег', 'сугробы'],
  ['гололёд', 'лёд', 'каток'],
  ['подъезд', 'парадная'],
  ['крыша', 'кровля'],
  ['течёт', 'протекает', 'льёт'],
  ['фонари', 'светильники', 'освещение'],
  ['темно', 'тьма', 'ничего не видно'],
  ['дерево', 'старое дерево', 'тополь'],
  ['деревья', 'тополя'],
  ['трава', 'бурьян', 'заросли'],
  ['собаки', 'псы', 'стая'],
  ['бродячие', 'бездомные', 'безнадзорные'],
  ['автобус', 'маршрутка'],
  ['остановка', 'остановочный комплекс'],
  ['очередь', 'толпа'],
  ['врач', 'доктор'],
  ['поликлиника', 'больница'],
  ['свет', 'электричество'],
  ['вода', 'водичка'],
  ['батареи', 'радиаторы'],
  ['холодно', 'мёрзнем', 'дубак'],
  ['грязь', 'грязища', 'месиво'],
  ['машины', 'автомобили', 'тачки'],
  ['автомобиль', 'машина', 'авто'],
  ['люк', 'колодец'],
  ['дети', 'ребятишки', 'детвора'],
  ['детская площадка', 'площадка для детей', 'детский городок'],
  ['управляющая компания', 'управляйка', 'УК'],
  ['администрация', 'власти', 'чиновники'],
  ['постоянно', 'всё время', 'вечно'],
  ['очень', 'сильно', 'ужасно'],
  ['невозможно', 'нельзя', 'не получается'],
  ['просим', 'прошу', 'требуем'],
  ['примите меры', 'сделайте что-нибудь', 'разберитесь'],
  ['отремонтировать', 'починить', 'привести в порядок'],
  ['убрать', 'вывезти', 'расчистить'],
  ['установить', 'поставить', 'смонтировать'],
  ['рядом', 'возле', 'около'],
  ['уже', 'давно'],
  ['неделю', 'семь дней'],
  ['месяц', 'четыре недели'],
  ['опасно', 'страшно', 'рискованно'],
  ['шум', 'грохот'],
  ['запах', 'вонь'],
  ['пожалуйста', 'будьте добры'],
];

const openings = [
  '',
  '',
  '',
  'Народ, ',
  'Подскажите, ',
  'Опять то же. ',
  'Ну сколько можно! ',
  'Кто знает? ',
  'Соседи! ',
];
const endings = [
  '',
  '',
  '',
  ' Сколько можно терпеть?',
  ' Куда жаловаться?',
  ' Ау, администрация!',
  ' Хоть кто-нибудь отвечает?',
  ' У вас так же?',
];
const greeting = /^(?:здравствуйте|добр[а-яё]+ (?:день|вечер|утро|дня|времени)|уважаем[а-яё ]+)[^а-яё]*/iu;

/** «по адресу: ул. Урицкого, д. 22», «дома № 8»: another city's. */
const address =
  /(?:по адресу:?\s*)?(?:(?:г\.|город[а-яё]*)\s*[А-ЯЁ][а-яё-]+,?\s*)?(?:(?<![а-яё])(?:ул|пр|пр-т|просп|пер|б-р|пл|мкр)\.?|улиц[а-яё]*|проспект[а-яё]*|переул[а-яё]*|бульвар[а-яё]*|микрорайон[а-яё]*|шоссе)\s*(?:\d+-?(?:й|я|го)?\s)?[А-ЯЁ][а-яё.-]*(?:\s[А-ЯЁ][а-яё-]+)?(?:,?\s*(?:д(?:ом[а-яё]*)?\.?)?\s*№?\s*\d+[а-яё]?(?:\/\d+)?)?|(?<![а-яё])дом[а-яё]*\s*№?\s*\d+[а-яё]?(?:\/\d+)?/gu;

/** A text of an appeal without whose place it tells of. */
export const withoutAddress = (text: string): string =>
  text
    .replaceAll(address, ' ')
    .replaceAll(/<[A-Z]+>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();

const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((part) => part.replace(greeting, '').trim())
    .filter((part) => /[а-яё]{3}/iu.test(part));

const beginsLikeWord = (word: string): RegExp => new RegExp(`(?<![а-яё])${word}(?![а-яё])`, 'giu');

function reword(text: string, { chance, pick }: Random): string {
  let told = text;
  for (const line of synonyms) {
    const own = line.find((word) => beginsLikeWord(word).test(told));
    if (own === undefined || !chance(0.5)) continue;
    told = told.replace(beginsLikeWord(own), pick(line.filter((word) => word !== own)));
  }
  return told;
}

/** A slip of the finger in one word of thirty. */
function mistype(text: string, { next, chance, int }: Random): string {
  return text
    .split(' ')
    .map((word) => {
      if (word.length < 5 || next() > 0.033) return word;
      const at = int(1, word.length - 3);
      return chance(0.5)
        ? word.slice(0, at) + word.slice(at + 1)
        : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    })
    .join(' ');
}

/** Forms people write an address in. */
const forms: readonly ((street: string, house: string) => string)[] = [
  (street, house) => `ул. ${street}, ${house}`,
  (street, house) => `${street}, ${house}`,
  (street, house) => `${street} ${house}`,
  (street, house) => `ул. ${street}, д. ${house}`,
  (street, house) => `по адресу ул. ${street}, ${house}`,
  (street, house) => `дом ${house} по улице ${street}`,
];

export interface ToldPlace {
  street: string;
  house: string;
}

/** The same trouble told by another: fewer sentences, other words, slips, in any order; where it is told, with the place. */
export function retell(text: string, place: ToldPlace | null, random: Random): string {
  const { chance, pick } = random;
  const sentences = sentencesOf(text);
  const main = sentences.toSorted((a, b) => b.length - a.length)[0] ?? text;
  const kept = sentences.filter((one) => one === main || chance(0.55));
  const parts = (chance(0.3) ? kept.toReversed() : kept).map((part) => mistype(reword(part, random), random));
  const where = place && pick(forms)(place.street, place.house);
  const body = parts.join(' ') || text;
  const placed =
    where === null ? body : chance(0.5) ? `${body.replace(/[.!?…]*$/u, '')}, ${where}.` : `${where}. ${body}`;
  return `${pick(openings)}${placed}${pick(endings)}`;
}
