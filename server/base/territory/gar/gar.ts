/** Puts the streets and houses of one town of a ГАР export in force. */
import { runMutation, type Services } from '../../../lib/module/unit-of-work.ts';
import { listNameWords } from '../gazetteer/address.ts';
import { currentTerritory, loadTerritory } from '../gazetteer/city.ts';
import { findHouse, type Gazetteer, type StreetRow } from '../gazetteer/gazetteer.ts';
import { type GazetteerVersion, returnGazetteer, storeGazetteer } from '../gazetteer/gazetteer-store.ts';
import { parseHouse } from '../words/house.ts';
import { openGar } from './gar-archive.ts';
import { type GarStreet, type GarWish, readGar } from './gar-read.ts';

export interface GarLoad {
  version: GazetteerVersion | null;
  streets: number;
  houses: number;
  placed: number;
  unreadable: number;
  bytes: number;
  rows: number;
  readSeconds: number;
}

const asSystem = { actor: { kind: 'system', name: 'gar' }, requestId: 'gar', ip: '' } as const;

/** Reads, then replaces in one transaction; with `isTrial` only reads. Until the commit the former list is in force. */
export async function loadGar(
  services: Services,
  wish: GarWish & { path: string; region: string; isTrial?: boolean },
): Promise<GarLoad> {
  const archive = await openGar(wish.path, wish.region);
  const began = performance.now();
  try {
    const { streets, ...told } = await readGar(archive, wish);
    const readSeconds = (performance.now() - began) / 1000;
    const rows = placeStreets(streets, currentTerritory().gazetteer);
    const houses = rows.flatMap((row) => row.houses);
    const counts = {
      streets: rows.length,
      houses: houses.length,
      placed: houses.filter(({ point }) => point !== null).length,
    };
    const outcome = { ...told, ...counts, readSeconds };
    if (wish.isTrial) return { ...outcome, version: null };
    const version = await runMutation(services, asSystem, (ctx) => storeGazetteer(ctx, wish, rows));
    await loadTerritory(services.database, services.config.city);
    return { ...outcome, version };
  } finally {
    await archive.close();
  }
}

/** Takes the list in force back. */
export async function returnFormerGazetteer(services: Services): Promise<void> {
  await runMutation(services, asSystem, returnGazetteer);
  await loadTerritory(services.database, services.config.city);
}

const nameKey = (type: string, name: string, settlement: string | null): string =>
  `${type} ${listNameWords(name).join(' ')} ${settlement ? listNameWords(settlement).join(' ') : ''}`;

/**
 * ГАР tells no coordinates: a street or house that the list in force knows keeps its id, district and point; the others
 * have an address without a point.
 */
function placeStreets(streets: readonly GarStreet[], known: Gazetteer): StreetRow[] {
  const byName = new Map(
    [...known.streets.values()].map((street) => [
      nameKey(street.row.type, street.row.name, street.row.settlement),
      street,
    ]),
  );
  return streets.map(({ objectId, type, name, settlement, houses }) => {
    const same = byName.get(nameKey(type, name, settlement));
    return {
      id: same?.row.id ?? `gar-${objectId}`,
      type,
      name,
      settlement,
      aliases: same?.row.aliases ?? [],
      district: same?.row.district ?? null,
      point: same?.point ?? null,
      houses: houses.map((number) => {
        const house = same && parseHouse(number);
        return { number, point: (house && findHouse(same, house)?.point) ?? null };
      }),
    };
  });
}
