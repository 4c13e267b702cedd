import { knownIn } from '../../../../shared/known.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { type FirstNames, firstNames, plainWord } from './first-names.ts';
import type { PersonalSpan } from './personal-span.ts';

/** A word or an initial of a text. */
interface Token {
  start: number;
  end: number;
  plain: string;
  isCapital: boolean;
  isInitial: boolean;
  /** Nothing but a space stands before it. */
  isNext: boolean;
  isSentenceStart: boolean;
}

const patronymic =
  /(?:[бвгджзклмнпрстфхцчшщйьаеиоу](?:ович|евич)|ильич|кузьмич|фомич|лукич|никитич|саввич)(?:а|у|ем|ом|е)?$|(?:[а-я](?:овн|евн)|иничн|ильичн|никитичн|ильиничн|кузьминичн|фоминичн|лукиничн|саввичн)(?:а|ы|е|у|ой|ою)$|^[а-я]{2,}(?:аныч|еич|аич|алыч|оныч|иныч)(?:а|у|ем|ом|е)?$/;
const surnameEnding =
  /(?:ов|ев|ин|ын)(?:а|у|ым|е|ой|ых|ыми|ы|ою)?$|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их|ими)$|(?:нко|шко|чко|йко|дзе|швили|ых|ия|ская|цкая)$|(?:чук|щук|юк|янук|ян|янц|енок|ич|ейчик|ман|берг|штейн|ель|арь|ник|як|ец|ба|ура|ира|юра|ченя)(?:а|у|ом|ем|е|ы|ой)?$|(?:ца|цу|цом|це)$/;
/** Endings hardly anything but a surname has. */
const surestEnding =
  /(?:ов|ев|ин|ын)(?:а|у|ым|е|ой|ых|ыми|ы|ою)?$|(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ие|их|ими)$/;
/** Openers of a sentence and titles that stand before a name with a capital and are no part of it. */
const notSurnames = new Set(
  'уважаемый уважаемая уважаемые здравствуйте здравствуй добрый спасибо благодарю благодарим прошу просим господин госпожа глава мастер директор начальник депутат врач доктор учитель председатель инженер губернатор мэр президент также это наш наша наши мой моя когда если там тут вчера сегодня завтра пусть пожалуйста привет дорогой дорогая гражданин гражданка сосед соседка женщина мужчина участковый диспетчер управдом дворник фельдшер тренер воспитатель заведующая директора россия российской области района города жительница житель собственник ребенок дочь сын мама муж жена бабушка ветеран пенсионер пенсионерка инвалид водитель кондуктор почему где кто что как и а но да нет на в с по от до за из к у о при для'.split(
    ' ',
  ),
);
/** After these a single name or surname is a person's. */
const personCue =
  /(?:меня зовут|зовут меня|зовут|моя фамилия|фамилия|фио|ф\.\s?и\.\s?о\.|заявител[а-яё]*|с уважением|гражданин[а-яё]*|гражданк[а-яё]*|гр-н[а-яё]*|гр-к[а-яё]*|гр\.|сосед(?:а|у|ом|е|и|ей|ям|ка|ки|ке|ку|кой)?|собственник[а-яё]*|жил[еь]ц[а-яё]*|подпись|автор|участков[а-яё]+|председател[а-яё]+|директор[а-яё]*|начальник[а-яё]*|мастер[а-яё]*|инженер[а-яё]*|депутат[а-яё]*|врач[а-яё]*|доктор[а-яё]*|диспетчер[а-яё]*|управдом[а-яё]*|воспитател[а-яё]+|учител[а-яё]+|водител[а-яё]+)[\s:,—–-]*$/iu;
/** Cues after which even a bare first name is told. */
const namedCue = /(?:меня зовут|зовут меня|зовут|с уважением|подпись|автор|заявител[а-яё]*|фио)[\s:,—–-]*$/iu;
const streetWord =
  'ул|улиц[аеыу]|улицей|пер|переул[а-яё]+|пр|просп|проспект[а-яё]*|пр-т[а-яё]*|пр-к[а-яё]*|пр-д[а-яё]*|проезд[а-яё]*|б-р|бульвар[а-яё]*|пл|площад[а-яё]+|им|имени|шоссе|наб|набережн[а-яё]+|мкр|микрорайон[а-яё]*|тракт[а-яё]*|ст|тупик[а-яё]*|линия|разъезд[а-яё]*|квартал[а-яё]*';
const placeWord =
  'сквер[а-яё]*|парк[а-яё]*|мост[а-яё]*|памятник[а-яё]*|бюст[а-яё]*|остановк[а-яё]+|ост|школ[а-яё]+|библиотек[а-яё]+|дк|музе[а-яё]+|храм[а-яё]*|театр[а-яё]*|стадион[а-яё]*|село|селе|деревн[а-яё]+|пос[её]л[а-яё]+|поселк[а-яё]+|город[а-яё]*|д|с|п|г|пос|между|угол|углу|перекр[её]сток|перекр[её]стк[а-яё]+|пересечени[а-яё]+|больниц[а-яё]+|роддом[а-яё]*|лице[а-яё]+|гимнази[а-яё]+|премия|закон[а-яё]*';
const afterStreet = new RegExp(`(?:^|[^а-яё])(?:${streetWord})\\.?\\s*[«"]?\\s*$`, 'iu');
const afterPlace = new RegExp(`(?:^|[^а-яё])(?:${streetWord}|${placeWord})\\.?\\s*[«"]?\\s*$`, 'iu');
const beforeStreet = /^\s+(?:ул\.|улиц|переулок|переулк|проспект|площад|бульвар|проезд|шоссе)/iu;
const houseAfter = /^\s*,?\s*(?:д\.?|дом[аеу]?|№)?\s*\d{1,3}(?!\d*\s*(?:лет|год|г\.))/iu;
const streetPreposition = /(?:^|[^а-яё])(?:по|на|от|до|и|у|с|за)\s+$/iu;
const CUE_REACH = 40;

function readTokens(text: string): Token[] {
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(
    /(?<![\dА-Яа-яЁё])[А-ЯЁ]\.(?=\s?[А-ЯЁ]|[\s,;)!?»"]|$)|[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*/gu,
  )) {
    const start = match.index;
    const gap = text.slice(last, start);
    tokens.push({
      start,
      end: start + match[0].length,
      plain: plainWord(match[0]),
      isCapital: /^[А-ЯЁ]/.test(match[0]),
      isInitial: match[0].endsWith('.'),
      isNext: /^[ \u00a0]*\n?[ \u00a0]*$/u.test(gap),
      isSentenceStart: tokens.length === 0 || /[.!?\n]/.test(gap),
    });
    last = start + match[0].length;
  }
  return tokens;
}

/** The names a token may be a form of. */
const namesOf = (names: FirstNames, { plain }: Token): readonly string[] => knownIn(names.forms, plain);

/** Reads one text; positions are indexes of tokens. `known` is for one that is surely there. */
function createReader(text: string, tokens: readonly Token[], names: FirstNames) {
  const at = (index: number): Token | undefined => tokens[index];
  const known = (index: number): Token => itemAt(tokens, index);
  const before = (index: number) =>
    text.slice(Math.max(0, itemAt(tokens, index).start - CUE_REACH), itemAt(tokens, index).start);
  const after = (index: number) =>
    text.slice(itemAt(tokens, index).end, itemAt(tokens, index).end + CUE_REACH);
  const isFirst = (index: number) => {
    const token = at(index);
    return token !== undefined && !token.isInitial && names.forms.has(token.plain);
  };
  const isSure = (index: number) =>
    isFirst(index) && !namesOf(names, itemAt(tokens, index)).every((name) => names.ambiguous.has(name));
  const isPatronymic = (index: number) => {
    const token = at(index);
    return token?.isNext === true && !token.isInitial && patronymic.test(token.plain);
  };
  const isSurname = (index: number) => {
    const token = at(index);
    if (!token || token.isInitial || token.plain.length < 3 || notSurnames.has(token.plain)) return false;
    return surnameEnding.test(token.plain);
  };
  const isInitial = (index: number) => at(index)?.isInitial === true;
  return { at, known, before, after, isFirst, isSure, isPatronymic, isSurname, isInitial };
}

type Reader = ReturnType<typeof createReader>;
/** First and last token of a person, or nothing. */
type Span = readonly [number, number] | undefined;

/** «Мария Петровна», with the surname on either side. */
function readFull(reader: Reader, index: number): Span {
  const { at, known, isFirst, isPatronymic, isSurname, before } = reader;
  if (!isFirst(index) || !isPatronymic(index + 1)) return undefined;
  let end = index + 1;
  const suffix = at(end + 1);
  if (suffix?.isNext && /^(?:оглы|кызы|улы)$/.test(suffix.plain)) end += 1;
  const given = known(index);
  const next = at(end + 1);
  const former = at(index - 1);
  const isLower = !given.isCapital;
  const mayLead =
    former !== undefined &&
    given.isNext &&
    !former.isInitial &&
    former.plain.length > 2 &&
    !notSurnames.has(former.plain);
  if (mayLead && !afterStreet.test(before(index - 1))) {
    const isNamed = isLower
      ? isSurname(index - 1)
      : former.isCapital && (isSurname(index - 1) || !former.isSentenceStart || index === 1);
    if (isNamed) return [index - 1, end];
  }
  const mayFollow = next?.isNext && !next.isInitial && !notSurnames.has(next.plain);
  if (mayFollow && (next.isCapital ? !isLower || isSurname(end + 1) : isLower && isSurname(end + 1)))
    return [index, end + 1];
  return [index, end];
}

/** «Иванова И.И.», «И. И. Иванова»; with one initial the surname must look like one. */
function readInitials(reader: Reader, index: number): Span {
  return reader.known(index).isInitial ? readInitialsFirst(reader, index) : readSurnameFirst(reader, index);
}

function readInitialsFirst(reader: Reader, index: number): Span {
  const { at, known, isInitial, isSurname, before, after } = reader;
  // The second initial of one that was refused: «им. В.И. Ленина».
  if (isInitial(index - 1) && known(index).isNext) return undefined;
  const second = isInitial(index + 1) && known(index + 1).isNext ? index + 1 : index;
  const surname = at(second + 1);
  if (!surname?.isNext || !surname.isCapital || surname.isInitial || surname.plain.length < 3)
    return undefined;
  const lead = before(index);
  if (afterPlace.test(lead) || houseAfter.test(after(second + 1))) return undefined;
  // «по В. Луговой», «от А. Невского»: a street with its beginning cut off.
  if (second === index && (!isSurname(second + 1) || streetPreposition.test(lead))) return undefined;
  return [index, second + 1];
}

function readSurnameFirst(reader: Reader, index: number): Span {
  const { at, known, isInitial, isSurname, before } = reader;
  const token = known(index);
  const first = at(index + 1);
  if (!token.isCapital || !first?.isInitial || !first.isNext || notSurnames.has(token.plain))
    return undefined;
  if (afterPlace.test(before(index))) return undefined;
  const hasSecond = isInitial(index + 2) && known(index + 2).isNext;
  if (!hasSecond && !isSurname(index)) return undefined;
  const end = hasSecond ? index + 2 : index + 1;
  // «Президента И.И. Петрова»: the surname stands behind, unless the next one's initials follow it.
  const behind = at(end + 1);
  const isBehind = behind?.isNext && behind.isCapital && isSurname(end + 1) && !isInitial(end + 2);
  if (!isBehind) return [index, end];
  // «Кравцов Г. А. Стояк проверили»: the next sentence begins with a word that ends as some surnames do.
  if (!surestEnding.test(token.plain)) return undefined;
  return [index, surestEnding.test(behind.plain) ? end + 1 : end];
}

/** «Мария Кравцова», «Кравцова Мария»: two words with capitals; not whom a street is named after. */
function readPair(reader: Reader, index: number, names: FirstNames): Span {
  const { at, known, before, after } = reader;
  const [one, two] = [known(index), at(index + 1)];
  if (!two?.isNext || !one.isCapital || !two.isCapital || one.isInitial || two.isInitial) return undefined;
  const given = givenOf(reader, index, names);
  if (!given) return undefined;
  const surname = given === one ? two : one;
  if (names.isCommemorated(given.plain, surname.plain)) return undefined;
  if (afterPlace.test(before(index)) || beforeStreet.test(after(index + 1))) return undefined;
  // «на Юлиуса Фучика 14»: a name in the genitive before a number is a street.
  const isBase = namesOf(names, given).includes(given.plain);
  if (!isBase && houseAfter.test(after(index + 1))) return undefined;
  return [index, index + 1];
}

/** Which of two words is the first name of a person; neither when they are none. */
function givenOf(
  { known, isFirst, isSure, isSurname, after }: Reader,
  index: number,
  names: FirstNames,
): Token | undefined {
  const [one, two] = [known(index), known(index + 1)];
  const isBase = (token: Token) => namesOf(names, token).includes(token.plain);
  const couldBe = (token: Token) => token.plain.length > 2 && !notSurnames.has(token.plain);
  if (isFirst(index) && isSurname(index + 1) && (isSure(index) || isBase(one))) return one;
  if (isFirst(index + 1) && isSurname(index) && (isSure(index + 1) || isBase(two))) return two;
  // «Олеся Пак», «Соловей Таисия»: no ending tells the surname, the capital does.
  if (isSure(index) && !isFirst(index + 1) && couldBe(two)) return one;
  const isAlone = !one.isSentenceStart || /^[,.;)\n]|^$/.test(after(index + 1));
  return isSure(index + 1) && isBase(two) && !isFirst(index) && couldBe(one) && isAlone ? two : undefined;
}

/** «меня зовут Мария», «гражданка Кравцова». */
function readCued(reader: Reader, index: number): Span {
  const { at, known, isFirst, isSurname, before, after } = reader;
  const token = known(index);
  if (!token.isCapital || token.isInitial) return undefined;
  const lead = before(index);
  if (!personCue.test(lead)) return undefined;
  if (!isSurname(index) && !(isFirst(index) && namedCue.test(lead))) return undefined;
  const next = at(index + 1);
  // «начальник Советского РЭС»: a place, not a person.
  if (/(?:ого|ому|ой|ом)$/.test(token.plain) && /^ +[А-Яа-яЁё]/u.test(after(index)) && !isFirst(index + 1))
    return undefined;
  const goesOn =
    next?.isNext && next.isCapital && !next.isInitial && (isFirst(index + 1) || isSurname(index + 1));
  return [index, goesOn ? index + 1 : index];
}

/**
 * Every find needs a capital behind the first word or, of a name in small letters, the ending of a patronymic: most messages
 * have neither, and cost nothing more.
 */
const noCapitalBehind = /^\P{L}*\p{L}?[^А-ЯЁ]*$/u;
const patronymicEnd = /(?:[иы]ч(?:а|у|[её]м|ом|[её])?|(?:[оеё]в|ич)н(?:а|ы|[её]|у|ой|ою))(?![А-Яа-яЁё])/;
const mayName = (text: string): boolean => !noCapitalBehind.test(text) || patronymicEnd.test(text);

/** Names of people in a text. */
export function findNames(text: string): PersonalSpan[] {
  if (!mayName(text)) return [];
  const names = firstNames();
  const tokens = readTokens(text);
  const reader = createReader(text, tokens, names);
  const found: PersonalSpan[] = [];
  let free = 0;
  for (let index = 0; index < tokens.length; index += 1) {
    const span =
      readFull(reader, index) ??
      readInitials(reader, index) ??
      readFullAhead(reader, index) ??
      readPair(reader, index, names) ??
      readCued(reader, index);
    if (!span) continue;
    const from = Math.max(span[0], free);
    found.push({ kind: 'name', start: itemAt(tokens, from).start, end: itemAt(tokens, span[1]).end });
    free = span[1] + 1;
    index = span[1];
  }
  return found;
}

/** «Кравцова Мария Петровна» is read whole from its second word, not as a pair from its first. */
function readFullAhead(reader: Reader, index: number): Span {
  const span = reader.at(index + 1) && readFull(reader, index + 1);
  return span && span[0] === index ? span : undefined;
}
