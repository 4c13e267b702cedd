/** Real sentences, annotated by hand: only rows and offsets are kept here, the texts stay in their own file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Gazetteer,
  GazetteerSource,
  StreetRow,
} from '../../server/base/territory/gazetteer/gazetteer.ts';
import { listAddressTexts } from '../../server/base/territory/reading/address-text.ts';
import { findPlaces } from '../../server/base/territory/reading/find-places.ts';
import { makeHouseKey, parseHouse } from '../../server/base/territory/words/house.ts';
import { findStreetType } from '../../server/base/territory/words/street-types.ts';
import { foldText } from '../../server/base/territory/words/tokens.ts';
import { emptyTally, type Tally } from './place-tally.ts';

type Span = [from: number, to: number];
/** Offsets are of the row's text; a place is its street's name, then the houses said of it. */
interface Sentence {
  source: string;
  id: string;
  from: number;
  to: number;
  places?: [number, number, ...Span[]][];
  /** A street's name in the name of a stop, a company, a district: finding it is neither right nor wrong. */
  open?: Span[];
}

/** `seen`: the rules were mended by what they missed here; `held`: counted only. */
export function readRealSentences(name: 'seen' | 'held'): Sentence[] {
  const path = join(import.meta.dirname, `../../tests/data/places-real-${name}.json`);
  return JSON.parse(readFileSync(path, 'utf8')) as Sentence[];
}

type Row = { source: string; id: string; text: string };
const keyOf = ({ source, id }: { source: string; id: string }) => `${source} ${id}`;

function readRows(file: string): Row[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row);
}

/** A street must be named in two messages at least: one may be a slip of the pen or of the reading. */
const LEAST = 2;
const TOWN = /(?:^|\s)(?:г|гор|город[ае]?|п|пос|пгт|с|село|селе|д)\.?\s*([А-ЯЁ][а-яё]{3,})/g;

/** Streets and towns as the other messages name them. */
export function gatherGazetteer(file: string, sentences: readonly Sentence[]): GazetteerSource {
  const aside = new Set(sentences.map(keyOf));
  const streets = new Map<string, { row: StreetRow; rows: Set<string> }>();
  const towns = new Map<string, number>();
  for (const row of readRows(file)) {
    if (aside.has(keyOf(row))) continue;
    for (const [, town] of row.text.matchAll(TOWN)) towns.set(town!, (towns.get(town!) ?? 0) + 1);
    for (const { type, street } of listAddressTexts(row.text)) {
      const id = `${type} ${foldText(street)}`;
      const known = streets.get(id) ?? { row: makeStreet(id, type, street), rows: new Set<string>() };
      streets.set(id, known);
      known.rows.add(keyOf(row));
    }
  }
  return {
    cityNames: [...towns].filter(([, count]) => count >= LEAST).map(([name]) => name),
    streets: [...streets.values()].filter(({ rows }) => rows.size >= LEAST).map(({ row }) => row),
    landmarks: [],
  };
}

function makeStreet(id: string, type: string, name: string): StreetRow {
  const nothing = { aliases: [], settlement: null, district: null, houses: [], point: null };
  return { id, type, name, ...nothing };
}

/** A name without the endings of cases, by which said and listed names are compared. */
const stemOf = (name: string): string =>
  foldText(name)
    .split(/[\s.-]+/)
    .map((word) =>
      word.replace(/(?:ая|яя|ой|ей|ую|юю|ою|ое|ый|ий|ого|его|ому|ему|ом|ым|им|я|й|а|у|е|ы|и)$/, ''),
    )
    .join(' ')
    .trim();

export function scoreReal(file: string, sentences: readonly Sentence[], gazetteer: Gazetteer): Tally {
  const rows = new Map(readRows(file).map((row) => [keyOf(row), row.text]));
  const listed = new Set(
    [...gazetteer.streets.values()].map(({ row }) => `${kindOf(row.type)} ${stemOf(row.name)}`),
  );
  const tally = emptyTally();
  for (const sentence of sentences) {
    const text = rows.get(keyOf(sentence));
    if (text === undefined) throw new Error(`Нет строки ${keyOf(sentence)}`);
    scoreSentence(tally, sentence, text, { gazetteer, listed });
  }
  return tally;
}

function scoreSentence(
  tally: Tally,
  { from, to, places = [], open = [] }: Sentence,
  text: string,
  { gazetteer, listed }: { gazetteer: Gazetteer; listed: ReadonlySet<string> },
): void {
  const said = text.slice(from, to);
  const found = findPlaces(said, gazetteer).map((place) => ({
    ...place,
    start: place.start + from,
    end: place.end + from,
    stem: stemOf(gazetteer.streets.get(place.placeId)!.row.name),
  }));
  tally.texts += 1;
  const used = new Set<(typeof found)[number]>();
  const faults: string[] = [];
  for (const [start, end, ...houses] of places) {
    const stem = stemOf(text.slice(start, end));
    const isRepeated =
      houses.length === 0 &&
      places.some(([other, to]) => other < start && stemOf(text.slice(other, to)) === stem);
    if (isRepeated) continue;
    const here = found.filter((one) => one.start < end && one.end > start && isAlike(one.stem, stem));
    for (const one of here) used.add(one);
    const isListed = isInGazetteer(listed, stem, typeAround(text, start, end));
    if (isListed) tally.expected += 1;
    // A name with a mistake is not listed; whoever finds it all the same is right.
    if (!isListed && here.length === 0) continue;
    if (!isListed) tally.expected += 1;
    if (here.length === 0) {
      faults.push(`нет «${text.slice(start, end)}»`);
      continue;
    }
    tally.right += 1;
    tally.found += 1;
    if (houses.length === 0) continue;
    tally.houses += 1;
    const keys = houses.map(([a, b]) => houseKey(text.slice(a, b)));
    if (here.some(({ house, houseTo }) => keys.includes(house) || keys.includes(houseTo)))
      tally.housesRight += 1;
    else faults.push(`дом ${keys.join(', ')}, найден ${here[0]!.house}`);
  }
  for (const one of found) {
    if (used.has(one) || open.some(([start, end]) => one.start < end && one.end > start)) continue;
    tally.found += 1;
    faults.push(`лишнее ${one.label}`);
  }
  if (faults.length > 0) tally.faults.push(`${said} → ${faults.join('; ')}`);
}

/** People mix these up; «площадь», «переулок», «шоссе» they do not. */
const kindOf = (type: string): string => (/^(?:улица|проспект|бульвар)$/.test(type) ? 'улица' : type);

/** The kind said right before or after the name, if one is. */
function typeAround(text: string, start: number, end: number): string | null {
  const before = /([а-яё-]+)[.\s«"(]*$/i.exec(text.slice(0, start))?.[1] ?? '';
  const after = /^[\s»",]*([а-яё-]+)/i.exec(text.slice(end))?.[1] ?? '';
  return findStreetType(foldText(before)) ?? findStreetType(foldText(after));
}

function isInGazetteer(listed: ReadonlySet<string>, stem: string, type: string | null): boolean {
  if (type) return listed.has(`${kindOf(type)} ${stem}`);
  return [...listed].some((one) => one.slice(one.indexOf(' ') + 1) === stem);
}

const houseKey = (text: string): string | null => {
  const house = parseHouse(text);
  return house && makeHouseKey(house);
};

/** Equal, or the said name is a part of the listed one («Маркса»), or one letter apart. */
function isAlike(listed: string, said: string): boolean {
  if (listed === said || listed.endsWith(` ${said}`)) return true;
  // «К. Маркса» and «Карла Маркса», whichever is listed.
  const [a, b] = [listed.split(' '), said.split(' ')];
  if (a.length === 2 && b.length === 2 && a[1] === b[1] && a[0]![0] === b[0]![0]) return true;
  return isOneLetterApart(listed, said);
}

function isOneLetterApart(listed: string, said: string): boolean {
  if (Math.abs(listed.length - said.length) > 1) return false;
  let same = 0;
  while (same < said.length && listed[same] === said[same]) same += 1;
  const [a, b] = [listed.slice(same), said.slice(same)];
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}
