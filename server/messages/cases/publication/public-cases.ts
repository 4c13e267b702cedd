import type { Ctx } from '../../../lib/module/context.ts';
import { isShownToStrangers } from '../reading/personal.ts';

/**
 * Messages everybody may read of, each once: those the register, the map, their feeds and the open set are drawn from. What is not published, is of
 * somebody's own life or was merged into another is not there. Plan: partial index case_file_published by date; unpublished rows are never read.
 */
export const publicCases = (ctx: Ctx) =>
  ctx.db
    .selectFrom('cases.case_file')
    .where('published_at', 'is not', null)
    .where(isShownToStrangers())
    .where('merged_into', 'is', null);
