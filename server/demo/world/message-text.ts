import type { PackFact } from '../../base/taxonomy/pack.ts';
import { blockTails, greetings, tails } from './phrases.ts';
import type { DemoPlace, StreetForms } from './places.ts';
import { createSampler, type Random } from './random.ts';

/** Channels where people write as they like, and those where an operator or a form keeps the shape. */
const loose = new Set(['social_post', 'social_comment', 'max_bot']);
const formal = new Set(['paper', 'epgu', 'reception']);

/** A demo text of the fact that can name such a place: without a house it must not need one. */
export function chooseText(random: Random, fact: PackFact, place: DemoPlace): string {
  const needsStop = (text: string) => text.includes('«{street}»');
  const fitting = fact.demoTexts.filter((text) => {
    if (place.stop !== null) return needsStop(text);
    if (needsStop(text)) return place.street === null;
    return place.houseLabel !== null || !text.includes('{house}') || place.street === null;
  });
  return random.pick(fitting.length > 0 ? fitting : fact.demoTexts);
}

/** Fills the place into a demo text, with the street in the case its preposition asks for. */
export function fillPlace(text: string, place: DemoPlace): string {
  if (place.stop !== null) return text.replaceAll('{street}', place.stop).replaceAll(', {house}', '');
  if (place.street === null) return forgetPlace(text);
  const { street, houseLabel, settlement } = place;
  const named = text
    .replaceAll(/(?:улиц[аеуы] |«)?\{street\}»?/gu, (_, at: number) =>
      bendStreet(street, text.slice(0, at).trimEnd()),
    )
    .replaceAll('{house}', houseLabel ?? '');
  return settlement ? named.replace(/(?=[.!?]*$)/u, ` (с. ${settlement})`) : named;
}

const word = (words: string) => new RegExp(`(?<!\\p{L})(?:${words})$`, 'iu');
/** What stands before the name, and the form it asks for; the first that fits. */
const governed: readonly [RegExp, keyof StreetForms][] = [
  [word('(?:заезжал|заезжает|тянет|сворачивает) на'), 'accusative'],
  [word('через|за|переходят|перекопали|включить|отсыпать|отремонтируют|отремонтированную'), 'accusative'],
  [word('на'), 'locative'],
  [word('по|к'), 'dative'],
  [word('с|у|от|возле|вдоль|мимо|до|около|напротив|жителей|участок|двор|дворе|обочину|стороны'), 'genitive'],
  [
    word('перекрёстке|повороте|подъёме|ремонт|части|часть|тротуаре|обочине|остановке|район|всей|барак'),
    'genitive',
  ],
  [word('об'), 'locative'],
];

function bendStreet(street: StreetForms, before: string): string {
  return street[governed.find(([pattern]) => pattern.test(before))?.[1] ?? 'nominative'];
}

const where = '(?:,? (?:по|на|у) \\{street\\})?';
/** Ways a demo text names a place, and what is said without one; applied in this order. */
const forgotten: readonly [RegExp, string | ((found: string, ending?: string) => string)][] = [
  [/«\{street\}»/gu, 'рядом с домом'],
  [/,? (?:наш )?дом \{house\}(?: (?:по|на) \{street\})?(?=[,.])/gu, ''],
  [/наш дом \{house\}/gu, 'наш дом'],
  [new RegExp(`дом(а|е|у|ом|ами)? \\{house\\}${where}`, 'giu'), nameOwnHouse],
  [/,? (?:живу|живём|адрес:?|район|отправление с) (?:на )?\{street\}(?:, \{house\})?/giu, ''],
  [/через \{street\}(?:, \{house\})?/giu, 'через наш район'],
  [/(дождя|вся) \{street\}/giu, '$1 улица'],
  [/(отремонтируют|отремонтированную|включить|отсыпать|перекопали|переходят) \{street\}/giu, '$1 улицу'],
  [
    / ?(?<!\p{L})(?:на|по|у|к|с|от|за|до|возле|около|вдоль|мимо|напротив) (?:улице )?\{street\}(?:, \{house\})?/giu,
    '',
  ],
  [/,? ?\{street\}(?:, \{house\})?/gu, ''],
  [/,? ?\{house\}/gu, ''],
  [/\s+([.,!?:])/gu, '$1'],
  [/[,.:]+(?=[.!?])|,(?=,)/gu, ''],
  [/\s{2,}/gu, ' '],
  [/^[\s,.:]+/u, ''],
  [/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase('ru')],
];

/** The same text as somebody writes it who names no place: «у дома 5 по ул. Титова» becomes «у нашего дома». */
export function forgetPlace(text: string): string {
  let said = text;
  for (const [pattern, instead] of forgotten) {
    said = typeof instead === 'string' ? said.replace(pattern, instead) : said.replace(pattern, instead);
  }
  return said.trim();
}

function nameOwnHouse(found: string, ending = ''): string {
  const words: Record<string, string> = {
    '': 'наш дом',
    а: 'нашего дома',
    е: 'нашем доме',
    у: 'нашему дому',
    ом: 'нашим домом',
    ами: 'нашими домами',
  };
  const named = words[ending.toLowerCase()] ?? 'наш дом';
  return /^\p{Lu}/u.test(found) ? `${named[0]!.toLocaleUpperCase('ru')}${named.slice(1)}` : named;
}

interface Manner {
  channel: string;
  block: string;
}

const tailCount = createSampler([0, 1, 2, 3], (count) => [46, 34, 15, 5][count]!);

/** The message as this person would send it by this channel: greeting, more sentences, hurry and mistakes. */
export function composeMessage(random: Random, heart: string, { channel, block }: Manner): string {
  if (channel === 'edds_112') return `${heart} Заявитель ждёт на месте.`;
  const more = pickTails(random, block, formal.has(channel) ? 2 : loose.has(channel) ? 0 : tailCount(random));
  if (formal.has(channel))
    return `${heart} ${more.join(' ')} Прошу рассмотреть обращение и ответить письменно.`;
  const isGreeting = random.chance(loose.has(channel) ? 0.1 : channel === 'phone_call' ? 0 : 0.3);
  const text = [isGreeting ? greet(random, heart) : heart, ...more].join(' ');
  return loose.has(channel) ? hurry(random, text) : random.chance(0.07) ? mistype(random, text) : text;
}

function pickTails(random: Random, block: string, count: number): string[] {
  const own = blockTails[block] ?? [];
  const chosen = new Set<string>();
  for (let i = 0; i < count; i += 1)
    chosen.add(random.pick(random.chance(0.55) && own.length > 0 ? own : tails));
  return [...chosen];
}

/** After a comma the sentence goes on with a small letter. */
function greet(random: Random, heart: string): string {
  const greeting = random.pick(greetings);
  return greeting.endsWith(', ') && !/^\p{Lu}{2}/u.test(heart)
    ? `${greeting}${heart[0]!.toLocaleLowerCase('ru')}${heart.slice(1)}`
    : `${greeting}${heart}`;
}

/** How people write on the run: capitals, no capitals, no full stop, many exclamation marks, slips. */
function hurry(random: Random, text: string): string {
  const manner = random.next();
  if (manner < 0.04) return text.toLocaleUpperCase('ru');
  if (manner < 0.22) return text.toLocaleLowerCase('ru').replace(/\.$/u, '');
  if (manner < 0.3) return text.replace(/[.!?]$/u, '!!!');
  if (manner < 0.42) return mistype(random, text);
  return text.replace(/\.$/u, random.chance(0.4) ? '' : '.');
}

/** One slip of the finger: two letters of a long word change places or one is lost. */
function mistype(random: Random, text: string): string {
  const words = text.split(' ');
  const long = words.flatMap((word, index) => (/^\p{Ll}{6,}$/u.test(word) ? [index] : []));
  if (long.length === 0) return text;
  const index = random.pick(long);
  const letters = [...words[index]!];
  const at = random.int(2, letters.length - 2);
  if (random.chance(0.5)) letters.splice(at, 1);
  else [letters[at], letters[at - 1]] = [letters[at - 1]!, letters[at]!];
  words[index] = letters.join('');
  return words.join(' ');
}
