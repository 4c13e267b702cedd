import { sql } from 'kysely';
import type { z } from 'zod';
import type { publicFilter } from '../../../../shared/contract/messages/cases-open.ts';
import { DAY } from '../../../../shared/time.ts';
import { districtWithChildren } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { mapShape } from '../core/map-shape.ts';
import { isShownToStrangers } from '../reading/personal.ts';
import { mayFitWords, stemsOf } from './public-words.ts';

/** What a reader narrows the register, the map and feeds by. */
export type PublicFilter = z.output<z.ZodObject<typeof publicFilter>>;

/**
 * Messages everybody may read of, each once: those the register, the map, their feeds, letters and the open set are drawn from. What is not published,
 * is of somebody's own life or was merged into another is not there. Plan: partial index case_file_published by date; unpublished rows are never read.
 */
export const publicCases = (ctx: Ctx) =>
  ctx.db
    .selectFrom('cases.case_file')
    .where('published_at', 'is not', null)
    .where(isShownToStrangers())
    .where('merged_into', 'is', null);

/** Those of a period by a filter; of words only those that may fit. */
export function filterPublic(ctx: Ctx, { block, shape, district, q, days }: PublicFilter) {
  const since = new Date(ctx.now.getTime() - days * DAY);
  const stems = stemsOf(q);
  return publicCases(ctx)
    .where('registered_at', '>', since)
    .$if(block !== undefined, (query) => query.where(sql<boolean>`block = ${block}`))
    .$if(shape !== undefined, (query) => query.where(sql<boolean>`${mapShape(ctx.now)} = ${shape}`))
    .$if(district !== undefined, (query) =>
      query.where(sql<boolean>`district_id = ANY(${districtWithChildren(district ?? '')}::text[])`),
    )
    .$if(stems.length > 0, (query) => query.where(mayFitWords(stems)));
}
