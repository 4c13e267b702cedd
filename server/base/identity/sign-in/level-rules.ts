import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type IdentityLevel, identityLevel } from '../../../../shared/contract/base/identity.ts';
import { levelNeed } from '../../../../shared/text/levels.ts';
import { cityDay } from '../../../lib/city.ts';
import { holdsOn } from '../../../lib/dated.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { reachesLevel } from './level.ts';

const day = z.iso.date();
const rule = z.object({
  category: z.string().min(1),
  level: identityLevel,
  validFrom: day,
  validTo: day.nullable(),
  why: z.string().min(1),
  basis: z.string().min(1),
  toVerify: z.boolean(),
});
export type LevelRule = z.infer<typeof rule>;
const pack = z.object({ version: z.string(), source: z.string(), rules: z.array(rule) });

const path = new URL('../../../../packs/base/identity/levels-2026.json', import.meta.url);
const { rules } = pack.parse(JSON.parse(readFileSync(path, 'utf8')));
const byCategory = Map.groupBy(rules, (one) => one.category);

/** The rule of a category on a local day. Memory only: registration asks it for every message. */
export function findLevelRule(category: string, today: string): LevelRule | undefined {
  return byCategory.get(category)?.find((one) => holdsOn(one, today));
}

/** Route: what is in force today, for the form to say before anything is sent. */
export async function listLevelRules(ctx: Ctx) {
  const today = cityDay(ctx.config, ctx.now);
  return {
    rules: rules
      .filter(({ category }) => findLevelRule(category, today))
      .map(({ category, level, why, basis, toVerify }) => ({ category, level, why, basis, toVerify })),
  };
}

/** How well the caller is known. Staff and links act for others and are not residents. */
export const levelOfActor = ({ actor }: Pick<Ctx, 'actor'>): IdentityLevel =>
  (actor.kind === 'resident' && actor.level) || 'anonymous';

/** Throws `identity.level-too-low` when the category of a message asks to know the resident better. */
export function requireLevel(ctx: Ctx, category: string): void {
  if (!byCategory.has(category)) return;
  const found = findLevelRule(category, cityDay(ctx.config, ctx.now));
  if (!found || reachesLevel(levelOfActor(ctx), found.level)) return;
  throw new AppError(
    'identity.level-too-low',
    `${levelNeed[found.level]} Введённое сохранено на этом устройстве.`,
    { details: { level: found.level, why: found.why, basis: found.basis } },
  );
}
