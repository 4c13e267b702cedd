import { sql } from 'kysely';
import type { OpenOutage } from '../../../shared/contract/messages/outages-open.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { findResource, rulesToday } from './pack.ts';
import { keptOutages } from './reach.ts';
import type { StoredPlace } from './read-places.ts';
import { stateOf } from './states.ts';

interface TermRow {
  until_at: string | null;
  reason: string;
  at: string;
}

/** Outages with what is shown of them, in one query. Plan: whatever narrows them, then the keys of places, terms and who joined. */
export function selectOutages(ctx: Pick<Ctx, 'db'>) {
  return ctx.db
    .selectFrom('outages.outage as outage')
    .selectAll('outage')
    .select([
      sql<
        StoredPlace[]
      >`(SELECT coalesce(json_agg(json_build_object('kind', kind, 'place_id', place_id, 'label', label,
        'houses', houses) ORDER BY serial), '[]') FROM outages.place WHERE place.outage_id = outage.id)`.as(
        'places',
      ),
      sql<
        TermRow[]
      >`(SELECT coalesce(json_agg(json_build_object('until_at', until_at, 'reason', reason, 'at', at)
        ORDER BY serial), '[]') FROM outages.term WHERE term.outage_id = outage.id)`.as('terms'),
      sql<number>`(people_before + (SELECT count(*) FROM outages.joined WHERE joined.outage_id = outage.id))::int`.as(
        'people',
      ),
    ]);
}

export type OutageRow = Awaited<ReturnType<ReturnType<typeof selectOutages>['executeTakeFirstOrThrow']>>;

const missing = () => new AppError('lib.not-found', 'Такого отключения нет. Откройте список отключений.');

/** Throws `lib.not-found`. */
export async function findOutage(ctx: Ctx, id: string): Promise<OutageRow> {
  const row = await selectOutages(ctx).where('outage.id', '=', id).executeTakeFirst();
  if (!row) throw missing();
  return row;
}

const outageRecord: RecordKind = { words: 'Отключение', object: 'outage', module: 'outages' };

/** Locks an outage that is neither over nor cancelled, of the version seen. One that others keep is as if it were not there. */
export async function lockOutage(ctx: Ctx, id: string, seen: number | undefined) {
  const row = await lockSeen(
    outageRecord,
    ctx.db
      .selectFrom('outages.outage as outage')
      .selectAll('outage')
      .where('outage.id', '=', id)
      .where(keptOutages(ctx.actor)),
    { seen, missing },
  );
  if (row.cancelled_at) throw new AppError('lib.conflict', 'Это отключение уже отменено.');
  if (row.ended_at) throw new AppError('lib.conflict', 'Это отключение уже закончилось.');
  return row;
}

const iso = (at: Date | string | null): string | null => (at === null ? null : new Date(at).toISOString());

/** An outage as everybody sees it. */
export function presentOutage(row: OutageRow, now: Date): OpenOutage {
  const state = stateOf(row, now, rulesToday({ now }));
  const {
    absent = row.resource,
    planned = row.resource,
    gives = '',
    gave = '',
    notYet = '',
  } = findResource(row.resource) ?? {};
  return {
    id: row.id,
    resource: row.resource,
    title: state === 'planned' ? planned : absent,
    state,
    isPlanned: row.is_planned,
    words: { gives, gave, notYet },
    beginsAt: row.begins_at.toISOString(),
    until: iso(row.until_at),
    endedAt: iso(row.ended_at),
    reason: row.reason,
    repairer: row.repairer,
    onSiteAt: iso(row.on_site_at),
    moves: movesOf(row.terms),
    places: row.places.map(({ kind, label, houses }) => ({ kind, label, houses })),
    districtIds: row.district_ids,
    people: row.people,
  };
}

/** Each term but the last, with why it was left: the reason of the one after it. */
function movesOf(terms: readonly TermRow[]): OpenOutage['moves'] {
  return terms.slice(1).map(({ reason, at }, before) => ({
    until: iso(terms[before]?.until_at ?? null),
    reason,
    at: new Date(at).toISOString(),
  }));
}
