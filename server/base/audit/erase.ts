import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';

/**
 * Does `work` as a lawful erasure: committed lines it changes or removes lose text and salt, and the journal keeps a tombstone with
 * the ground, the only gap the verifier accepts. What is left of a line is committed anew.
 * @param ground the id of the rule that asks for it: `retention:…`, `consent`. It stands in the journal for good: no personal data.
 */
export async function eraseByLaw<T>(
  { db }: Pick<Ctx, 'db'>,
  ground: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!ground) throw new Error('An erasure has a ground');
  await sql`SELECT set_config('otklik.erasure', ${ground}, true)`.execute(db);
  // Where it throws the whole transaction is taken back, and the setting with it.
  const done = await work();
  await sql`SELECT set_config('otklik.erasure', '', true)`.execute(db);
  return done;
}
