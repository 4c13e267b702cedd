/** Puts the streets and houses of one town of a ГАР export in force. */
import { runMutation, type Services } from '../../../lib/module/unit-of-work.ts';
import { currentTerritory, loadTerritory } from '../gazetteer/city.ts';
import { type GazetteerVersion, returnGazetteer, storeGazetteer } from '../gazetteer/gazetteer-store.ts';
import { placeStreets } from '../gazetteer/place-streets.ts';
import { openGar } from './gar-archive.ts';
import { type GarWish, readGar } from './gar-read.ts';

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
    // ГАР tells no coordinates.
    const fresh = streets.map(({ objectId, houses: numbers, ...street }) => ({
      ...street,
      freshId: `gar-${objectId}`,
      houses: numbers.map((number) => ({ number, point: null })),
    }));
    const rows = placeStreets(fresh, currentTerritory().gazetteer);
    const houses = rows.flatMap((row) => row.houses);
    const counts = {
      streets: rows.length,
      houses: houses.length,
      placed: houses.filter(({ point }) => point !== null).length,
    };
    const outcome = { ...told, ...counts, readSeconds };
    if (wish.isTrial) return { ...outcome, version: null };
    const version = await runMutation(services, asSystem, (ctx) =>
      storeGazetteer(ctx, { source: 'gar', region: wish.region, town: wish.town }, rows),
    );
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
