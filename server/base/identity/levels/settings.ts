import type * as contract from '../../../../shared/contract/base/levels.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { cityDay } from '../../../lib/city.ts';
import { badField } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { lawfulAppealLevel, refuseForAppeal } from './lawful.ts';
import { levelInForce } from './level-of.ts';
import { findLevelRule, namedCategories, packLevels } from './level-rules.ts';
import { cityLevels, reloadCityLevels } from './store.ts';

type Settings = RouteReplyInput<typeof contract.listLevelSettings>;

/** Route: what each named category asks for today, what comes, and what was set before. */
export async function listLevelSettings(ctx: Ctx): Promise<Settings> {
  const today = cityDay(ctx.config, ctx.now);
  const lawful = lawfulAppealLevel(today);
  return {
    rules: namedCategories()
      .map((category) => {
        const found = findLevelRule(category, today);
        const ofPack = levelInForce(packLevels, [], category, today);
        return {
          category,
          level: found?.level ?? 'anonymous',
          why: found?.why ?? '',
          basis: found?.basis ?? '',
          source: cityLevels().some((one) => one.category === category && one.validFrom <= today)
            ? ('city' as const)
            : ('pack' as const),
          packLevel: ofPack?.level ?? 'anonymous',
          changes: cityLevels()
            .filter((one) => one.category === category)
            .toReversed()
            .map((one) => ({
              id: one.id,
              level: one.level,
              validFrom: one.validFrom,
              reason: one.reason,
              by: one.madeByName,
              at: one.madeAt.toISOString(),
            })),
        };
      })
      .toSorted((one, other) => one.category.localeCompare(other.category)),
    appeal: lawful,
  };
}

type SetLevel = typeof contract.setLevel;

/** Refuses what may not be set, at the field that says so. */
function requireSense(ctx: Ctx, body: HandlerInput<SetLevel>['body']): void {
  const { regime, level, validFrom, why, basis, category } = body;
  const today = cityDay(ctx.config, ctx.now);
  if (regime === 'appeal') {
    const refusal = refuseForAppeal(level, [today, validFrom].toSorted().at(-1) ?? today);
    throw badField(
      'level',
      refusal ?? 'Уровень для обращений называет закон, город его не меняет: он уже действует.',
    );
  }
  if (validFrom < today) throw badField('validFrom', 'Уровень меняют с сегодняшнего дня или позже');
  if (!/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+$/u.test(category))
    throw badField('category', 'Выберите категорию рубрикатора');
  if (level !== 'anonymous' && !why) throw badField('why', 'Напишите, почему: это прочтут жители');
  if (level !== 'anonymous' && !basis) throw badField('basis', 'Назовите закон или документ города');
}

/** Route: another level from a day on; this process takes it at once, others within seconds. */
export async function setLevel(
  ctx: Ctx,
  { body }: HandlerInput<SetLevel>,
  { services }: Exchange,
): Promise<Settings> {
  requireSense(ctx, body);
  const { category, level, validFrom, why, basis, reason } = body;
  await runMutation(services, ctx, async (tx) => {
    const id = newId();
    await tx.db
      .insertInto('identity.level_rule')
      .values({
        id,
        category,
        level,
        valid_from: validFrom,
        why: level === 'anonymous' ? '' : why,
        basis: level === 'anonymous' ? '' : basis,
        reason,
        made_at: tx.now,
        made_by_name: nameOfActor(tx),
      })
      .execute();
    tx.audit({
      action: 'identity.set-level',
      object: 'level-rule',
      objectId: category,
      data: { level, validFrom, reason },
    });
  });
  await reloadCityLevels(services.database);
  return listLevelSettings(ctx);
}
