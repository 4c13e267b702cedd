import type {
  listThresholds,
  promoteVersion as promoteVersionRoute,
  setPromotion,
  setThreshold,
  startTraining as startTrainingRoute,
} from '../../../../shared/contract/base/understanding.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { currentTaxonomy } from '../../taxonomy/index.ts';
import { type Thresholds, WANTED_PRECISION } from '../topics/thresholds.ts';
import { reloadModel } from './current.ts';
import { askTraining } from './training.ts';
import { actorTitle, crownVersion, readChampion, touchRevision } from './versions.ts';

type Promote = typeof promoteVersionRoute;

/** Route: puts a version in force, an earlier one too. This process takes it at once, others within seconds. */
export async function promoteVersion(
  ctx: Ctx,
  { params }: HandlerInput<Promote>,
  { services }: Exchange,
): Promise<RouteReplyInput<Promote>> {
  const number = await runMutation(services, ctx, async (tx) => {
    const former = await readChampion(tx.db);
    const crowned = await crownVersion(tx, params.id, actorTitle(tx));
    tx.audit({
      action: 'understanding.promote',
      object: 'model-version',
      objectId: params.id,
      data: { number: crowned, former: former?.number ?? null },
    });
    return crowned;
  });
  await reloadModel(services.database);
  return { number };
}

/** Route: asks for a training now. */
export async function startTraining(ctx: Ctx): Promise<RouteReplyInput<typeof startTrainingRoute>> {
  await askTraining(ctx);
  return { ok: true };
}

/** Route: whether a better version takes force by itself. */
export async function changePromotion(
  ctx: Ctx,
  { body }: HandlerInput<typeof setPromotion>,
): Promise<RouteReplyInput<typeof setPromotion>> {
  await touchRevision(ctx.db);
  await ctx.db.updateTable('understanding.setting').set({ promotes_by_rule: body.byRule }).execute();
  ctx.audit({
    action: 'understanding.set-promotion',
    object: 'understanding',
    objectId: 'promotion',
    data: { byRule: body.byRule },
  });
  return body;
}

/** Route: thresholds learned and set, of blocks, categories and facts of today's taxonomy that have any. */
export async function readThresholds(ctx: Ctx): Promise<RouteReplyInput<typeof listThresholds>> {
  const champion = await readChampion(ctx.db);
  const learned = champion?.thresholds as Thresholds;
  const rows = await ctx.db.selectFrom('understanding.threshold').selectAll().execute();
  const set = new Map(rows.map((row) => [row.scope, row]));
  const { blocks, categories, facts } = currentTaxonomy();
  const describe = (kind: string, id: string, value: number | undefined) => {
    const own = set.get(`${kind}:${id}`);
    return {
      scope: `${kind}:${id}`,
      learned: value ?? null,
      set: own?.value ?? null,
      setBy: own?.set_by ?? null,
      setAt: own?.set_at.toISOString() ?? null,
    };
  };
  const all = [
    ...blocks.map(({ code }) => describe('block', code, learned.blocks[code])),
    ...categories.map(({ id }) => describe('category', id, learned.categories[id])),
    ...facts.map(({ id }) => describe('fact', id, learned.facts[id])),
  ];
  return { precision: WANTED_PRECISION, overall: learned.overall, thresholds: all };
}

type SetOne = typeof setThreshold;

/** Route: sets a threshold by hand or gives it back to what was measured. */
export async function changeThreshold(
  ctx: Ctx,
  { body }: HandlerInput<SetOne>,
  { services }: Exchange,
): Promise<RouteReplyInput<SetOne>> {
  requireScope(body.scope);
  await runMutation(services, ctx, async (tx) => {
    await touchRevision(tx.db);
    const former = await tx.db
      .deleteFrom('understanding.threshold')
      .where('scope', '=', body.scope)
      .returning('value')
      .executeTakeFirst();
    if (body.value !== null)
      await tx.db
        .insertInto('understanding.threshold')
        .values({ scope: body.scope, value: body.value, set_at: tx.now, set_by: actorTitle(tx) })
        .execute();
    tx.audit({
      action: 'understanding.set-threshold',
      object: 'threshold',
      objectId: body.scope,
      data: { value: body.value, former: former?.value ?? null },
    });
  });
  await reloadModel(services.database);
  return { ok: true };
}

function requireScope(scope: string): void {
  const [kind, id] = scope.split(':');
  const { blocks, categories, facts } = currentTaxonomy();
  const ids =
    kind === 'block'
      ? blocks.map(({ code }) => code)
      : (kind === 'category' ? categories : facts).map((one) => one.id);
  if (!id || !ids.includes(id))
    throw new AppError('lib.not-found', 'Такой темы нет в рубрикаторе. Выберите из списка.');
}
