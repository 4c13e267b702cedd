import pg from 'pg';
import type { Erasure } from '../../server/base/backups/index.ts';

/** Records of the journal by which something of a person's was taken away at their wish. */
const atTheirWish: readonly string[] = [
  'cases.withdraw-consent',
  'follows.remove',
  'media.erase',
  'media.erase-channel',
  'outages.remove-home',
];
/** The same by the law: its terms are over in a returned installation too, and it does so by itself the next night. */
const byTheLaw: readonly string[] = ['cases.anonymise'];

export interface FoundErasure {
  at: Date;
  action: string;
  object: string;
  object_id: string;
  data: Record<string, unknown>;
}

/** What a returned installation erases once more at its start. */
export const toErasures = (found: readonly FoundErasure[]): Erasure[] =>
  found
    .filter(({ action }) => atTheirWish.includes(action))
    .map(({ at, action, object_id: objectId, data }) => ({ at: at.toISOString(), action, objectId, data }));

/** What the journal of a database says was erased after a moment, ms. */
export async function readErased(url: string, after: number): Promise<FoundErasure[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    const there = await client.query<{ is: boolean }>("SELECT to_regclass('audit.record') IS NOT NULL AS is");
    if (!there.rows[0]?.is) return [];
    const { rows } = await client.query<FoundErasure>(
      `SELECT at, action, object, object_id, coalesce(payload::jsonb -> 'data', '{}') AS data
       FROM audit.record WHERE at > $1 AND action = ANY($2) ORDER BY seq`,
      [new Date(after), [...atTheirWish, ...byTheLaw]],
    );
    return rows;
  } finally {
    await client.end();
  }
}
