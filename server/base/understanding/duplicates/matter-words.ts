import { stem } from '../../taxonomy/index.ts';
import { hashOfText, listTextWords } from '../topics/text-features.ts';
import { type NamedPlace, readNamedPlace } from './matter-places.ts';

/** What a message says, for comparing it with another: its words without courtesy, address and endings. */
export interface Matter {
  /** Hashes of the stems, ascending, each once. */
  keys: Uint32Array;
  /** A word of the text for each key, to show what two messages share. */
  words: string[];
  /** What tells one thing from another of its kind: the number of an entrance, of a route, what an inscription is on. */
  marks: ReadonlyMap<string, ReadonlySet<string>>;
  place: NamedPlace;
}

/** Keys kept of one message: the long ones say the same in their first words. */
export const KEPT_KEYS = 32;
/** Letters of a stem that count: mistakes sit at the end of words more often than at their beginning. */
const STEM_LETTERS = 7;

/** What every message to an administration says, whatever it is about. */
const courtesy = new Set(
  `добрый день здравствуйте уважаемый уважаемые просим прошу просьба пожалуйста помогите спасибо заранее благодарю меры
   принять примите разобраться разберитесь обращаюсь обращаемся вопрос проблема проблему ситуация адрес адресу жители
   житель жильцы вас вам мы нас нам наш наша наше нашем нашей нашего нашему нашу я меня мне мой моя моё они их им он
   она оно его ее ему ей что как где когда почему зачем кто чтобы если так там тут здесь этот эта это эти того тому
   тем том этом этой этого для при про под над без через после перед около возле рядом напротив очень уже еще ещё
   также тоже только лишь даже ведь вот или либо ни не нет да но и а в во на с со к ко у о об от до по за из бы же
   ли то быть есть был была было были будет можно нужно надо необходимо просто весь вся все всё всех всем который
   которая которое которые которой которых сегодня вчера завтра сейчас день дня дней неделя неделю неделе недели месяц
   год года лет время раз два три г город города городе улица улице улицы ул дом дома доме д кв мкр район района
   районе срочно какой какая какие никто ничего никак сделайте сделать нибудь очередной снова опять`
    .split(/\s+/u)
    .map((word) => stem(word)),
);

const numbered = [
  ['подъезд', /(?:подъезд[а-я]*)\s*(?:№|номер)?\s*(\d+)|(\d+)[-\s]?(?:й|м|ый|ом|го)?\s+подъезд/giu],
  ['маршрут', /(?:маршрут[а-я]*|автобус[а-я]*|троллейбус[а-я]*|маршрутк[а-я]*)\s*(?:№|номер|n)?\s*(\d+)/giu],
  [
    'учреждение',
    /(?:школ[а-я]*|лице[а-я]*|гимнази[а-я]*|детск[а-я]+\s+сад[а-я]*|садик[а-я]*|поликлиник[а-я]*)\s*(?:№|номер)?\s*(\d+)/giu,
  ],
  ['отделение', /(?:отделени[а-я]*|участ[а-я]*|лифт[а-я]*)\s*(?:№|номер)\s*(\d+)/giu],
] as const;

/** What an inscription is on, the narrowest first: the wall of a house and that of its garages are two matters. */
const bearers = [
  'площадк',
  'гараж',
  'подстанц',
  'котельн',
  'забор',
  'ящик',
  'киоск',
  'павильон',
  'остановк',
  'мост',
  'здани',
  'дом',
] as const;
const inscription = /надпис|граффити|закрас/iu;

/** A street with its house, however written: it is compared as a place, not as words. */
const address =
  /(?:(?:ул(?:\.|иц[а-я]*)|пр(?:\.|-т|осп[а-я]*)|пер(?:\.|еул[а-я]*)|б-р|бульвар[а-я]*|мкр\.?|микрорайон[а-я]*)\s+(?:[А-ЯЁ0-9][А-ЯЁа-яё-]*\.?\s*){1,3}|(?:[А-ЯЁ][А-ЯЁа-яё-]{2,}\s+){1,2}(?=,?\s*(?:д(?:\.|ом[а-я]*)?\s*)?\d))(?:,?\s*(?:д(?:\.|ом[а-я]*)?\s*)?\d+[а-яА-Я]?(?:\s*(?:\/|к(?:\.|орп[а-я]*\.?))\s*\d+)?)?/gu;

/** Key of each spelling, 0 for one that says nothing: residents repeat each other's words. */
const spellings = new Map<string, number>();
const KEPT_SPELLINGS = 50_000;

function keyOf(word: string): number {
  const known = spellings.get(word);
  if (known !== undefined) return known;
  const base = stem(word);
  const says = word.length > 2 && !/^\d+$/u.test(word) && !courtesy.has(base);
  const key = says ? hashOfText(base.slice(0, STEM_LETTERS)) : 0;
  if (spellings.size >= KEPT_SPELLINGS) spellings.clear();
  // A copy: a part of a string keeps the whole message in memory.
  spellings.set(Buffer.from(word).toString(), key);
  return key;
}

/** Reads a message for comparison. */
export function readMatter(text: string): Matter {
  const byKey = new Map<number, string>();
  for (const word of listTextWords(text.replaceAll(address, ' '))) {
    const key = keyOf(word);
    if (key === 0 || byKey.has(key)) continue;
    byKey.set(key, word);
    if (byKey.size === KEPT_KEYS) break;
  }
  const sorted = [...byKey].sort(([a], [b]) => a - b);
  return {
    keys: Uint32Array.from(sorted, ([key]) => key),
    words: sorted.map(([, word]) => word),
    marks: readMarks(text),
    place: readNamedPlace(text),
  };
}

/** Words of a text in their order, each with its key; 0 for one that says nothing. */
export const readSaid = (text: string): { word: string; key: number }[] =>
  listTextWords(text.replaceAll(address, ' ')).map((word) => ({ word, key: keyOf(word) }));

function readMarks(text: string): Map<string, Set<string>> {
  const marks = new Map<string, Set<string>>();
  if (inscription.test(text)) {
    const words = text.toLowerCase();
    const bearer = bearers.find((word) => words.includes(word));
    if (bearer) marks.set('надпись', new Set([bearer]));
  }
  if (!/\d/u.test(text)) return marks;
  for (const [kind, pattern] of numbered) {
    for (const [, before, after = ''] of text.matchAll(pattern)) {
      const set = marks.get(kind) ?? new Set();
      marks.set(kind, set.add(before ?? after));
    }
  }
  return marks;
}

/** Whether two messages name different things of one kind: the second entrance and the fifth. */
export function namesOther(a: Matter['marks'], b: Matter['marks']): boolean {
  for (const [kind, numbers] of a) {
    const others = b.get(kind);
    if (others && ![...numbers].some((number) => others.has(number))) return true;
  }
  return false;
}

/** Hash of a name: a fact, an address. 0 stands for none. */
export const nameKey = (name: string | null | undefined): number => (name ? hashOfText(name) || 1 : 0);

/** Whether the words of two texts stand at two places: other houses, or each names a place the other does not. */
export function namesOtherPlace(first: string, second: string): boolean {
  const [one, other] = [readMatter(first).place, readMatter(second).place];
  const isOtherHouse =
    one.houses.length > 0 && other.houses.length > 0 && lacks(one.houses, other.houses, 'all');
  return isOtherHouse || (lacks(one.names, other.names, 'any') && lacks(other.names, one.names, 'any'));
}

const lacks = (keys: readonly number[], among: readonly number[], how: 'all' | 'any'): boolean =>
  how === 'all' ? !keys.some((key) => among.includes(key)) : keys.some((key) => !among.includes(key));
