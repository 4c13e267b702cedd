import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../lib/database/db.ts';
import type { InboundOrigin } from './inbound.ts';

type Origin = Pick<InboundOrigin, 'source' | 'id'>;

/** A case that came from an outside system or a file before. */
export interface ExternalCase {
  caseId: string;
  number: string;
  /** Whether the case holds the words of `text`. */
  hasText: (text: string) => boolean;
}

const CONTENT = 'content:';

/** Stands for the number of a message that came without one: a digest of its content. */
export const markContent = (digest: string): string => CONTENT + digest;

/** The number by which the outside system knows a message; null where a digest stands for it. */
export const showExternalId = (id: string | null): string | null => (id?.startsWith(CONTENT) ? null : id);

/** One key of the two names by which an outside system knows a message. */
const keyOf = ({ source, id }: Origin): string => JSON.stringify([source, id]);

/** Which messages are here already. Plan: unique index contact_external, one probe for each. */
export async function findExternalCases(
  db: Db,
  origins: Origin[],
): Promise<(origin: Origin) => ExternalCase | undefined> {
  const sources = origins.map(({ source }) => source);
  const ids = origins.map(({ id }) => id);
  const { rows } = await sql<Origin & { caseId: string; number: string; hash: string }>`
    SELECT given.source, given.id, file.id AS "caseId", file.number, md5(file.body) AS hash
    FROM unnest(${sources}::text[], ${ids}::text[]) AS given(source, id)
    JOIN cases.contact ON contact.external_source = given.source AND contact.external_id = given.id
    JOIN cases.case_file file ON file.id = contact.case_id`.execute(db);
  const known = new Map(
    rows.map((row): [string, ExternalCase] => [
      keyOf(row),
      {
        caseId: row.caseId,
        number: row.number,
        // Of the two only equality is asked, and PostgreSQL counts this one in C.
        hasText: (text) => createHash('md5').update(text).digest('hex') === row.hash,
      },
    ]),
  );
  return (origin) => known.get(keyOf(origin));
}
