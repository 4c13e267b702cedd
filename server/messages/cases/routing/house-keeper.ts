import { listHouseKeys, parseHouse } from '../../../base/territory/index.ts';
import type { Db } from '../../../lib/database/db.ts';

/** Topics of this kind of executor are those of the company that manages the house. */
export const MANAGING_KIND = 'management-company';

/** A house as a case has it. */
export interface HousePlace {
  streetId: string | null;
  house: string | null;
}

/** The unit that manages a house by the list in force; undefined where the list does not name it or its unit is closed. */
export async function findHouseKeeper(db: Db, { streetId, house }: HousePlace): Promise<string | undefined> {
  const read = streetId !== null && house !== null ? parseHouse(house) : null;
  if (!read || streetId === null) return undefined;
  const keys = listHouseKeys(read);
  const rows = await db
    .selectFrom('cases.house_keeper as keeper')
    .innerJoin('cases.house_list as list', 'list.id', 'keeper.list_id')
    .innerJoin('identity.v_unit as unit', 'unit.id', 'keeper.unit_id')
    .select(['keeper.house', 'keeper.unit_id'])
    .where('list.is_current', '=', true)
    .where('unit.is_active', '=', true)
    .where('keeper.street_id', '=', streetId)
    .where('keeper.house', 'in', keys)
    .execute();
  return keys.flatMap((key) => rows.filter((row) => row.house === key))[0]?.unit_id;
}

/** The same for many houses at once: the whole list in force is read. */
export async function readHouseKeepers(db: Db): Promise<(place: HousePlace) => string | undefined> {
  const rows = await db
    .selectFrom('cases.house_keeper as keeper')
    .innerJoin('cases.house_list as list', 'list.id', 'keeper.list_id')
    .innerJoin('identity.v_unit as unit', 'unit.id', 'keeper.unit_id')
    .select(['keeper.street_id', 'keeper.house', 'keeper.unit_id'])
    .where('list.is_current', '=', true)
    .where('unit.is_active', '=', true)
    .execute();
  const units = new Map(rows.map((row) => [`${row.street_id} ${row.house}`, row.unit_id]));
  return ({ streetId, house }) => {
    const read = streetId !== null && house !== null ? parseHouse(house) : null;
    const keys = read ? listHouseKeys(read) : [];
    return keys.map((key) => units.get(`${streetId} ${key}`)).find((unit) => unit !== undefined);
  };
}

/** Companies of the list in force. */
export async function listManagers(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('cases.house_keeper as keeper')
    .innerJoin('cases.house_list as list', 'list.id', 'keeper.list_id')
    .select('keeper.unit_id')
    .distinct()
    .where('list.is_current', '=', true)
    .execute();
  return rows.map((row) => row.unit_id);
}
