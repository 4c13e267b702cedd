/**
 * A small ГАР export of our own, in the shape of the official schemas: streets of the demonstration city with invented
 * identifiers, and beside them what a reader must pass by. `node scripts/run.mjs scripts/gar/gar-sample.ts ПАПКА [МЕГАБАЙТ]`
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { loadCityPack } from '../../server/base/territory/gazetteer/pack.ts';

const REGION = '66';
const TYPES: Readonly<Record<string, string>> = {
  улица: 'ул',
  проспект: 'пр-кт',
  бульвар: 'б-р',
  переулок: 'пер',
  площадь: 'пл',
};

type Attributes = Record<string, string | number>;

const escapeXml = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
const tag = (name: string, attributes: Attributes): string =>
  `<${name} ${Object.entries(attributes)
    .map(([key, value]) => `${key}="${escapeXml(String(value))}"`)
    .join(' ')} />`;
const guid = (id: number): string => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
const dates = { UPDATEDATE: '2026-11-01', STARTDATE: '2020-01-01', ENDDATE: '2079-06-06' };

interface Written {
  objects: string[];
  items: Iterable<string>;
  houses: string[];
}

/** What the sample holds besides the city: a street and a house of another town, one no longer in force, a garage. */
function compose(filler: number): Written {
  const pack = loadCityPack(fileURLToPath(new URL('../../packs/base/city/kamensk-uralsky', import.meta.url)));
  const [objects, items, houses]: [string[], string[], string[]] = [[], [], []];
  let last = 100;
  const next = () => (last += 1);
  const addObject = (id: number, NAME: string, TYPENAME: string, LEVEL: number, isActive = 1) =>
    objects.push(
      tag('OBJECT', {
        ID: id + 5_000_000,
        OBJECTID: id,
        OBJECTGUID: guid(id),
        CHANGEID: id,
        NAME,
        TYPENAME,
        LEVEL,
        OPERTYPEID: 10,
        PREVID: 0,
        NEXTID: 0,
        ...dates,
        ISACTUAL: isActive,
        ISACTIVE: isActive,
      }),
    );
  const item = (id: number, path: number[], isActive = 1) =>
    tag('ITEM', {
      ID: id + 7_000_000,
      OBJECTID: id,
      PARENTOBJID: path.at(-2) ?? 0,
      CHANGEID: id,
      REGIONCODE: REGION,
      PREVID: 0,
      NEXTID: 0,
      ...dates,
      ISACTIVE: isActive,
      PATH: path.join('.'),
    });
  const addHouse = (path: number[], HOUSENUM: string, more: Attributes = {}, isActive = 1) => {
    const id = next();
    items.push(item(id, [...path, id], isActive));
    houses.push(
      tag('HOUSE', {
        ID: id + 9_000_000,
        OBJECTID: id,
        OBJECTGUID: guid(id),
        CHANGEID: id,
        HOUSENUM,
        HOUSETYPE: 2,
        ...more,
        OPERTYPEID: 10,
        ...dates,
        ISACTUAL: isActive,
        ISACTIVE: isActive,
      }),
    );
    return [...path, id];
  };
  const addPart = (path: number[], name: string, type: string, level: number, isActive = 1) => {
    const id = next();
    addObject(id, name, type, level, isActive);
    items.push(item(id, [...path, id], isActive));
    return [...path, id];
  };
  const oblast = addPart([], 'Свердловская', 'обл', 1);
  const city = addPart(oblast, 'Каменск-Уральский', 'г', 5);
  const other = addPart(oblast, 'Соседний', 'г', 5);
  const villages = new Map<string, number[]>();
  for (const { settlement, type, name, houses: own } of pack.streets) {
    if (settlement && !villages.has(settlement)) villages.set(settlement, addPart(city, settlement, 'с', 6));
    const street = addPart(settlement ? villages.get(settlement)! : city, name, TYPES[type] ?? type, 8);
    for (const { number } of own) addHouse(street, number);
  }
  const fresh = addPart(city, 'Рябиновая', 'ул', 8);
  addHouse(fresh, '1');
  addHouse(fresh, '2', { ADDNUM1: '3', ADDTYPE1: 1 });
  addHouse(fresh, '4', { ADDNUM1: '1', ADDTYPE1: 2 });
  addHouse(fresh, '6а');
  addHouse(fresh, 'б/н');
  addHouse(fresh, '77', { HOUSETYPE: 4 });
  addHouse(fresh, '99', {}, 0);
  addHouse(addPart(city, 'Южный "Новый"', 'мкр', 7), '5');
  addPart(city, 'Снесённая', 'ул', 8, 0);
  const theirs = addPart(other, 'Титова', 'ул', 8);
  const house = addHouse(theirs, '500');
  return {
    objects,
    houses,
    items: withFlats(items, filler, (at) => item(20_000_000 + at, [...house, 20_000_000 + at])),
  };
}

/** Flats of another town, as most of a real hierarchy is. */
function* withFlats(
  items: readonly string[],
  count: number,
  make: (at: number) => string,
): Generator<string> {
  yield* items;
  for (let at = 0; at < count; at += 1) yield make(at);
}

async function write(folder: string, table: string, root: string, lines: Iterable<string>): Promise<void> {
  const path = join(folder, `${table}_20261101_${guid(1)}.XML`);
  async function* pieces() {
    let piece = `\uFEFF<?xml version="1.0" encoding="utf-8"?><${root}>`;
    for (const line of lines) {
      piece += line;
      if (piece.length < 65_536) continue;
      yield piece;
      piece = '';
    }
    yield `${piece}</${root}>`;
  }
  await pipeline(Readable.from(pieces()), createWriteStream(path));
}

/** Writes the export into `folder/66`; `megabytes` of flats are added to the hierarchy. */
export async function writeGarSample(folder: string, megabytes = 0): Promise<void> {
  const region = join(folder, REGION);
  mkdirSync(region, { recursive: true });
  const { objects, items, houses } = compose(Math.round(megabytes * 3900));
  await write(region, 'AS_ADDR_OBJ', 'ADDRESSOBJECTS', objects);
  await write(region, 'AS_ADM_HIERARCHY', 'ITEMS', items);
  await write(region, 'AS_HOUSES', 'HOUSES', houses);
  // A neighbour whose name begins alike must not be taken for the table.
  await write(region, 'AS_HOUSES_PARAMS', 'PARAMS', []);
}

if (process.argv[1] === import.meta.filename) {
  const [folder, megabytes = '0'] = process.argv.slice(2);
  if (!folder) throw new Error('Назовите папку: node scripts/run.mjs scripts/gar/gar-sample.ts ПАПКА');
  await writeGarSample(resolve(folder), Number(megabytes));
}
