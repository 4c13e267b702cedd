import { cellToLatLng } from 'h3-js';
import type { getHeatTile } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { projectPoint } from '../../../lib/mercator.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { NEAREST_SCAN_ZOOM, type Tile } from '../cube/places.ts';
import { currentFigures } from '../feed/figures.ts';
import { dayNumber, readFilterPeriod } from '../feed/filter.ts';
import { countHexagons } from './hexagons.ts';

type HeatTile = typeof getHeatTile;

/**
 * Clusters of a tile. Near by they are gathered from squares of about twenty metres (homes: 170), farther out, and where
 * the figures are not in memory, from hexagons.
 */
export async function readTile(
  ctx: Ctx,
  { params, query }: HandlerInput<HeatTile>,
): Promise<RouteReplyInput<HeatTile>> {
  const filter = { ...query, measure: 'received' as const };
  readFilterPeriod(filter);
  const held = params.z >= NEAREST_SCAN_ZOOM ? await currentFigures(ctx) : null;
  if (held) {
    const block =
      query.block === undefined
        ? null
        : held.cube.names.block.find(query.block === 'none' ? null : query.block);
    if (block === undefined) return { clusters: [] };
    const period = { from: dayNumber(query.from), to: dayNumber(query.to) };
    const clusters = held.places.clusters({ tile: params, ...period, block });
    return { clusters: clusters.map(({ x, y, count }) => [x, y, count]) };
  }
  const clusters: [number, number, number][] = [];
  for (const { h3, count } of await countHexagons(ctx, filter)) {
    const at = h3 && placeOn(params, h3);
    if (at) clusters.push([at.x, at.y, count]);
  }
  return { clusters };
}

/** Middle of a hexagon as parts of a tile; null outside it. */
function placeOn({ z, x, y }: Tile, hexagon: string): { x: number; y: number } | null {
  const [lat, lon] = cellToLatLng(hexagon);
  const at = projectPoint(lat, lon);
  const place = { x: at.x * 2 ** z - x, y: at.y * 2 ** z - y };
  return place.x >= 0 && place.x < 1 && place.y >= 0 && place.y < 1 ? place : null;
}
