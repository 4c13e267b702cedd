import pg from 'pg';
import { type TrialOptions, tryReturn } from './trial.ts';

/** Records of the journal by which something of a person's was taken away at their wish or by the law. */
const erasing: readonly string[] = [
  'cases.withdraw-consent',
  'cases.anonymise',
  'media.erase',
  'media.erase-channel',
];

export interface Erasure {
  at: Date;
  action: string;
  /** «contact 0198…»: what it was done to. */
  thing: string;
  /** Number of the case, where the record names one. */
  number: string;
}

interface Row {
  at: Date;
  action: string;
  object: string;
  object_id: string;
  number: string | null;
}

/**
 * What was erased after a moment, by the journal of the latest state: a return to that moment brings it back, and whoever returns has
 * to erase it again. The latest is returned to a folder that is thrown away.
 */
export function listErased(options: TrialOptions, after: number): Promise<Erasure[]> {
  return tryReturn({ ...options, isForLook: true }, async ({ url }) => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    await client.connect();
    try {
      const { rows } = await client.query<Row>(
        `SELECT at, action, object, object_id, payload::jsonb -> 'data' ->> 'number' AS number
         FROM audit.record WHERE at > $1 AND action = ANY($2) ORDER BY seq`,
        [new Date(after), erasing],
      );
      return rows.map(({ at, action, object, object_id, number }) => ({
        at,
        action,
        thing: `${object} ${object_id}`,
        number: number ?? '',
      }));
    } finally {
      await client.end();
    }
  });
}
