import { resolve } from 'node:path';
import { sql } from 'kysely';
import type { Db } from '../../lib/database/db.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { loadTaxonomies, type PackFact, type Taxonomy } from './pack.ts';

const packRoot = resolve(import.meta.dirname, '../../../packs/base/taxonomy');

/**
 * Brings the packs into the tables. A pack whose content is already there is left alone; a changed one replaces
 * its own version; a new one is added, and each version ends on the day before the next begins.
 */
export async function seedTaxonomies(ctx: Ctx): Promise<void> {
  // Two processes may start at once: the second waits and finds everything done.
  await sql`SELECT pg_advisory_xact_lock(hashtext('taxonomy.seed'))`.execute(ctx.db);
  const rows = await ctx.db.selectFrom('taxonomy.version').select(['id', 'hash']).execute();
  const hashes = new Map(rows.map((row) => [row.id, row.hash]));
  const changed = loadTaxonomies(packRoot).filter((pack) => hashes.get(versionId(pack)) !== pack.hash);
  if (changed.length === 0) return;
  for (const pack of changed) await replaceVersion(ctx, pack);
  await dateVersions(ctx.db);
}

/** Each version ends on the day before the next begins. */
async function dateVersions(db: Db): Promise<void> {
  await sql`
    UPDATE taxonomy.version SET valid_to = CASE WHEN has_next THEN dated.valid_to END
    FROM (SELECT id, greatest(valid_from, lead(valid_from) OVER (ORDER BY valid_from, loaded_at) - 1) AS valid_to,
            lead(id) OVER (ORDER BY valid_from, loaded_at) IS NOT NULL AS has_next
          FROM taxonomy.version) AS dated
    WHERE dated.id = version.id`.execute(db);
}

export const versionId = (pack: Pick<Taxonomy, 'id' | 'version'>) => `${pack.id}@${pack.version}`;

async function replaceVersion(ctx: Ctx, pack: Taxonomy): Promise<void> {
  const id = versionId(pack);
  await ctx.db.deleteFrom('taxonomy.version').where('id', '=', id).execute();
  await ctx.db
    .insertInto('taxonomy.version')
    .values({
      id,
      title: pack.title,
      valid_from: pack.validFrom,
      hash: pack.hash,
      source: JSON.stringify(pack.source),
      executor_kinds: JSON.stringify(pack.executorKinds),
      loaded_at: ctx.now.toISOString(),
    })
    .execute();
  await insertBlocks(ctx.db, id, pack);
  await insertFacts(ctx.db, id, pack.facts);
  ctx.audit({
    action: 'taxonomy.load-version',
    object: 'taxonomy-version',
    objectId: id,
    data: { facts: pack.facts.length, hash: pack.hash },
  });
}

/** A version made by an administrator: beside the packs', never in place of one. */
export async function addVersion(
  ctx: Ctx,
  taxonomy: Taxonomy,
  told: { authorName: string; changes: string[] },
): Promise<void> {
  await replaceVersion(ctx, taxonomy);
  await ctx.db
    .updateTable('taxonomy.version')
    .set({
      author_name: told.authorName,
      changes: JSON.stringify(told.changes),
      // Of two that begin on one day the later is in force: no two may be equally late.
      loaded_at: sql`greatest(loaded_at, (SELECT max(loaded_at) + interval '1 millisecond' FROM taxonomy.version AS other
        WHERE other.id <> version.id))`,
    })
    .where('id', '=', versionId(taxonomy))
    .execute();
  await dateVersions(ctx.db);
}

async function insertBlocks(db: Db, version: string, pack: Taxonomy): Promise<void> {
  await sql`
    INSERT INTO taxonomy.block (version_id, code, position, digit, title, short_title, is_decree)
    SELECT ${version}, row->>'code', place, (row->>'digit')::smallint, row->>'title', row->>'shortTitle',
      (row->>'decree')::boolean
    FROM jsonb_array_elements(${JSON.stringify(pack.blocks)}::jsonb) WITH ORDINALITY AS given(row, place)`.execute(
    db,
  );
  await sql`
    INSERT INTO taxonomy.category (version_id, id, position, block, title)
    SELECT ${version}, row->>'id', place, row->>'block', row->>'title'
    FROM jsonb_array_elements(${JSON.stringify(pack.categories)}::jsonb) WITH ORDINALITY AS given(row, place)`.execute(
    db,
  );
}

async function insertFacts(db: Db, version: string, facts: PackFact[]): Promise<void> {
  await sql`
    INSERT INTO taxonomy.fact (version_id, id, position, block, category, title, short_title, executor_kind,
      deadline_rule, importance, official_code, definition)
    SELECT ${version}, row->>'id', place, row->>'block', row->>'category', row->>'title', row->>'shortTitle',
      row->>'executorKind', row->>'deadlineRule', row->>'importance', row->>'officialCode', row
    FROM jsonb_array_elements(${JSON.stringify(facts)}::jsonb) WITH ORDINALITY AS given(row, place)`.execute(
    db,
  );
}

/** All versions known to the database, oldest first, whole. */
export async function readVersions(db: Db): Promise<Taxonomy[]> {
  const versions = await db
    .selectFrom('taxonomy.version')
    .select((eb) => [
      'id',
      'title',
      'hash',
      'source',
      'executor_kinds',
      sql<string>`${eb.ref('valid_from')}::text`.as('valid_from'),
    ])
    .orderBy('valid_from')
    .orderBy('loaded_at')
    .execute();
  return Promise.all(
    versions.map(async (row) => ({
      id: row.id.slice(0, row.id.lastIndexOf('@')),
      version: row.id.slice(row.id.lastIndexOf('@') + 1),
      validFrom: row.valid_from,
      title: row.title,
      hash: row.hash,
      source: row.source as string[],
      executorKinds: row.executor_kinds as Record<string, string>,
      ...(await readParts(db, row.id)),
    })),
  );
}

async function readParts(db: Db, version: string) {
  const blocks = await db
    .selectFrom('taxonomy.block')
    .select(['code', 'digit', 'title', 'short_title as shortTitle', 'is_decree as decree'])
    .where('version_id', '=', version)
    .orderBy('position')
    .execute();
  const categories = await db
    .selectFrom('taxonomy.category')
    .select(['id', 'block', 'title'])
    .where('version_id', '=', version)
    .orderBy('position')
    .execute();
  const facts = await db
    .selectFrom('taxonomy.fact')
    .select('definition')
    .where('version_id', '=', version)
    .orderBy('position')
    .execute();
  return {
    blocks,
    categories,
    facts: facts.map(({ definition }) => {
      const fact = definition as PackFact;
      // Versions saved before a topic could be personal do not say of the others that they are not.
      return { ...fact, isPersonal: fact.isPersonal ?? false };
    }),
  };
}
