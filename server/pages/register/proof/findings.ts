import { sql } from 'kysely';
import { z } from 'zod';
import type * as contract from '../../../../shared/contract/pages/register-proof.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** What a network tells of a check. */
export interface Finding {
  check: string;
  isThere: boolean;
  /** What stands there, in the words of the page: what changes of it is seen by it. */
  shown: string;
  /** Of what is not there: why; else empty. */
  why: string;
}

/** The same, with the moment since which it stands there as it does. */
export interface StoredFinding extends Finding {
  since: Date;
}

const stored = z.array(
  z.object({
    check: z.string(),
    isThere: z.boolean(),
    shown: z.string(),
    why: z.string(),
    since: z.coerce.date(),
  }),
);

export interface LatestReading {
  at: Date;
  members: number | null;
  findings: ReadonlyMap<string, StoredFinding>;
}

/** Findings of a reading as they are kept. Throws where a newer program wrote them. */
export const readFindings = (value: unknown): StoredFinding[] => stored.parse(value);

/** The latest reading of each of these pages by which it is read now, as it was known at a moment. Plan: reading_latest. */
export async function readLatest(
  ctx: Ctx,
  pageIds: readonly string[],
  until: Date,
): Promise<Map<string, LatestReading>> {
  const { rows } = await sql<{ page_id: string; at: Date; members: number | null; findings: unknown }>`
    SELECT page.id AS page_id, latest.at, latest.members, latest.findings FROM register.page
    CROSS JOIN LATERAL (
      SELECT at, members, findings FROM register.reading
      WHERE reading.page_id = page.id AND reading.network_page_id = page.network_page_id AND at <= ${until}
      ORDER BY at DESC, id DESC LIMIT 1) AS latest
    WHERE page.id = ANY(${[...pageIds]}::uuid[])`.execute(ctx.db);
  return new Map(
    rows.map(({ page_id: id, at, members, findings }) => [
      id,
      { at, members, findings: new Map(readFindings(findings).map((one) => [one.check, one])) },
    ]),
  );
}

/** What stood there already when it was read before stands there since then; the rest since now. */
export const sinceWhen = (
  findings: readonly Finding[],
  former: LatestReading | undefined,
  now: Date,
): StoredFinding[] =>
  findings.map((finding) => {
    const before = former?.findings.get(finding.check);
    const isSame = before?.isThere === finding.isThere && before.shown === finding.shown;
    return { ...finding, since: isSame ? before.since : now };
  });

export const presentFinding = ({ isThere, shown, why, since }: StoredFinding): contract.ToldCheck => ({
  isThere,
  shown,
  why,
  since: localDate(since),
});
