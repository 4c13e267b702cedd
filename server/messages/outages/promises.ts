import { sql } from 'kysely';
import { formatDay } from '../../../shared/text/dates.ts';
import { placesLine } from '../../../shared/text/messages/outages.ts';
import { counted } from '../../../shared/text/plural.ts';
import { HOUR } from '../../../shared/time.ts';
import { localDate, localTime } from '../../base/deadlines/index.ts';
import {
  dayClaim,
  type LedgerFact,
  type LedgerWords,
  type Matter,
  type PromiseSource,
  promiseRulesOn,
  type SaidBefore,
} from '../../base/promises/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findResource, rulesToday } from './pack.ts';
import { type OutageRow, selectOutages } from './rows.ts';
import { coveringRows, isOpen } from './running.ts';

/** Terms an outage was given, the first first: those that name a moment that was ahead. */
function termsOf({ terms }: Pick<OutageRow, 'terms'>): { at: Date; dueAt: Date }[] {
  return terms
    .flatMap(({ at, until_at: until }) =>
      until === null ? [] : [{ at: new Date(at), dueAt: new Date(until) }],
    )
    .filter(({ at, dueAt }) => dueAt > at);
}

/**
 * Outages after whose end nobody wrote of the same on their streets or in their districts, for as long as the pack says. Plan: case_file_fact
 * for each.
 */
async function findQuiet(ctx: Ctx, rows: readonly OutageRow[]): Promise<Set<string>> {
  const { quietHours } = promiseRulesOn(ctx);
  const ended = rows.filter(
    ({ ended_at: at }) => at !== null && at.getTime() + quietHours * HOUR <= ctx.now.getTime(),
  );
  const asked = ended.map(({ id, resource, ended_at: at }) => ({
    id,
    from: at,
    facts: findResource(resource)?.facts ?? [],
  }));
  if (asked.length === 0) return new Set();
  const { rows: quiet } = await sql<{ id: string }>`
    SELECT ended.id FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS ended(id uuid, "from" timestamptz, facts text[])
    WHERE NOT EXISTS (
      SELECT FROM cases.v_matter AS matter JOIN outages.place ON place.outage_id = ended.id
      WHERE matter.fact_id = ANY(ended.facts) AND matter.registered_at > ended."from"
        AND matter.registered_at <= ended."from" + make_interval(hours => ${quietHours}::int)
        AND (place.kind = 'street' AND matter.street_id = place.place_id
          OR place.kind = 'district' AND (matter.district_id = place.place_id OR matter.district_id LIKE place.place_id || '.%')))`.execute(
    ctx.db,
  );
  return new Set(quiet.map(({ id }) => id));
}

/** Plan: outage_until; an outage that ended has the term it ended with. */
async function listPromised(ctx: Ctx, { since, most }: { since: Date; most: number }): Promise<LedgerFact[]> {
  const rows = await selectOutages(ctx)
    .where('outage.until_at', '>=', since)
    .where('outage.cancelled_at', 'is', null)
    .orderBy('outage.until_at', 'desc')
    .limit(most)
    .execute();
  const quiet = await findQuiet(ctx, rows);
  return rows.flatMap((row): LedgerFact[] => {
    const [first, ...moves] = termsOf(row);
    if (!first) return [];
    return [
      {
        id: row.id,
        unitId: row.unit_id,
        body: row.repairer,
        block: row.block,
        madeAt: first.at,
        dueAt: first.dueAt,
        moves,
        hasHour: true,
        isFound: false,
        doneAt: row.ended_at,
        proof: quiet.has(row.id) ? 'indicator' : null,
      },
    ];
  });
}

function presentWords(row: OutageRow, hours: number): LedgerWords {
  const { title = row.resource, gives = 'Дадут', gave = 'Дали' } = findResource(row.resource) ?? {};
  const reason = termsReason(row);
  return {
    title: `${gives}: ${title.toLocaleLowerCase('ru')}`,
    place: placesLine(row.places.map(({ kind, label, houses }) => ({ kind, label, houses }))),
    where: 'в сообщении об отключении',
    link: row.ended_at ? null : '/outages',
    note: reason && `срок перенесли: ${reason}`,
    proofs: [
      {
        title: `${gave.toLocaleLowerCase('ru')}, и ${counted(hours, 'час', 'часа', 'часов')} после никто об этом не писал`,
        link: null,
      },
    ],
    photos: null,
  };
}

/** Why the last term was left. */
const termsReason = ({ terms }: OutageRow): string => (terms.length > 1 ? (terms.at(-1)?.reason ?? '') : '');

async function readWordsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, LedgerWords>> {
  const rows = await selectOutages(ctx)
    .where(sql<boolean>`outage.id = ANY(${[...ids]}::uuid[])`)
    .execute();
  const { quietHours } = promiseRulesOn(ctx);
  return new Map(rows.map((row) => [row.id, presentWords(row, quietHours)]));
}

/** Outages of one place that are told of at once. */
const MOST_SAID = 500;

/** Running and coming outages of the same place whose resource is of the same sphere. Plan: outage_open. */
async function saidInOutages(ctx: Ctx, { category, placeKey }: Matter): Promise<SaidBefore[]> {
  if (category === null || placeKey === null || placeKey.startsWith('h3:')) return [];
  const [streetId = null, house = null] = placeKey.split('|');
  const resources = rulesToday(ctx)
    .resources.filter(({ facts }) => facts.some((fact) => findFact(fact)?.category === category))
    .map(({ id }) => id);
  const rows = await selectOutages(ctx)
    .where(isOpen)
    .where(sql<boolean>`outage.resource = ANY(${resources}::text[])`)
    .orderBy('outage.begins_at', 'desc')
    .limit(MOST_SAID)
    .execute();
  return coveringRows(rows, { streetId, house, districtId: null }).flatMap(({ row }): SaidBefore[] => {
    const last = termsOf(row).at(-1);
    if (!last) return [];
    const claim = { ...dayClaim(localDate(last.dueAt)), hour: localTime(last.dueAt) };
    return [
      {
        at: last.at,
        unitId: row.unit_id,
        claims: [claim],
        title: `отключение, срок назван ${formatDay(localDate(last.at))}`,
        link: `/staff/outages?id=${row.id}`,
      },
    ];
  });
}

/** Terms of outages, as everybody reads them. */
export const outagePromises: PromiseSource = {
  kind: 'outage',
  list: listPromised,
  words: readWordsOf,
  saidOf: saidInOutages,
};
