import { sql, type Updateable } from 'kysely';
import { z } from 'zod';
import type { Db } from '../../../lib/database/db.ts';
import { firstRow } from '../../../lib/database/first-row.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, defineJob } from '../../../lib/module/context.ts';
import { runMutation, type Services } from '../../../lib/module/unit-of-work.ts';
import { currentTaxonomy } from '../../taxonomy/index.ts';
import { judgeMatch } from '../duplicates/verdict.ts';
import type { Thresholds } from '../topics/thresholds.ts';
import { reloadModel } from './current.ts';
import { readLessons } from './examples.ts';
import type { Lesson } from './teach.ts';
import { trainInThread } from './train-thread.ts';
import { actorTitle, crownVersion, hashOfModel, readBase, readChampion, readModelFile } from './versions.ts';

export const trainJob = defineJob('understanding.train', z.object({ trainingId: z.uuid() }));
export const planJob = defineJob('understanding.plan', z.object({}));

/** Fewer sorted cases teach nothing. */
export const LEAST_LESSONS = 50;
/** The night's training begins from this many new choices on. */
export const ENOUGH_NEW = 50;

/** Asks for a training; one that waits or is under way already is not doubled. */
export async function askTraining(ctx: Ctx): Promise<void> {
  const running = await findRunning(ctx);
  if (running) throw new AppError('lib.conflict', 'Обучение уже идёт. Дождитесь его окончания.');
  if ((await countExamples(ctx.db)).all < LEAST_LESSONS)
    throw new AppError(
      'lib.bad-input',
      `Учить пока не на чем: нужно не меньше ${LEAST_LESSONS} дел, разобранных людьми.`,
    );
  const id = newId();
  await ctx.db
    .insertInto('understanding.training')
    .values({ id, asked_at: ctx.now, asked_by: actorTitle(ctx) })
    .execute();
  ctx.enqueue(trainJob, { trainingId: id }, { key: trainJob.name, maxAttempts: 3 });
  ctx.audit({ action: 'understanding.ask-training', object: 'training', objectId: id });
}

/** Every night: whether enough was chosen anew since the last version. */
export async function planTraining(ctx: Ctx): Promise<void> {
  const { all, fresh } = await countExamples(ctx.db);
  if (fresh < ENOUGH_NEW || all < LEAST_LESSONS || (await findRunning(ctx))) return;
  await askTraining(ctx);
}

/** Sorted cases, and those sorted since the last training began. */
export async function countExamples(db: Db): Promise<{ all: number; fresh: number }> {
  const { rows } = await sql<{ all: number; fresh: number }>`
    SELECT count(*)::int AS all, (count(*) FILTER (WHERE labelled_at > coalesce(
      (SELECT max(asked_at) FROM understanding.training WHERE stage = 'done'), '-infinity')))::int AS fresh
    FROM understanding.example`.execute(db);
  return firstRow(rows);
}

/** A training asked for longer ago than this is no more awaited: its process died and nobody took it up. */
const GIVEN_UP = 3_600_000;

const findRunning = (ctx: Ctx) =>
  ctx.db
    .selectFrom('understanding.training')
    .select('id')
    .where('stage', 'not in', ['done', 'failed'])
    .where('asked_at', '>', new Date(ctx.now.getTime() - GIVEN_UP))
    .executeTakeFirst();

const system = { actor: { kind: 'system', name: 'training' } as const, requestId: 'training', ip: '' };

/** The job. Its own transaction holds the training; the work goes on in others, so that its progress is seen. */
export async function train(
  ctx: Ctx,
  { trainingId }: { trainingId: string },
  services: Services,
): Promise<void> {
  const { rows } = await sql<{ isHeld: boolean }>`
    SELECT set_config('idle_in_transaction_session_timeout', '0', true),
      pg_try_advisory_xact_lock(hashtext('understanding.train')) AS "isHeld"`.execute(ctx.db);
  if (!firstRow(rows).isHeld) return;
  const began = performance.now();
  try {
    const versionId = await trainNow(services, trainingId);
    await note(services, trainingId, {
      stage: 'done',
      share: 1,
      version_id: versionId,
      finished_at: services.now(),
      took_ms: Math.round(performance.now() - began),
    });
    await reloadModel(services.database);
  } catch (error) {
    services.log.error({ err: error }, 'обучение не удалось');
    await note(services, trainingId, {
      stage: 'failed',
      finished_at: services.now(),
      error:
        error instanceof AppError
          ? error.message
          : 'Обучение прервалось ошибкой сервера; действует прежняя модель.',
    });
  }
}

type Note = Updateable<DB['understanding.training']>;

async function note({ database }: Services, id: string, what: Note): Promise<void> {
  await database.updateTable('understanding.training').set(what).where('id', '=', id).execute();
}

async function trainNow(given: Services, trainingId: string): Promise<string> {
  const db = given.database;
  const { base, champion } = { base: await readBase(db), champion: await readChampion(db) };
  if (!champion) throw new Error('No champion');
  const taxonomy = currentTaxonomy();
  let examples = 0;
  async function* counted(): AsyncGenerator<Lesson[]> {
    for await (const portion of readLessons(given)) {
      examples += portion.length;
      await note(given, trainingId, { stage: 'reading', examples });
      yield portion;
    }
    if (examples < LEAST_LESSONS)
      throw new AppError('lib.bad-input', 'Дел, чьи слова можно использовать, слишком мало.');
  }
  const thresholds = base.thresholds as Thresholds;
  const data = { base: base.file, champion: await readModelFile(db, champion.id), thresholds, taxonomy };
  const { result, file } = await trainInThread(data, counted(), (stage, share) => {
    note(given, trainingId, { stage, share }).catch(() => {});
  });
  const kept = {
    ...result,
    file: Buffer.from(file),
    championId: champion.id,
    taxonomy: taxonomy.hash,
    trainingId,
  };
  return runMutation(given, system, (ctx) => keepVersion(ctx, kept));
}

type Kept = Omit<Awaited<ReturnType<typeof trainInThread>>['result'], 'model'> & {
  file: Buffer;
  championId: string;
  taxonomy: string;
  trainingId: string;
};

/** Writes the new version and, where the rule says so, puts it in force. */
async function keepVersion(ctx: Ctx, kept: Kept): Promise<string> {
  const hash = hashOfModel(kept.file);
  const known = await ctx.db
    .selectFrom('understanding.model_version')
    .select('id')
    .where('file_hash', '=', hash)
    .executeTakeFirst();
  // The same cases give the same model, to the byte.
  if (known) return known.id;
  const verdict = judgeMatch({
    heldOut: kept.heldOut,
    wins: kept.wins,
    losses: kept.losses,
    block: kept.figures.block.accuracy,
    championBlock: kept.championFigures.block.accuracy,
  });
  const { promotes_by_rule: isAutomatic } = await ctx.db
    .selectFrom('understanding.setting')
    .select('promotes_by_rule')
    .executeTakeFirstOrThrow();
  const { asked_by: askedBy } = await ctx.db
    .selectFrom('understanding.training')
    .select('asked_by')
    .where('id', '=', kept.trainingId)
    .executeTakeFirstOrThrow();
  const id = newId();
  const takesForce = verdict.takesForce && isAutomatic;
  await ctx.db
    .insertInto('understanding.model_version')
    .values({
      id,
      kind: 'taught',
      made_at: ctx.now,
      made_by: askedBy,
      file: kept.file,
      file_hash: hash,
      taxonomy: kept.taxonomy,
      examples: kept.learned,
      held_out: kept.heldOut,
      figures: JSON.stringify(kept.figures),
      thresholds: JSON.stringify(kept.thresholds),
      champion_id: kept.championId,
      champion_figures: JSON.stringify(kept.championFigures),
      verdict:
        verdict.takesForce && !isAutomatic
          ? `Лучше действующей, но правило выключено: решает человек.`
          : verdict.words,
    })
    .execute();
  await keepJudgements(ctx, id, kept);
  if (takesForce) await crownVersion(ctx, id, 'Правило');
  const { wins, losses, heldOut, learned } = kept;
  ctx.audit({
    action: takesForce ? 'understanding.promote-by-rule' : 'understanding.add-version',
    object: 'model-version',
    objectId: id,
    data: { wins, losses, heldOut, learned, former: kept.championId },
  });
  return id;
}

/** Judgements kept for the screen, at most. */
const MOST_JUDGEMENTS = 5000;

async function keepJudgements(ctx: Ctx, versionId: string, { said }: Kept): Promise<void> {
  const rows = said.slice(0, MOST_JUDGEMENTS).map((one) => ({
    case_id: one.caseId,
    truth_fact: one.truthFact,
    said_fact: one.saidFact,
    truth: one.truth,
    said: one.chances[0]?.label ?? '',
    confidence: one.chances[0]?.chance ?? 0,
  }));
  await sql`
    INSERT INTO understanding.judgement (version_id, case_id, truth_fact, said_fact, truth, said, confidence)
    SELECT ${versionId}::uuid, * FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS given(case_id uuid, truth_fact text, said_fact text, truth text, said text, confidence real)`.execute(
    ctx.db,
  );
}
