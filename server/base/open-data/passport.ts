import type { OpenPassport } from '../../../shared/contract/base/open-data.ts';
import { sentenceOfCounts } from '../../../shared/text/open-data.ts';
import { findCityEdition, readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { siteOrigin } from '../../lib/site-address.ts';
import { openTermsOn } from './pack.ts';
import { type OpenSet, openSet } from './set.ts';

/** The text of the recommendations a passport follows. */
const STANDARD = 'http://opendata.gosmonitor.ru/standard/3.0';

export interface Issue {
  seq: number;
  rowCount: number;
  csvBytes: number;
  jsonBytes: number;
  firstAt: Date;
  changedAt: Date;
  lastChange: string;
}

/** How each set stands; one that was never compared is not there. */
export async function readIssues(ctx: Ctx): Promise<Map<string, Issue>> {
  const rows = await ctx.db.selectFrom('open_data.issue').selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.set_id,
      {
        seq: Number(row.seq),
        rowCount: row.row_count,
        csvBytes: Number(row.csv_bytes),
        jsonBytes: Number(row.json_bytes),
        firstAt: row.first_at,
        changedAt: row.changed_at,
        lastChange: sentenceOfCounts(row),
      },
    ]),
  );
}

/** Addresses in files are whole: a file is read far from the site. */

export const fileAddress = (ctx: Ctx, id: string, file: string): string =>
  `${siteOrigin(ctx.config)}/api/open-data/sets/${id}/${file}`;

function filesOf({ isPlaced }: OpenSet, issue: Issue | undefined): OpenPassport['files'] {
  return [
    { file: 'data.csv', bytes: issue?.csvBytes ?? null },
    { file: 'data.json', bytes: issue?.jsonBytes ?? null },
    ...(isPlaced ? [{ file: 'data.geojson', bytes: null } as const] : []),
    { file: 'table-schema.json', bytes: null },
    { file: 'json-schema.json', bytes: null },
    { file: 'structure.csv', bytes: null },
    { file: 'passport.json', bytes: null },
    { file: 'meta.csv', bytes: null },
  ];
}

export function passportOf(ctx: Ctx, set: OpenSet, issue: Issue | undefined): OpenPassport {
  const { responsible, licence } = openTermsOn(ctx);
  const organisation = findCityEdition()?.card.organisation;
  const inn = openTermsOn(ctx).inn || organisation?.inn;
  return {
    id: set.id,
    identifier: inn ? `${inn}-${set.id}` : set.id,
    title: set.title,
    description: set.description,
    owner: readCity(ctx.config).title,
    responsible: {
      title: responsible.title,
      phone: responsible.phone || (organisation?.phone ?? ''),
      email: responsible.email || (organisation?.email ?? ''),
    },
    keywords: [...set.keywords],
    provenance: set.provenance,
    periodicity: set.periodicity,
    licence,
    firstAt: issue?.firstAt.toISOString() ?? null,
    changedAt: issue?.changedAt.toISOString() ?? null,
    lastChange: issue?.lastChange ?? '',
    rows: issue?.rowCount ?? null,
    files: filesOf(set, issue),
    primaryKey: [...set.primaryKey],
    fields: set.fields,
    standard: STANDARD,
  };
}

/** Route: the catalogue. */
export async function listOpenSets(ctx: Ctx): Promise<{ sets: OpenPassport[] }> {
  const issues = await readIssues(ctx);
  return { sets: ctx.ports.list(openSet).map((set) => passportOf(ctx, set, issues.get(set.id))) };
}

const basicDay = (at: string): string => at.slice(0, 10).replaceAll('-', '');

/** `meta.csv` of the recommendations: what is not told stands empty. */
export function metaRows(ctx: Ctx, passport: OpenPassport): string[][] {
  const { id, firstAt, changedAt, responsible } = passport;
  const first = firstAt ? basicDay(firstAt) : '';
  const last = changedAt ? basicDay(changedAt) : '';
  return [
    ['property', 'value'],
    ['standardversion', passport.standard],
    ['identifier', passport.identifier],
    ['title', passport.title],
    ['description', passport.description],
    ['creator', passport.owner],
    ['created', first],
    ['modified', last],
    ['subject', passport.keywords.join(', ')],
    ['format', 'csv'],
    ['provenance', passport.lastChange],
    ['valid', passport.periodicity],
    ['publishername', responsible.title],
    ['publisherphone', responsible.phone],
    ['publishermbox', responsible.email],
    [`data-${last}-structure-${first}`, fileAddress(ctx, id, 'data.csv')],
    [`structure-${first}`, fileAddress(ctx, id, 'structure.csv')],
  ];
}
