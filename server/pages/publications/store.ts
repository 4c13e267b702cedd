import { sql } from 'kysely';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';

/** What an act leaves behind: the history of the piece and the journal. */
export async function tellPublicationAct(
  ctx: Ctx,
  publicationId: string,
  act: string,
  { what, note = '', data = {} }: { what: string; note?: string; data?: Record<string, unknown> },
): Promise<void> {
  await sql`
    INSERT INTO publications.event (publication_id, serial, at, by_name, what, note)
    SELECT ${publicationId}::uuid, coalesce(max(serial), 0) + 1, ${ctx.now}, ${nameOfActor(ctx)}, ${what}, ${note}
    FROM publications.event WHERE publication_id = ${publicationId}::uuid`.execute(ctx.db);
  ctx.audit({ action: `publications.${act}`, object: 'publication', objectId: publicationId, data });
}
