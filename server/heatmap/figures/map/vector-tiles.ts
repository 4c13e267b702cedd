import { fromGeojsonVt } from '@maplibre/vt-pbf';
import { cellToBoundary, cellToLatLng, cellToParent } from 'h3-js';
import {
  FINE_FROM_ZOOM,
  type getMapSummary,
  type getVectorTile,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { numberAt } from '../../../../shared/lists.ts';
import { heatMeasures } from '../../../../shared/text/heatmap/heatmap.ts';
import { markOf } from '../../../lib/http/mark-of.ts';
import { projectPoint } from '../../../lib/mercator.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Download } from '../../../lib/module/module.ts';
import { NEAREST_SCAN_ZOOM, type Tile } from '../cube/places.ts';
import { currentFigures } from '../feed/figures.ts';
import { dayNumber, type Filter } from '../feed/filter.ts';
import { countHexagons } from './hexagons.ts';

/** Parts of a side of a tile. */
const EXTENT = 4096;
/** Hexagons whose middle is as far outside are drawn too: their edge may reach in. */
const MARGIN = 0.5;
/** Clusters along a side of a tile. */
const GRID = 16;

/** A hexagon on the plane of the map, 0–1 from the north-west. */
interface Outline {
  x: number;
  y: number;
  ring: { x: number; y: number }[];
}

/** Outlines of hexagons met; a city has a few thousand. */
const outlines = new Map<string, Outline>();
const MOST = 50_000;

function outlineOf(cell: string): Outline {
  const known = outlines.get(cell);
  if (known) return known;
  const [lat, lon] = cellToLatLng(cell);
  const ring = cellToBoundary(cell).map(([north, east]) => projectPoint(north, east));
  const outline = { ...projectPoint(lat, lon), ring };
  if (outlines.size >= MOST) outlines.clear();
  outlines.set(cell, outline);
  return outline;
}

interface Drawn {
  cell: string;
  count: number;
  overdue: number;
}

/** Stored hexagons, or those of the next coarser size they gather into. */
function gather(
  rows: readonly { h3: string | null; count: number; overdue: number }[],
  isFine: boolean,
): Drawn[] {
  const cells = new Map<string, Drawn>();
  for (const { h3, count, overdue } of rows) {
    if (h3 === null) continue;
    const cell = isFine ? h3 : cellToParent(h3, 8);
    const known = cells.get(cell);
    if (known) {
      known.count += count;
      known.overdue += overdue;
    } else cells.set(cell, { cell, count, overdue });
  }
  return [...cells.values()];
}

type Feature = { type: 1 | 3; geometry: unknown; tags: Record<string, string | number> };

/** Route: hexagons, their middles and clusters of a tile, by the filter of the screen. Counts of the whole city. */
export async function readVectorTile(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof getVectorTile>,
): Promise<Download> {
  // In one order whatever the process: the same numbers are the same bytes.
  const cells = gather(await countHexagons(ctx, query), params.z >= FINE_FROM_ZOOM).sort((a, b) =>
    a.cell < b.cell ? -1 : 1,
  );
  const drawn = drawHexagons(cells, params);
  const clusters = (await readSquares(ctx, params, query)) ?? gatherClusters(cells, params);
  const layer = (features: Feature[]) => ({ features }) as never;
  const bytes = fromGeojsonVt(
    {
      hexagons: layer(drawn.hexagons),
      centres: layer(drawn.centres),
      clusters: layer(clusters.map(({ x, y, count }) => pointAt(x, y, { count }))),
    },
    { version: 2, extent: EXTENT },
  );
  return {
    stream: Buffer.from(bytes),
    contentType: 'application/vnd.mapbox-vector-tile',
    inline: true,
    // Numbers change with each case: a browser asks each time, and is told in a line that nothing has changed.
    etag: markOf(bytes),
  };
}

const pointAt = (x: number, y: number, tags: Feature['tags']): Feature => ({
  type: 1,
  geometry: [[Math.round(x * EXTENT), Math.round(y * EXTENT)]],
  tags,
});

function drawHexagons(cells: readonly Drawn[], { z, x, y }: Tile) {
  const side = 2 ** z;
  const hexagons: Feature[] = [];
  const centres: Feature[] = [];
  for (const { cell, count, overdue } of cells) {
    const outline = outlineOf(cell);
    const at = { x: outline.x * side - x, y: outline.y * side - y };
    if (at.x < -MARGIN || at.x > 1 + MARGIN || at.y < -MARGIN || at.y > 1 + MARGIN) continue;
    const ring = outline.ring.map((corner) => [
      Math.round((corner.x * side - x) * EXTENT),
      Math.round((corner.y * side - y) * EXTENT),
    ]);
    const tags = { cell, count, overdue };
    hexagons.push({ type: 3, geometry: [[...ring, ring[0]]], tags });
    // A label is of one tile alone.
    if (at.x >= 0 && at.x < 1 && at.y >= 0 && at.y < 1) centres.push(pointAt(at.x, at.y, tags));
  }
  return { hexagons, centres };
}

interface Gathered {
  x: number;
  y: number;
  count: number;
}

/** Near by, clusters of squares of twenty metres; null where the index of places cannot tell what is asked. */
async function readSquares(ctx: Ctx, tile: Tile, filter: Filter): Promise<Gathered[] | null> {
  const { source, measure, channel, districtId, area, block } = filter;
  const isPlain =
    (source ?? 'cases') === 'cases' &&
    heatMeasures[measure] === 'received' &&
    !channel &&
    !districtId &&
    !area;
  const held = isPlain && tile.z >= NEAREST_SCAN_ZOOM ? await currentFigures(ctx) : null;
  if (!held) return null;
  const code = block === undefined ? null : held.cube.names.block.find(block === 'none' ? null : block);
  if (code === undefined) return [];
  const period = { from: dayNumber(filter.from), to: dayNumber(filter.to) };
  return held.places.clusters({ tile, ...period, block: code });
}

function gatherClusters(cells: readonly Drawn[], { z, x, y }: Tile): Gathered[] {
  const side = 2 ** z;
  const found = new Map<number, Gathered>();
  for (const { cell, count } of cells) {
    const outline = outlineOf(cell);
    const at = { x: outline.x * side - x, y: outline.y * side - y };
    if (at.x < 0 || at.x >= 1 || at.y < 0 || at.y >= 1) continue;
    const key = Math.floor(at.y * GRID) * GRID + Math.floor(at.x * GRID);
    const known = found.get(key) ?? { x: 0, y: 0, count: 0 };
    known.x += at.x * count;
    known.y += at.y * count;
    known.count += count;
    found.set(key, known);
  }
  return [...found.values()].map(({ x: left, y: top, count }) => ({
    x: left / count,
    y: top / count,
    count,
  }));
}

/** Route: what a map needs before its first tile. */
export async function readMapSummary(
  ctx: Ctx,
  { query }: HandlerInput<typeof getMapSummary>,
): Promise<RouteReplyInput<typeof getMapSummary>> {
  const rows = await countHexagons(ctx, query);
  const sum = (list: readonly { count: number }[]) => list.reduce((total, { count }) => total + count, 0);
  const most = (cells: readonly Drawn[]) =>
    cells.reduce((greatest, { count }) => Math.max(greatest, count), 0);
  const fine = gather(rows, true);
  return {
    total: sum(rows),
    withoutPlace: sum(rows.filter(({ h3 }) => h3 === null)),
    greatest: { fine: most(fine), coarse: most(gather(rows, false)) },
    bounds: boundsOf(fine.map(({ cell }) => cell)),
  };
}

/** The farthest fortieth at each side is left out: one message from a far village must not shrink the town to a dot. */
function boundsOf(cells: readonly string[]): [number, number, number, number] | null {
  if (cells.length === 0) return null;
  const corners = cells.flatMap((cell) => cellToBoundary(cell));
  const [lats, lons] = [0, 1].map((at) =>
    corners.map((corner) => numberAt(corner, at)).sort((a, b) => a - b),
  );
  const cut = Math.floor(corners.length / 40);
  return [numberAt(lons!, cut), numberAt(lats!, cut), lons!.at(-1 - cut)!, lats!.at(-1 - cut)!];
}
