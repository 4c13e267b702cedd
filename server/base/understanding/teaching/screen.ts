import { sql } from 'kysely';
import type {
  getModel,
  getModelVersion,
  listJudgements,
  ModelVersion,
} from '../../../../shared/contract/base/understanding.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import type { Db } from '../../../lib/database/db.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { caseLending } from './examples.ts';
import type { SiteFigures } from './site-figures.ts';
import { countExamples, LEAST_LESSONS } from './training.ts';

const MOST_VERSIONS = 60;

/** Route: what the screen opens with. */
export async function readModelState(ctx: Ctx): Promise<RouteReplyInput<typeof getModel>> {
  const rows = await selectVersions(ctx.db)
    .orderBy('version.is_champion', 'desc')
    .orderBy('version.number', 'desc')
    .limit(MOST_VERSIONS)
    .execute();
  const { promotes_by_rule: promotesByRule } = await ctx.db
    .selectFrom('understanding.setting')
    .select('promotes_by_rule')
    .executeTakeFirstOrThrow();
  const { rows: corrected } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM understanding.example
    WHERE suggested_fact_id IS DISTINCT FROM fact_id AND suggested_fact_id IS NOT NULL`.execute(ctx.db);
  return {
    versions: rows.map(presentVersion),
    training: await readTraining(ctx.db),
    examples: { ...(await countExamples(ctx.db)), corrected: firstRow(corrected).count },
    leastExamples: LEAST_LESSONS,
    promotesByRule,
  };
}

async function readTraining(db: Db): Promise<RouteReplyInput<typeof getModel>['training']> {
  const row = await db
    .selectFrom('understanding.training')
    .selectAll()
    .orderBy('asked_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    stage: row.stage as 'queued',
    share: row.share,
    examples: row.examples,
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
    tookMs: row.took_ms,
    error: row.error,
  };
}

const selectVersions = (db: Db) =>
  db
    .selectFrom('understanding.model_version as version')
    .leftJoin('understanding.model_version as former', 'former.id', 'version.champion_id')
    .select([
      'version.id',
      'version.number',
      'version.kind',
      'version.made_at',
      'version.made_by',
      'version.examples',
      'version.held_out',
      'version.is_champion',
      'version.promoted_at',
      'version.promoted_by',
      'version.verdict',
      'version.figures',
      'version.champion_figures',
      'former.number as former_number',
    ]);

type VersionRow = Awaited<ReturnType<ReturnType<typeof selectVersions>['execute']>>[number];

function presentVersion(row: VersionRow): ModelVersion {
  const figures = row.figures as SiteFigures;
  const former = row.champion_figures as SiteFigures | null;
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as 'taught',
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by,
    examples: row.examples,
    heldOut: row.held_out,
    isChampion: row.is_champion,
    promotedAt: row.promoted_at?.toISOString() ?? null,
    promotedBy: row.promoted_by,
    verdict: row.verdict,
    block: figures.block.accuracy,
    fact: figures.fact,
    former:
      former && row.former_number !== null
        ? { number: row.former_number, block: former.block.accuracy, fact: former.fact }
        : null,
  };
}

/** Route: everything measured of one version. */
export async function readVersion(
  ctx: Ctx,
  { params }: HandlerInput<typeof getModelVersion>,
): Promise<RouteReplyInput<typeof getModelVersion>> {
  const row = await selectVersions(ctx.db).where('version.id', '=', params.id).executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такой версии нет. Обновите страницу.');
  return {
    version: presentVersion(row),
    figures: row.figures as SiteFigures,
    former: row.champion_figures as SiteFigures | null,
  };
}

const SHOWN = 50;

/** Route: cases of a cell. Their words are read on the card, by who may read it. */
export async function readJudgements(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof listJudgements>,
): Promise<RouteReplyInput<typeof listJudgements>> {
  const cell = ctx.db
    .selectFrom('understanding.judgement')
    .where('version_id', '=', params.id)
    .where('truth', '=', query.truth)
    .where('said', '=', query.said);
  const rows = await cell
    .select(['case_id', 'truth_fact', 'said_fact', 'confidence'])
    .orderBy('confidence', 'desc')
    .limit(SHOWN)
    .execute();
  const { total } = await cell.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const lendCases = ctx.ports.find(caseLending);
  const lent = await lendCases?.(
    ctx.db,
    rows.map((row) => row.case_id),
  );
  const numbers = new Map(lent?.map(({ caseId, number }) => [caseId, number]));
  return {
    total,
    judgements: rows.map((row) => ({
      number: numbers.get(row.case_id) ?? null,
      truthFact: row.truth_fact,
      saidFact: row.said_fact,
      confidence: row.confidence,
    })),
  };
}
