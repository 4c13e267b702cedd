import type { Insertable, Updateable } from 'kysely';
import type { DB } from '../../lib/database/schema.gen.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import type { StoredPlace } from './read-places.ts';

/** Who wrote it, as staff read it: a person, a program by its title, else the system. */
const authorOf = (ctx: Ctx): string => (ctx.actor.kind === 'machine' ? ctx.actor.name : nameOfActor(ctx));

type Row = Insertable<DB['outages.outage']>;

export type NewOutage = Omit<Row, 'id' | 'version' | 'created_at' | 'created_by_name'> & {
  until_at: Date | null;
  places: readonly StoredPlace[];
};

/** Writes an outage with its places and its first term; its id. */
export async function insertOutage(ctx: Ctx, { places, ...given }: NewOutage): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('outages.outage')
    .values({ ...given, id, created_at: ctx.now, created_by_name: authorOf(ctx) })
    .execute();
  await insertPlaces(ctx, id, places);
  await addTerm(ctx, id, given.until_at, '');
  return id;
}

async function insertPlaces(ctx: Ctx, id: string, places: readonly StoredPlace[]): Promise<void> {
  await ctx.db
    .insertInto('outages.place')
    .values(places.map((place, at) => ({ outage_id: id, serial: at + 1, ...place })))
    .execute();
}

export async function replacePlaces(ctx: Ctx, id: string, places: readonly StoredPlace[]): Promise<void> {
  await ctx.db.deleteFrom('outages.place').where('outage_id', '=', id).execute();
  await insertPlaces(ctx, id, places);
}

/** Adds the term that is in force from now on. */
export async function addTerm(ctx: Ctx, id: string, until: Date | null, reason: string): Promise<void> {
  await ctx.db
    .insertInto('outages.term')
    .values(({ selectFrom, fn, lit }) => ({
      outage_id: id,
      serial: selectFrom('outages.term')
        .where('outage_id', '=', id)
        .select((build) => build(fn.coalesce(fn.max('serial'), lit(0)), '+', 1).as('next')),
      until_at: until,
      reason,
      at: ctx.now,
      by_name: authorOf(ctx),
    }))
    .execute();
}

/** Writes what changed of a locked outage, as its next version. */
export async function updateOutage(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
  set: Omit<Updateable<DB['outages.outage']>, 'id' | 'version'>,
): Promise<void> {
  await ctx.db
    .updateTable('outages.outage')
    .set({ ...set, version: version + 1 })
    .where('id', '=', id)
    .execute();
}
