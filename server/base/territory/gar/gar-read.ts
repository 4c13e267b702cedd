/** Streets and houses of one town out of the export of its region. */

import { knownIn } from '../../../../shared/known.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { AppError } from '../../../lib/errors.ts';
import { parseHouse } from '../words/house.ts';
import { findStreetType } from '../words/street-types.ts';
import { foldText } from '../words/tokens.ts';
import type { GarArchive } from './gar-archive.ts';
import { ADDRESS_OBJECTS, ADM_HIERARCHY, HOUSES, MUN_HIERARCHY } from './gar-shape.ts';
import { readGarTable } from './gar-table.ts';

export interface GarStreet {
  objectId: string;
  type: string;
  name: string;
  settlement: string | null;
  houses: string[];
}
export interface GarReading {
  streets: GarStreet[];
  /** What was read, for the report. */
  bytes: number;
  rows: number;
  /** Houses whose number is no number («б/н»), left out. */
  unreadable: number;
}
export interface GarWish {
  /** Name of the town or okrug whose streets are wanted, or its OBJECTID. */
  town: string;
  /** By which division the town's parts are told. */
  division: 'adm' | 'mun';
}

interface AddressObject {
  name: string;
  type: string;
  level: number;
}

/** Levels of objects: towns and settlements, planning structures, streets. */
const [TOWN, SETTLEMENT, PLAN, STREET] = [5, 6, 7, 8];
/** A town may be named by its okrug or by itself. */
const ROOT_LEVELS = [3, 4, TOWN, SETTLEMENT];
/** Main type of a house that is no house: a garage. */
const GARAGE = '4';
/** Additional types of a house's number: корпус, строение, сооружение, литера. */
const PARTS: Readonly<Record<string, string>> = { 1: ' корп. ', 2: ' стр. ', 3: ' стр. ', 4: '' };

const isInForce = (row: Readonly<Record<string, string>>) => row.ISACTIVE === '1' && row.ISACTUAL !== '0';

/**
 * Reads three tables one after another. In memory: names of the region's streets and towns (tens of thousands), then
 * what hangs on the town's streets, then its houses; what belongs to other towns is passed by.
 */
export async function readGar(archive: GarArchive, wish: GarWish): Promise<GarReading> {
  const objects = new Map<string, AddressObject>();
  const first = await readGarTable(ADDRESS_OBJECTS, archive.read(ADDRESS_OBJECTS), (row) => {
    const level = Number(row.LEVEL);
    if (!isInForce(row) || level > STREET) return;
    objects.set(row.OBJECTID!, { name: row.NAME!.trim(), type: row.TYPENAME!.trim(), level });
  });
  const root = findRoot(objects, wish.town);
  const streets = new Map<string, GarStreet>();
  const owner = new Map<string, GarStreet>();
  const table = wish.division === 'adm' ? ADM_HIERARCHY : MUN_HIERARCHY;
  const second = await readGarTable(table, archive.read(table), (row) => {
    if (row.ISACTIVE !== '1') return;
    const path = row.PATH!.split('.');
    const at = path.indexOf(root);
    if (at < 0) return;
    const inside = path.slice(at + 1).filter((id) => id !== row.OBJECTID);
    // A house hangs on its street; a flat on its house, which is no object of ours.
    const holder = objects.has(row.OBJECTID!) ? row.OBJECTID! : (inside.at(-1) ?? root);
    const street = keepStreet({ streets, objects, root: knownIn(objects, root).name }, holder, inside);
    if (street && holder !== row.OBJECTID) owner.set(row.OBJECTID!, street);
  });
  let unreadable = 0;
  const third = await readGarTable(HOUSES, archive.read(HOUSES), (row) => {
    const street = owner.get(row.OBJECTID!);
    if (!street || !isInForce(row) || row.HOUSETYPE === GARAGE) return;
    const number = composeNumber(row);
    if (parseHouse(number)) street.houses.push(number);
    else unreadable += 1;
  });
  const all = [first, second, third];
  return {
    streets: [...streets.values()].map((street) => ({ ...street, houses: [...new Set(street.houses)] })),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    rows: all.reduce((sum, { rows }) => sum + rows, 0),
    unreadable,
  };
}

function findRoot(objects: ReadonlyMap<string, AddressObject>, town: string): string {
  if (/^\d+$/.test(town) && objects.has(town)) return town;
  const wanted = foldText(town.trim());
  const named = [...objects].filter(
    ([, { name, level }]) => ROOT_LEVELS.includes(level) && foldText(name) === wanted,
  );
  if (named.length === 1) return firstOf(named)[0];
  const found = named.map(([id, { type, name, level }]) => `${id} (${type} ${name}, уровень ${level})`);
  throw new AppError(
    'lib.bad-input',
    named.length === 0
      ? `В регионе нет города или округа «${town}». Назовите его, как в ГАР: --town ИМЯ.`
      : `«${town}» в регионе несколько: ${found.join('; ')}. Укажите номер: --town ${firstOf(named)[0]}.`,
  );
}

type Held = {
  streets: Map<string, GarStreet>;
  objects: ReadonlyMap<string, AddressObject>;
  /** Name of the whole: its main town is no settlement apart. */
  root: string;
};

/** The street (or the planning structure with houses of its own) by its id; null where the holder is none. */
function keepStreet(
  { streets, objects, root }: Held,
  id: string,
  above: readonly string[],
): GarStreet | null {
  const known = streets.get(id);
  if (known) return known;
  const object = objects.get(id);
  if (!object || (object.level !== STREET && object.level !== PLAN)) return null;
  const settlement = above
    .map((one) => objects.get(one))
    .findLast((one) => one !== undefined && (one.level === SETTLEMENT || one.level === TOWN));
  const street: GarStreet = {
    objectId: id,
    type: findStreetType(foldText(object.type).replaceAll('.', '')) ?? object.type,
    name: object.name,
    settlement: settlement === undefined || root.includes(settlement.name) ? null : settlement.name,
    houses: [],
  };
  streets.set(id, street);
  return street;
}

function composeNumber(row: Readonly<Record<string, string>>): string {
  const part = (number: string | undefined, type: string | undefined) =>
    number ? `${PARTS[type ?? ''] ?? ' корп. '}${number}` : '';
  const base = row.HOUSENUM?.trim() ?? '';
  return `${base}${part(row.ADDNUM1?.trim(), row.ADDTYPE1)}${part(row.ADDNUM2?.trim(), row.ADDTYPE2)}`;
}
