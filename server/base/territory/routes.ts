import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { importAddresses as importAddressesRoute } from '../../../shared/contract/base/address-list.ts';
import * as contract from '../../../shared/contract/base/territory.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { BLANK_GROUND, readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Download, type Exchange, handle, type RouteHandler } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { importAddresses } from './gazetteer/address-list.ts';
import {
  currentTerritory,
  districtAt,
  districtOf,
  isInCity,
  listDistricts,
  loadTerritory,
} from './gazetteer/city.ts';
import { findNearestHouse } from './gazetteer/gazetteer.ts';
import { listGazetteers, returnGazetteer } from './gazetteer/gazetteer-store.ts';
import { findGridCell } from './gazetteer/grid.ts';
import { replaceLayer } from './gazetteer/replace-layer.ts';
import { writeResidents } from './gazetteer/residents.ts';
import { searchPlaces } from './gazetteer/search.ts';
import { currentBuiltUp, readHouseTile } from './ground.ts';
import { suggestPlaces } from './reading/suggest-places.ts';

/** Name of the vector basemap in the data folder. */
export const BASEMAP_FILE = 'basemap.pmtiles';

function describeBasemap(ctx: Ctx): RouteReplyInput<typeof contract.getCity>['basemap'] {
  const { basemapRasterUrl, basemapAttribution, dataDir } = ctx.config;
  if (existsSync(join(dataDir, BASEMAP_FILE)))
    return { kind: 'pmtiles', url: `/basemap/${BASEMAP_FILE}`, attribution: basemapAttribution };
  if (basemapRasterUrl) return { kind: 'raster', url: basemapRasterUrl, attribution: basemapAttribution };
  return { kind: 'schematic', url: null, attribution: currentTerritory().pack.attribution };
}

/** «МСК+2»: how far the zone is from Moscow, for pages that show local time. */
function titleZone(zone: string, now: Date): string {
  const hours = (name: string): number =>
    Number(
      new Intl.DateTimeFormat('en', { timeZone: name, hour: 'numeric', hourCycle: 'h23', day: 'numeric' })
        .formatToParts(now)
        .find(({ type }) => type === 'hour')!.value,
    );
  const shift = ((hours(zone) - hours('Europe/Moscow') + 36) % 24) - 12;
  return shift === 0 ? 'МСК' : `МСК${shift > 0 ? '+' : '−'}${Math.abs(shift)}`;
}

async function readCityHead(ctx: Ctx): Promise<RouteReplyInput<typeof contract.getCity>> {
  const { pack, boundaryVersion, districts } = currentTerritory();
  const { bbox, centre, grid } = pack.city;
  const { title, shortTitle, zone } = readCity(ctx.config);
  return {
    title,
    shortTitle,
    zone,
    zoneTitle: titleZone(zone, ctx.now),
    bbox,
    centre,
    districts: listDistricts(),
    areDistrictsSchematic: districts.some(({ schematic }) => schematic),
    grid,
    basemap: describeBasemap(ctx),
    boundaryVersion,
  };
}

async function search(
  _ctx: Ctx,
  { query }: HandlerInput<typeof contract.searchAddress>,
): Promise<RouteReplyInput<typeof contract.searchAddress>> {
  const hits = searchPlaces(currentTerritory().gazetteer, query.q, query.limit).map((found) => ({
    label: found.label,
    streetId: found.streetId,
    house: found.house,
    lat: found.point?.lat ?? null,
    lon: found.point?.lon ?? null,
    precision: found.precision,
    districtId: districtOf(found),
    score: found.score,
  }));
  return { hits };
}

async function locate(
  _ctx: Ctx,
  { query }: HandlerInput<typeof contract.locatePoint>,
): Promise<RouteReplyInput<typeof contract.locatePoint>> {
  const { gazetteer, pack } = currentTerritory();
  const nearest = findNearestHouse(gazetteer, query);
  return {
    isInside: isInCity(query),
    districtId: districtAt(query),
    nearest: nearest && {
      label: nearest.label,
      streetId: nearest.streetId,
      house: nearest.house,
      lat: nearest.point.lat,
      lon: nearest.point.lon,
      precision: 'house',
      districtId: districtOf(nearest),
      score: 1,
    },
    gridCell: findGridCell(query, pack.city.grid)?.label ?? null,
  };
}

async function readLayer(_ctx: Ctx, { params }: HandlerInput<typeof contract.getLayer>): Promise<Download> {
  const { layersVersion, pack } = currentTerritory();
  const features = listFeatures(params.name);
  const { attribution } = pack;
  return {
    stream: Buffer.from(JSON.stringify({ type: 'FeatureCollection', attribution, features })),
    contentType: 'application/geo+json; charset=utf-8',
    etag: `${params.name}-${params.name === 'built' ? currentBuiltUp().version : layersVersion}`,
    cacheSeconds: 300,
    isPublic: true,
  };
}

function listFeatures(name: HandlerInput<typeof contract.getLayer>['params']['name']) {
  const { pack, boundary, districts, residents, hasOwnBoundary } = currentTerritory();
  const feature = (properties: Record<string, unknown>, geometry: unknown) => ({
    type: 'Feature',
    properties,
    geometry,
  });
  switch (name) {
    case 'boundary':
      // A ground nobody has given is the whole country: no boundary to mend by hand.
      return [
        feature(
          { title: pack.city.title, isGiven: hasOwnBoundary || pack.city.id !== BLANK_GROUND },
          boundary,
        ),
      ];
    case 'districts':
      return districts.map(({ geometry, ...properties }) =>
        feature({ ...properties, ...writeResidents(residents, properties.id) }, geometry),
      );
    case 'streets':
      return pack.streets.map(({ id, name: title, type, axis }) =>
        feature(
          { id, title, type },
          { type: 'LineString', coordinates: axis.map(({ lat, lon }) => [lon, lat]) },
        ),
      );
    case 'landmarks':
      return pack.landmarks.map(({ id, label, kind, point }) =>
        feature({ id, title: label, kind }, { type: 'Point', coordinates: [point.lon, point.lat] }),
      );
    case 'built':
      return [feature({}, { type: 'MultiPolygon', coordinates: currentBuiltUp().builtUp })];
  }
}

async function listStreets(
  _ctx: Ctx,
  { query }: HandlerInput<typeof contract.listStreets>,
): Promise<RouteReplyInput<typeof contract.listStreets>> {
  const { gazetteer } = currentTerritory();
  const wanted = query.q
    ? new Set(searchPlaces(gazetteer, query.q, 20).map(({ streetId }) => streetId))
    : null;
  const streets = [...gazetteer.streets.values()]
    .map(({ row, houses, point }) => ({ ...row, houses, point }))
    .filter(({ id }) => !wanted || wanted.has(id))
    .map((street) => ({
      id: street.id,
      title: `${street.settlement ? `${street.settlement}, ` : ''}${street.type} ${street.name}`,
      districtId: districtOf(street),
      houses: street.houses.length,
    }))
    .sort((a, b) => a.title.localeCompare(b.title, 'ru'));
  return { streets };
}

async function tellGazetteer(ctx: Ctx): Promise<RouteReplyInput<typeof contract.getGazetteer>> {
  const versions = await listGazetteers(ctx.db);
  return { versions: versions.map((one) => ({ ...one, loadedAt: one.loadedAt.toISOString() })) };
}

async function takeGazetteerBack(
  ctx: Ctx,
  _input: HandlerInput<typeof contract.returnGazetteer>,
  { services }: Exchange,
): Promise<RouteReplyInput<typeof contract.returnGazetteer>> {
  await runMutation(services, ctx, returnGazetteer);
  await loadTerritory(services.database, ctx.config.city);
  return {};
}

export const territoryRoutes: RouteHandler[] = [
  handle(contract.getCity, readCityHead),
  handle(contract.searchAddress, search, { perMinute: 300 }),
  handle(contract.suggestPlaces, async (_ctx, { body }) => ({ places: suggestPlaces(body.text) }), {
    perMinute: 120,
  }),
  handle(contract.locatePoint, locate, { perMinute: 300 }),
  handle(contract.getLayer, readLayer),
  handle(contract.getHouseTile, readHouseTile),
  // Commits by itself: what is in memory follows the commit, never goes before it.
  handle(contract.replaceLayer, replaceLayer, { transaction: 'none' }),
  handle(importAddressesRoute, importAddresses, { transaction: 'none', perMinute: 20 }),
  handle(contract.listStreets, listStreets),
  handle(contract.getGazetteer, tellGazetteer),
  handle(contract.returnGazetteer, takeGazetteerBack, { transaction: 'none' }),
];
