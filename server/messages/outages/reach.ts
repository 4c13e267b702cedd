import { sql } from 'kysely';
import { scopesOf } from '../../base/identity/index.ts';
import type { Actor } from '../../lib/module/context.ts';

/** Who sorts messages keeps the outages they are about: an operator, the head of the centre and the deputy. */
export const KEEP = 'cases.triage';

/** What an outage is of, for the question whose it is. */
interface Located {
  block: string;
  districtIds: readonly string[];
}

/**
 * Outages an actor keeps, as a condition on outages.outage: of the blocks of a grant, and wholly within its districts. One that
 * goes beyond them is of who keeps the wider part. A program's key and the system keep all.
 */
export function keptOutages(actor: Actor) {
  if (actor.kind === 'system' || actor.kind === 'machine') return sql<boolean>`true`;
  if (actor.kind !== 'staff') return sql<boolean>`false`;
  const scopes = scopesOf(actor, KEEP).map(
    ({ blocks, districts }) => sql<boolean>`(
      (${blocks.length} = 0 OR outage.block = ANY(${[...blocks]}::text[]))
      AND (${districts.length} = 0 OR NOT EXISTS (SELECT FROM unnest(outage.district_ids) AS part(id)
        WHERE NOT EXISTS (SELECT FROM unnest(${[...districts]}::text[]) AS own(id)
          WHERE part.id = own.id OR part.id LIKE own.id || '.%'))))`,
  );
  return scopes.length > 0 ? sql<boolean>`(${sql.join(scopes, sql` OR `)})` : sql<boolean>`false`;
}

/** The same of an outage that is not kept yet. */
export function mayKeep(actor: Actor, { block, districtIds }: Located): boolean {
  if (actor.kind === 'system' || actor.kind === 'machine') return true;
  if (actor.kind !== 'staff') return false;
  return scopesOf(actor, KEEP).some(
    ({ blocks, districts }) =>
      (blocks.length === 0 || blocks.includes(block)) &&
      (districts.length === 0 ||
        districtIds.every((id) => districts.some((own) => id === own || id.startsWith(`${own}.`)))),
  );
}
