/** The ground of a map that has no file of its own, out of the list of houses: where the city is built, and its houses with their numbers. */
import { createHash } from 'node:crypto';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { type getHouseTile, HOUSES_ZOOM } from '../../../shared/contract/base/territory.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { projectPoint } from '../../lib/mercator.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { drawBuiltUp } from './gazetteer/built-up.ts';
import { currentTerritory } from './gazetteer/city.ts';
import type { Gazetteer } from './gazetteer/gazetteer.ts';
import { formatHouse } from './words/house.ts';

/** Parts of a side of a tile. */
const EXTENT = 4096;

interface House {
  type: 1;
  geometry: [number, number][];
  tags: { number: string };
}

interface Ground {
  builtUp: ReturnType<typeof drawBuiltUp>;
  /** Houses of each tile that has any, by `x/y`. */
  tiles: ReadonlyMap<string, House[]>;
  /** Of the houses it was counted from. */
  version: string;
}

/** Counted once for each list of streets, which changes with an import. */
const grounds = new WeakMap<Gazetteer, Ground>();

function currentGround(): Ground {
  const { gazetteer } = currentTerritory();
  const known = grounds.get(gazetteer);
  if (known) return known;
  const houses = [...gazetteer.streets.values()].flatMap(({ houses: all }) =>
    all.flatMap(({ house, point }) => (point ? { number: formatHouse(house), point } : [])),
  );
  const tiles = new Map<string, House[]>();
  for (const { number, point } of houses) {
    const { x, y } = projectPoint(point.lat, point.lon);
    const [left, top] = [x * 2 ** HOUSES_ZOOM, y * 2 ** HOUSES_ZOOM];
    const key = `${Math.floor(left)}/${Math.floor(top)}`;
    const at: [number, number] = [Math.round((left % 1) * EXTENT), Math.round((top % 1) * EXTENT)];
    const tile = tiles.get(key) ?? [];
    tile.push({ type: 1, geometry: [at], tags: { number } });
    tiles.set(key, tile);
  }
  const version = createHash('sha256').update(JSON.stringify(houses)).digest('hex').slice(0, 12);
  const made = { builtUp: drawBuiltUp(houses.map(({ point }) => point)), tiles, version };
  grounds.set(gazetteer, made);
  return made;
}

export const currentBuiltUp = (): Pick<Ground, 'builtUp' | 'version'> => currentGround();

/** Route: houses of a tile with their numbers. What the list of houses says to everybody, and nothing of cases. */
export async function readHouseTile(
  _ctx: Ctx,
  { params: { x, y } }: HandlerInput<typeof getHouseTile>,
): Promise<Download> {
  const { tiles, version } = currentGround();
  const features = tiles.get(`${x}/${y}`) ?? [];
  const bytes = fromGeojsonVt({ houses: { features } as never }, { version: 2, extent: EXTENT });
  return {
    stream: Buffer.from(bytes),
    contentType: 'application/vnd.mapbox-vector-tile',
    inline: true,
    etag: `houses-${x}-${y}-${version}`,
    cacheSeconds: 300,
    isPublic: true,
  };
}
