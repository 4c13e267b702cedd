import { type RawBuilder, sql } from 'kysely';
import { workingDaysBetween } from '../../../base/deadlines/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forStrangers } from '../core/mask-text.ts';
import { addEvents } from '../core/timeline.ts';
import { makeDoneTitle } from '../core/title.ts';
import { tellStage } from '../letters/tell-stage.ts';
import { isShownToStrangers } from '../reading/personal.ts';

/** A case everybody may read of that was solved: what was done, where, how soon, and its released photos. */
export interface SolvedCase {
  id: string;
  number: string;
  /** What was told of, without what leads to a person. */
  reported: string;
  /** What was done, in a sentence, past the greeting and without what leads to a person. */
  title: string;
  /** The whole answer, as strangers read it; empty where none was released. */
  answer: string;
  /** As strangers see it: a home stands without its door. */
  address: string | null;
  /** From the message to the answer, at least one. */
  workingDays: number;
  answeredAt: Date;
  /** Its author and those who joined. */
  residents: number;
  before: string | null;
  after: string | null;
}

interface Asked {
  /** Answered since then. */
  since?: Date;
  ids?: readonly string[];
  /** Only such as have released photos of both states. */
  hasPhotos?: boolean;
  most: number;
}

/** The answer that said so. */
const lastAnswer = sql<string | null>`(
  SELECT answer.body FROM cases.answer AS answer WHERE answer.case_id = cases.case_file.id AND answer.state = 'released'
  ORDER BY answer.version DESC LIMIT 1)`;

const releasedPhotoOf = (role: 'before' | 'after'): RawBuilder<string | null> => sql<string | null>`(
  SELECT attachment.file_id FROM cases.attachment JOIN files.v_file AS file ON file.id = attachment.file_id
  WHERE attachment.case_id = cases.case_file.id AND attachment.role = ${role} AND file.released ORDER BY attachment.added_at LIMIT 1)`;

/**
 * Solved cases, the latest answered first; those that follow the main case of a problem are told of by it. Plan: the latest answered
 * through case_answered, or the keys.
 */
export async function listSolved(
  ctx: Ctx,
  { since, ids, hasPhotos = false, most }: Asked,
): Promise<SolvedCase[]> {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select([
      'id',
      'number',
      'title',
      'address',
      'is_home',
      'lat',
      'lon',
      'district_id',
      'registered_at',
      'answered_at',
      'joined_count',
    ])
    .select([
      releasedPhotoOf('before').as('before'),
      releasedPhotoOf('after').as('after'),
      lastAnswer.as('answer'),
    ])
    .where(isShownToStrangers())
    .where('outcome', '=', 'solved')
    .where('answered_at', 'is not', null)
    .where('follows_id', 'is', null)
    .$if(since !== undefined, (query) => query.where('answered_at', '>=', since ?? ctx.now))
    .$if(ids !== undefined, (query) => query.where('id', 'in', [...(ids ?? [])]))
    .orderBy('answered_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return rows.flatMap(({ answered_at: answeredAt, ...row }) =>
    answeredAt === null || (hasPhotos && !(row.before && row.after))
      ? []
      : [
          {
            id: row.id,
            number: row.number,
            reported: forStrangers(row.title),
            title: row.answer ? makeDoneTitle(forStrangers(row.answer)) : forStrangers(row.title),
            answer: row.answer ? forStrangers(row.answer) : '',
            address: publicPlace(row).address,
            workingDays: Math.max(1, workingDaysBetween(row.registered_at, answeredAt)),
            answeredAt,
            residents: row.joined_count + 1,
            before: row.before,
            after: row.after,
          },
        ],
  );
}

/** An official page has told of what was solved: it stands on the message, and whoever wrote or joined is written to. */
export async function tellPublished(
  ctx: Ctx,
  caseIds: readonly string[],
  post: { page: string; url: string },
): Promise<void> {
  await addEvents(
    ctx,
    caseIds.map((caseId) => ({
      caseId,
      kind: 'publication',
      visibility: 'public',
      text: `О результате написали на странице «${post.page}»: ${post.url}`,
    })),
  );
  for (const caseId of caseIds) await tellStage(ctx, caseId, 'case-told-of', post);
}
