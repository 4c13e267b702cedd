import { buffer } from 'node:stream/consumers';
import type * as contract from '../../../shared/contract/base/open-data.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { readCity } from '../../lib/city.ts';
import { markOf } from '../../lib/http/mark-of.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { siteOrigin } from '../../lib/site-address.ts';
import { writeCsv } from '../../lib/tables/csv.ts';
import { fileAddress, listOpenSets } from './passport.ts';

/** The register of sets as the recommendations want it. */
const listRows = (ctx: Ctx, sets: readonly contract.OpenPassport[]): string[][] => [
  ['property', 'title', 'value', 'format'],
  ['standardversion', 'Версия методических рекомендаций', 'http://opendata.gosmonitor.ru/standard/3.0', ''],
  ...sets.map(({ id, identifier, title }) => [identifier, title, fileAddress(ctx, id, 'meta.csv'), 'csv']),
];

const media = {
  'data.csv': 'text/csv',
  'data.json': 'application/json',
  'data.geojson': 'application/geo+json',
} as const;

const distributionsOf = (ctx: Ctx, { id, files, licence }: contract.OpenPassport) =>
  files.flatMap(({ file, bytes }) => {
    const type = Object.entries(media).find(([name]) => name === file)?.[1];
    if (!type) return [];
    return [
      {
        '@type': 'dcat:Distribution',
        'dct:title': file,
        'dcat:downloadURL': { '@id': fileAddress(ctx, id, file) },
        'dcat:mediaType': type,
        'dct:license': { '@id': licence.url },
        'dct:conformsTo': {
          '@id': fileAddress(ctx, id, file === 'data.csv' ? 'table-schema.json' : 'json-schema.json'),
        },
        ...(bytes !== null && { 'dcat:byteSize': bytes }),
      },
    ];
  });

const moment = (at: string | null) => at && { '@value': at, '@type': 'xsd:dateTime' };

/** DCAT 3 as JSON-LD. */
const catalogueOf = (ctx: Ctx, sets: readonly contract.OpenPassport[]) => ({
  '@context': {
    dcat: 'http://www.w3.org/ns/dcat#',
    dct: 'http://purl.org/dc/terms/',
    foaf: 'http://xmlns.com/foaf/0.1/',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
  },
  '@id': `${siteOrigin(ctx.config)}/open-data`,
  '@type': 'dcat:Catalog',
  'dct:title': `Открытые данные: ${readCity(ctx.config).title}`,
  'dct:language': 'ru',
  'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': readCity(ctx.config).title },
  'dcat:dataset': sets.map((set) => ({
    '@id': `${siteOrigin(ctx.config)}/open-data#${set.id}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': set.identifier,
    'dct:title': set.title,
    'dct:description': set.description,
    'dcat:keyword': set.keywords,
    'dct:license': { '@id': set.licence.url },
    'dct:issued': moment(set.firstAt),
    'dct:modified': moment(set.changedAt),
    'dcat:distribution': distributionsOf(ctx, set),
  })),
});

/** Route: the catalogue for programs. */
export async function getCatalogueFile(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.getCatalogueFile>,
): Promise<Download> {
  const { sets } = await listOpenSets(ctx);
  const isList = params.file === 'list.csv';
  const stream = isList
    ? await buffer(writeCsv(listRows(ctx, sets)))
    : Buffer.from(JSON.stringify(catalogueOf(ctx, sets), null, 1), 'utf8');
  return {
    stream,
    contentType: isList ? 'text/csv; charset=utf-8' : 'application/ld+json; charset=utf-8',
    filename: params.file,
    inline: true,
    isPublic: true,
    cacheSeconds: 300,
    etag: markOf(stream),
  };
}
