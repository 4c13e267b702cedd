import { sql } from 'kysely';
import type {
  getLatestTaxonomy,
  listTaxonomyVersions as listTaxonomyVersionsRoute,
  previewTaxonomyChange as previewTaxonomyChangeRoute,
  saveTaxonomyChange as saveTaxonomyChangeRoute,
} from '../../../shared/contract/base/taxonomy-edit.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { counted, plural } from '../../../shared/text/plural.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { definePort } from '../../lib/module/port.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { type Applied, applyChanges } from './apply-changes.ts';
import { latestTaxonomy, reloadTaxonomy, taxonomyToday } from './current.ts';
import { addVersion, versionId } from './store.ts';

/** How many open cases have one of these facts. */
export type TopicUse = (ctx: Ctx, factIds: readonly string[]) => Promise<number>;

/** The module that puts topics on cases says how many are open; the rubricator knows no cases. */
export const topicUse = definePort<TopicUse>('taxonomy.use');

/** Rules of terms are another module's: whether one exists is asked of it. */
export const ruleCheck = definePort<(id: string) => boolean>('taxonomy.rule-check');

/** Route: the version an administrator begins with. */
export async function getLatest(): Promise<RouteReplyInput<typeof getLatestTaxonomy>> {
  const taxonomy = latestTaxonomy();
  return { ...taxonomy, id: versionId(taxonomy) };
}

/** Route: every version, newest first. */
export async function listTaxonomyVersions(
  ctx: Ctx,
): Promise<RouteReplyInput<typeof listTaxonomyVersionsRoute>> {
  const rows = await ctx.db
    .selectFrom('taxonomy.version as version')
    .select(['id', 'title', 'loaded_at', 'author_name', 'changes'])
    .select([
      sql<string>`valid_from::text`.as('from_day'),
      sql<string | null>`valid_to::text`.as('to_day'),
      sql<number>`(SELECT count(*)::int FROM taxonomy.fact WHERE fact.version_id = version.id)`.as('facts'),
    ])
    .orderBy('valid_from', 'desc')
    .orderBy('loaded_at', 'desc')
    .execute();
  return {
    versions: rows.map((row) => ({
      id: row.id,
      title: row.title,
      validFrom: row.from_day,
      validTo: row.to_day,
      savedAt: row.loaded_at.toISOString(),
      authorName: row.author_name,
      changes: row.changes as string[],
      facts: row.facts,
    })),
  };
}

type Preview = typeof previewTaxonomyChangeRoute;

/** Route: what a version would change, before it is written. */
export async function previewTaxonomyChange(
  ctx: Ctx,
  { body }: HandlerInput<Preview>,
): Promise<RouteReplyInput<Preview>> {
  const applied = prepare(ctx, body);
  const openCases = await (ctx.ports.find(topicUse)?.(ctx, applied.touched) ?? 0);
  return { lines: applied.lines, openCases, words: effectWords(openCases) };
}

/** «Затронет 14 открытых дел, срок у них не изменится»: a running clock keeps its rule's version. */
const effectWords = (open: number): string =>
  open === 0
    ? 'Открытых дел по этим темам нет.'
    : `Затронет ${counted(open, 'открытое дело', 'открытых дела', 'открытых дел')}: тема у ${plural(open, 'него', 'них', 'них')} останется прежней, срок не изменится.`;

const taxonomyRecord: RecordKind = {
  words: 'Рубрикатор',
  object: 'taxonomy-version',
  module: 'taxonomy',
};

function prepare(ctx: Ctx, body: HandlerInput<Preview>['body']): Applied {
  const base = latestTaxonomy();
  const latest = versionId(base);
  refuseStale(taxonomyRecord, { id: latest, version: latest }, body.base);
  if (body.validFrom < base.validFrom || body.validFrom < taxonomyToday()) {
    const text = 'Редакция не может начаться раньше сегодняшнего дня и раньше последней редакции';
    throw new AppError('lib.bad-input', text, { fields: { validFrom: text } });
  }
  for (const change of body.changes) {
    if (
      'fact' in change &&
      change.fact.deadlineRule &&
      ctx.ports.find(ruleCheck)?.(change.fact.deadlineRule) === false
    )
      throw new AppError('lib.bad-input', 'Такого правила срока нет', {
        fields: { changes: 'Выберите срок из списка' },
      });
  }
  return applyChanges(base, body.changes, body.validFrom);
}

type Save = typeof saveTaxonomyChangeRoute;

/** Route: writes the version; this process takes it at once, others within seconds. */
export async function saveTaxonomyChange(
  ctx: Ctx,
  { body }: HandlerInput<Save>,
  { services }: Exchange,
): Promise<RouteReplyInput<Save>> {
  const saved = await runMutation(services, ctx, async (tx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('taxonomy.seed'))`.execute(tx.db);
    const { taxonomy, lines } = prepare(tx, body);
    const authorName = tx.actor.kind === 'staff' ? tx.actor.name : 'Система';
    await addVersion(tx, taxonomy, { authorName, changes: lines });
    tx.audit({
      action: 'taxonomy.save-version',
      object: 'taxonomy-version',
      objectId: versionId(taxonomy),
      data: { base: body.base, validFrom: body.validFrom, changes: lines.length },
    });
    return { id: versionId(taxonomy), lines };
  });
  await reloadTaxonomy(services.database);
  return saved;
}
