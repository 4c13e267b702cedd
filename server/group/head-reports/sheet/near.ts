import { sql } from 'kysely';
import type { headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { addDays } from '../../../../shared/text/periods.ts';
import { currentTaxonomy } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forLists, ownCases } from '../../../messages/cases/index.ts';
import type { Matrix } from './tiles.ts';

type Sheet = RouteReplyInput<typeof headSheet>;

/** Promises told: what the page has room for. */
const MOST_PROMISES = 4;
const MOST_BROKEN = 2;
/** A promise broken longer ago is for the ledger. */
const BROKEN_DAYS = 14;

/** What was promised to residents: broken lately and still unanswered, then the nearest days. Plans: promise_until. */
export async function listNearPromises(ctx: Ctx, today: string): Promise<Sheet['promises']> {
  const { rows } = await sql<{ number: string; title: string; until: string; isBroken: boolean }>`
    WITH mine AS (
      SELECT number, title, promise.until, promise.state, promise.id FROM cases.v_promise AS promise
      JOIN cases.v_matter ON cases.v_matter.id = promise.case_id
      WHERE promise.until >= ${addDays(today, -BROKEN_DAYS)}::date AND promise.state IN ('open', 'broken')
        AND answered_at IS NULL AND closed_at IS NULL AND ${ownCases(ctx.actor, 'cases.v_matter')})
    SELECT number, title, until::text, state = 'broken' OR until < ${today}::date AS "isBroken" FROM (
      (SELECT * FROM mine WHERE state = 'broken' OR until < ${today}::date ORDER BY until DESC, id LIMIT ${MOST_BROKEN})
      UNION ALL
      (SELECT * FROM mine WHERE state = 'open' AND until >= ${today}::date ORDER BY until, id LIMIT ${MOST_PROMISES})
    ) AS near ORDER BY until, id LIMIT ${MOST_PROMISES}`.execute(ctx.db);
  return rows.map(({ number, title, ...one }) => ({ caseNumber: number, title: forLists(title), ...one }));
}

/** Cells whose stock moved less in a month are noise. */
const LEAST_CHANGE = 3;
const MOST_CHANGES = 4;

/** Where it hurts now, district by block, and where the stock moved most against a month ago; of no record nothing moved. */
export function tellPlaces(open: Matrix): Pick<Sheet, 'blocks' | 'pains' | 'changes'> {
  const blocks = currentTaxonomy()
    .blocks.filter(({ decree }) => decree)
    .map(({ code, title, shortTitle }) => ({ code, title, shortTitle }));
  const places = placesOf(open);
  const changes = places.flatMap(({ district, title, cells }) =>
    blocks.flatMap(({ code, shortTitle }) => {
      const { count, before } = cells[code] ?? { count: 0, before: 0 };
      return before === null
        ? []
        : [{ district, block: code, title: `${shortTitle}, ${title}`, open: count, before }];
    }),
  );
  return {
    blocks,
    pains: places.map(({ district, title, cells }) => ({
      district,
      title,
      counts: blocks.map(({ code }) => cells[code]?.count ?? 0),
    })),
    changes: chooseChanges(changes),
  };
}

/**
 * Rows of a matrix that hold no other: parts of districts, districts without parts, what lies somewhere in a district, what has no
 * place; each under the name the list of cases knows it by.
 */
export function placesOf({ rows }: Pick<Matrix, 'rows'>): (Matrix['rows'][number] & { district: string })[] {
  const sums = new Map(rows.filter(({ level }) => level === 0).map((row) => [row.districtId, row.title]));
  return rows.flatMap((row) => {
    if (row.districtId === null) return [{ ...row, district: 'none' }];
    const whole = sums.get(row.districtId);
    if (row.level === 0) return [];
    return whole === undefined
      ? [{ ...row, district: row.districtId }]
      : [{ ...row, district: `${row.districtId}.none`, title: `${whole}, ${row.title}` }];
  });
}

type Change = Sheet['changes'][number];

/** The largest moves, those for the worse first. Pure. */
export function chooseChanges(all: readonly Change[]): Change[] {
  const moved = all.filter(({ open, before }) => Math.abs(open - before) >= LEAST_CHANGE);
  const bySize = moved.toSorted((a, b) => Math.abs(b.open - b.before) - Math.abs(a.open - a.before));
  return bySize.slice(0, MOST_CHANGES).toSorted((a, b) => b.open - b.before - (a.open - a.before));
}

/** How the decisions of the last signed protocol are carried out; null where none was signed. */
export async function countDecisions(ctx: Ctx): Promise<Sheet['decisions']> {
  const { rows } = await sql<NonNullable<Sheet['decisions']>>`
    WITH last AS (SELECT meeting_id, protocol_number FROM working_group.v_decision WHERE protocol_number IS NOT NULL
      ORDER BY meeting_day DESC, meeting_id LIMIT 1)
    SELECT last.protocol_number AS number, last.meeting_id AS "meetingId", count(*)::int AS total,
      count(*) FILTER (WHERE assignment.state = 'accepted')::int AS done,
      count(*) FILTER (WHERE assignment.state = 'cancelled')::int AS cancelled
    FROM last JOIN assignments.v_assignment AS assignment ON assignment.meeting_id = last.meeting_id
    GROUP BY last.protocol_number, last.meeting_id`.execute(ctx.db);
  return rows[0] ?? null;
}
