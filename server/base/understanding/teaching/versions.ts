import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { shippedTaxonomy } from '../topics/evidence.ts';
import type { Thresholds } from '../topics/thresholds.ts';
import type { SiteFigures } from './site-figures.ts';

const models = resolve(import.meta.dirname, '../../../../packs/base/models');
/** Path of the model shipped with the program, and of its figures. */
export const shippedModel = resolve(models, 'topics.model');
export const shippedFigures = resolve(models, 'topics.figures.json');

/** What stands beside the shipped model: measured when it was trained. */
export interface ShippedFigures {
  trainedAt: string;
  texts: number;
  figures: SiteFigures;
  thresholds: Thresholds;
}

export const hashOfModel = (file: Buffer): string => createHash('sha256').update(file).digest('hex');

/** Who acts, as the screen names them. */
export const actorTitle = (ctx: Ctx): string => (isStaff(ctx.actor) ? ctx.actor.name : 'Система');

/**
 * Brings the shipped model in among the versions. It takes force where nothing was taught yet; a model taught here stays
 * in force after an update of the program, until the next training begins from the new base.
 */
export async function seedVersions(ctx: Ctx): Promise<void> {
  const file = readFileSync(shippedModel);
  const hash = hashOfModel(file);
  await sql`SELECT pg_advisory_xact_lock(hashtext('understanding.seed'))`.execute(ctx.db);
  const known = await ctx.db
    .selectFrom('understanding.model_version')
    .select('id')
    .where('file_hash', '=', hash)
    .executeTakeFirst();
  if (known) return;
  const told = JSON.parse(readFileSync(shippedFigures, 'utf8')) as ShippedFigures;
  const champion = await readChampion(ctx.db);
  const id = newId();
  await ctx.db
    .insertInto('understanding.model_version')
    .values({
      id,
      kind: 'shipped',
      made_at: new Date(told.trainedAt),
      made_by: 'Поставка программы',
      file,
      file_hash: hash,
      taxonomy: shippedTaxonomy().hash,
      examples: told.texts,
      held_out: told.figures.count,
      figures: JSON.stringify(told.figures),
      thresholds: JSON.stringify(told.thresholds),
      verdict: 'Пришла с программой; измерена перекрёстной проверкой в пять частей.',
    })
    .execute();
  if (!champion || champion.kind === 'shipped') await crownVersion(ctx, id, 'Поставка программы');
  ctx.audit({ action: 'understanding.bring-shipped', object: 'model-version', objectId: id, data: { hash } });
}

const championColumns = ['id', 'number', 'kind', 'thresholds', 'file_hash'] as const;

/** The version in force, without its file. */
export const readChampion = (db: Db) =>
  db
    .selectFrom('understanding.model_version')
    .select(championColumns)
    .where('is_champion', '=', true)
    .executeTakeFirst();

/** A version's file. */
export async function readModelFile(db: Db, id: string): Promise<Buffer> {
  const { file } = await db
    .selectFrom('understanding.model_version')
    .select('file')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return file;
}

/** The shipped model brought in last: where every training begins. */
export const readBase = (db: Db) =>
  db
    .selectFrom('understanding.model_version')
    .select(['id', 'thresholds', 'file'])
    .where('kind', '=', 'shipped')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();

/** Puts a version in force instead of whichever is. Throws `lib.not-found`. */
export async function crownVersion(ctx: Ctx, id: string, by: string): Promise<number> {
  await touchRevision(ctx.db);
  await ctx.db
    .updateTable('understanding.model_version')
    .set({ is_champion: false })
    .where('is_champion', '=', true)
    .execute();
  const row = await ctx.db
    .updateTable('understanding.model_version')
    .set({ is_champion: true, promoted_at: ctx.now, promoted_by: by })
    .where('id', '=', id)
    .returning('number')
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такой версии нет. Обновите страницу.');
  return row.number;
}

/** Tells every process to load anew; also keeps two changes of the champion from crossing. */
export const touchRevision = (db: Db) =>
  db
    .updateTable('understanding.setting')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .execute();
