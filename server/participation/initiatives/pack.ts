import { z } from 'zod';
import { identityLevel } from '../../../shared/contract/base/identity.ts';
import type { getInitiativeRules as rulesRoute } from '../../../shared/contract/participation/initiatives.ts';
import type { RouteReplyInput } from '../../../shared/contract/route.ts';
import { levelOfActor } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { discussionRulesToday } from '../discussions/index.ts';
import { topDistricts } from '../polls/index.ts';

const words = z.string().min(1);
const days = z.number().int().min(1);
const scope = z.strictObject({ threshold: z.number().int().min(1), days });

/** How residents propose: thresholds, terms, rules of refusal, how long it is kept. packs/participation/initiatives. */
export const initiativesPack = defineDatedPack(
  'initiatives',
  'participation/initiatives/otklik-2026.json',
  {
    /** How well it must be known who proposes and supports: one voice of one proof. */
    level: identityLevel,
    minAge: z.number().int().min(1).max(120),
    city: scope,
    district: scope,
    /** So long it is looked at, and the city answers. */
    lookDays: days,
    answerDays: days,
    /** So many of one author at once. */
    mostOwn: z.number().int().min(1),
    /** Of fewer people by district nothing is told (decision 0039). */
    smallest: z.number().int().min(2),
    width: z.number().int().min(2),
    /** After so many days the words of a refused one, and the author of one that is over, are erased. */
    refusedDays: days,
    keptDays: days,
    notReached: words,
    rules: z.array(z.strictObject({ id: z.string().min(1).max(60), title: words, words })).min(1),
  },
  'На этот день нет порядка инициатив.',
);

export const initiativeRulesToday = (ctx: Pick<Ctx, 'config' | 'now'>) =>
  initiativesPack.on(cityDay(ctx.config, ctx.now));

/** A rule of refusal in its own words; of one that is there no more, its name. */
export const ruleTitleOf = (ctx: Pick<Ctx, 'config' | 'now'>, id: string): string =>
  initiativeRulesToday(ctx).rules.find((rule) => rule.id === id)?.title ?? id;

/** The district it names is there. */
export function requireDistrict(districtId: string | null): void {
  if (districtId !== null && !topDistricts().some(({ id }) => id === districtId))
    throw new AppError('lib.bad-input', 'Такого района нет. Выберите из списка.', {
      fields: { districtId: 'Такого района нет. Выберите из списка' },
    });
}

/** Route. */
export async function getInitiativeRules(ctx: Ctx): Promise<RouteReplyInput<typeof rulesRoute>> {
  const rules = initiativeRulesToday(ctx);
  const { leastReason, templates } = discussionRulesToday(ctx);
  return {
    level: rules.level,
    minAge: rules.minAge,
    lookDays: rules.lookDays,
    answerDays: rules.answerDays,
    mostOwn: rules.mostOwn,
    smallest: rules.smallest,
    city: rules.city,
    district: rules.district,
    notReached: rules.notReached,
    rules: rules.rules,
    districts: topDistricts(),
    leastReason,
    templates,
    mine: { level: levelOfActor(ctx) },
  };
}
