import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/counted.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { placeFromText } from '../../base/territory/index.ts';
import { suggestTopic } from '../../base/understanding/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { warningsOf } from '../assignments/index.ts';
import { readGroundCard } from './card.ts';
import { type GroundRow, lockGround } from './rows.ts';
import { refuseLink } from './rules.ts';
import { type Matter, subjects } from './subjects.ts';

const paper = { name: 'решение', inside: 'в решении' };

/** Blocks of the messages it took in before. Plan: link_once, the keys. */
async function blocksOfLinks(ctx: Ctx, groundId: string): Promise<string[]> {
  const { rows } = await sql<{ block: string }>`
    SELECT DISTINCT file.block FROM counted.link AS link JOIN cases.v_matter AS file ON file.id = link.target_id
    WHERE link.ground_id = ${groundId} AND link.kind = 'case' AND link.removed_at IS NULL AND file.block IS NOT NULL
    UNION SELECT problem.block FROM counted.link AS link JOIN problems.v_problem AS problem ON problem.id = link.target_id
    WHERE link.ground_id = ${groundId} AND link.kind = 'problem' AND link.removed_at IS NULL AND problem.block IS NOT NULL`.execute(
    ctx.db,
  );
  return rows.map(({ block }) => block);
}

/** What may not fit of each of these matters, every sentence once. */
export async function listWarnings(ctx: Ctx, row: GroundRow, matters: readonly Matter[]): Promise<string[]> {
  const words = [row.title, row.words].filter(Boolean).join('. ');
  const sure = suggestTopic(words).filter(({ isSure }) => isSure);
  const place = placeFromText(words);
  const matter = {
    blocks: [...new Set([...(await blocksOfLinks(ctx, row.id)), ...sure.map(({ block }) => block)])],
    streetId: place?.streetId ?? null,
    districtId: place?.districtId ?? null,
  };
  return [...new Set(matters.flatMap((one) => warningsOf(matter, one, paper)))];
}

/** Refuses what does not fit until somebody says why it does; the reason stays with the link and in the journal. */
export function requireReason(warnings: readonly string[], reason: string): void {
  if (warnings.length === 0) return;
  if (reason.length === 0)
    throw new AppError('lib.conflict', `${warnings.join(' ')} Если это всё же о том же, напишите почему.`);
  if (reason.length < 5) throw badField('despite', 'Напишите, почему это о том же');
}

/** Route: a thing is taken into account, once by each decision. */
export async function countIn(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.countIn>,
): Promise<contract.GroundCard> {
  const row = await lockGround(ctx, { id: params.id });
  const subject = await subjects[body.kind].find(ctx, body.target);
  const refusal = refuseLink({ kind: row.kind, refId: row.ref_id }, { ...subject, kind: body.kind });
  if (refusal) throw badField('target', refusal);
  const warnings = await listWarnings(ctx, row, subject.matters);
  requireReason(warnings, body.despite);
  const id = newId();
  const made = await ctx.db
    .insertInto('counted.link')
    .values({
      id,
      ground_id: row.id,
      kind: body.kind,
      target_id: subject.id,
      discussion_id: subject.discussionId,
      warnings: warnings.join(' '),
      reason: warnings.length > 0 ? body.despite : '',
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .onConflict((conflict) =>
      conflict.columns(['ground_id', 'kind', 'target_id']).where('removed_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!made) throw badField('target', 'Это уже учтено при этом решении.');
  ctx.audit({
    action: 'counted.link',
    object: 'ground',
    objectId: row.id,
    data: {
      kind: body.kind,
      target: subject.id,
      ...(warnings.length > 0 && { warnings, reason: body.despite }),
    },
  });
  return readGroundCard(ctx, row.id);
}

/** Route: a link that was wrong; it stays on record with the reason. */
export async function undoLink(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.undoLink>,
): Promise<contract.GroundCard> {
  const link = await ctx.db
    .selectFrom('counted.link')
    .selectAll()
    .where('id', '=', params.id)
    .forUpdate()
    .executeTakeFirst();
  if (!link) throw new AppError('lib.not-found', 'Такой связи нет. Обновите страницу.');
  if (link.removed_at !== null) throw new AppError('lib.conflict', 'Эта связь уже снята.');
  await ctx.db
    .updateTable('counted.link')
    .set({ removed_at: ctx.now, removed_by_name: nameOfActor(ctx), removed_reason: body.reason })
    .where('id', '=', link.id)
    .execute();
  ctx.audit({
    action: 'counted.undo-link',
    object: 'ground',
    objectId: link.ground_id,
    data: { kind: link.kind, target: link.target_id, reason: body.reason, wasTold: link.told_at !== null },
  });
  return readGroundCard(ctx, link.ground_id);
}
