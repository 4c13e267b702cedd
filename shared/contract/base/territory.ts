import { z } from 'zod';
import { defineRoute } from '../route.ts';

export const district = z.object({ id: z.string(), title: z.string(), parentId: z.string().nullable() });

export const getCity = defineRoute({
  id: 'territory.get-city',
  method: 'GET',
  path: '/api/city',
  access: 'public',
  summary: 'Город: название, рамка, районы, подложка карты',
  reply: z.object({
    title: z.string(),
    shortTitle: z.string(),
    zone: z.string(),
    zoneTitle: z.string(),
    /** west, south, east, north */
    bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    centre: z.object({ lat: z.number(), lon: z.number() }),
    districts: z.array(district),
    areDistrictsSchematic: z.boolean(),
    /** Lettered squares of the schematic map: columns from the west, rows from the north. */
    grid: z.object({
      columns: z.string(),
      rows: z.number(),
      bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    }),
    basemap: z.object({
      kind: z.enum(['pmtiles', 'raster', 'schematic']),
      url: z.string().nullable(),
      attribution: z.string(),
    }),
    boundaryVersion: z.string(),
  }),
});

export const addressHit = z.object({
  label: z.string(),
  streetId: z.string().nullable(),
  house: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  precision: z.enum(['house', 'street', 'landmark']),
  districtId: z.string().nullable(),
  score: z.number(),
});
export type AddressHit = z.infer<typeof addressHit>;

/** A place the words of a message name; offsets in UTF-16 units of its text, `end` exclusive. */
export const placeSuggestion = z.object({
  kind: z.enum(['street', 'road', 'stop', 'landmark', 'mkr', 'village', 'district', 'text']),
  /** Of the gazetteer; null for the words of an address it does not know. */
  placeId: z.string().nullable(),
  label: z.string(),
  confidence: z.number(),
  start: z.number(),
  end: z.number(),
  /** The fragment itself, to find it again where the text is shown changed. */
  words: z.string(),
  reasons: z.array(z.string()),
  streetId: z.string().nullable(),
  house: z.string().nullable(),
  houseTo: z.string().nullable(),
  corpus: z.string().nullable(),
  districtId: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  precision: z.enum(['house', 'street', 'landmark', 'text']),
});
export type PlaceSuggestion = z.infer<typeof placeSuggestion>;

export const suggestPlaces = defineRoute({
  id: 'territory.suggest-places',
  method: 'POST',
  path: '/api/territory/suggest',
  access: 'public',
  summary: 'Места, названные в тексте: фрагмент, уверенность, почему',
  readOnly: true,
  body: z.object({ text: z.string().max(100_000) }),
  reply: z.object({ places: z.array(placeSuggestion) }),
});

export const searchAddress = defineRoute({
  id: 'territory.search-address',
  method: 'GET',
  path: '/api/territory/search',
  access: 'public',
  summary: 'Поиск адреса: прощает регистр, ё, сокращения, опечатки',
  query: z.object({
    q: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(20).default(8),
  }),
  reply: z.object({ hits: z.array(addressHit) }),
});

export const locatePoint = defineRoute({
  id: 'territory.locate-point',
  method: 'GET',
  path: '/api/territory/at',
  access: 'public',
  summary: 'Что в этой точке: район и ближайший дом',
  query: z.object({ lat: z.coerce.number().min(-90).max(90), lon: z.coerce.number().min(-180).max(180) }),
  reply: z.object({
    isInside: z.boolean(),
    districtId: z.string().nullable(),
    nearest: addressHit.nullable(),
    gridCell: z.string().nullable(),
  }),
});

export const getLayer = defineRoute({
  id: 'territory.get-layer',
  method: 'GET',
  path: '/api/territory/layers/:name',
  access: 'public',
  summary:
    'Слой карты в GeoJSON: граница, районы, улицы, ориентиры или застройка (пятна вокруг домов справочника)',
  params: z.object({ name: z.enum(['boundary', 'districts', 'streets', 'landmarks', 'built']) }),
  reply: z.unknown(),
  download: true,
});

const tilePart = z.coerce.number().int().min(0);

/** Houses come in tiles of this zoom alone; nearer ones are stretched, from farther none is seen. */
export const HOUSES_ZOOM = 14;

export const getHouseTile = defineRoute({
  id: 'territory.get-house-tile',
  method: 'GET',
  path: '/api/territory/houses/:z/:x/:y',
  access: 'public',
  summary: 'Векторная плитка (MVT) подложки: слой houses, номера домов справочника',
  params: z.object({
    z: tilePart.min(HOUSES_ZOOM).max(HOUSES_ZOOM),
    x: tilePart.max(2 ** HOUSES_ZOOM - 1),
    y: tilePart.max(2 ** HOUSES_ZOOM - 1),
  }),
  reply: z.unknown(),
  download: true,
});

export const replaceLayer = defineRoute({
  id: 'territory.replace-layer',
  method: 'PUT',
  path: '/api/territory/layers/:name',
  access: { permission: 'territory.manage' },
  summary: 'Заменить слой своим GeoJSON',
  params: z.object({ name: z.enum(['boundary', 'districts']) }),
  upload: true,
  reply: z.object({ features: z.number(), warnings: z.array(z.string()) }),
});

export const listStreets = defineRoute({
  id: 'territory.list-streets',
  method: 'GET',
  path: '/api/territory/streets',
  access: 'staff',
  summary: 'Справочник улиц',
  query: z.object({ q: z.string().max(100).optional() }),
  reply: z.object({
    streets: z.array(
      z.object({ id: z.string(), title: z.string(), districtId: z.string().nullable(), houses: z.number() }),
    ),
  }),
});

export const getGazetteer = defineRoute({
  id: 'territory.get-gazetteer',
  method: 'GET',
  path: '/api/territory/gazetteer',
  access: 'staff',
  summary: 'Откуда справочник улиц и домов: загруженные версии, первая действует; пусто — из пакета города',
  reply: z.object({
    versions: z.array(
      z.object({
        id: z.string(),
        /** An export of ГАР, read on the server, or a table of addresses. */
        source: z.enum(['gar', 'list']),
        region: z.string(),
        town: z.string(),
        streets: z.number(),
        houses: z.number(),
        /** Houses whose point on the map is known. */
        placed: z.number(),
        loadedAt: z.string(),
        isCurrent: z.boolean(),
      }),
    ),
  }),
});

export const returnGazetteer = defineRoute({
  id: 'territory.return-gazetteer',
  method: 'POST',
  path: '/api/territory/gazetteer/return',
  access: { permission: 'territory.manage' },
  summary: 'Вернуть прежний справочник улиц и домов',
  reply: z.object({}),
});
