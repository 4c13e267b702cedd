import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type IdentityLevel, identityLevel } from '../../../../shared/contract/base/identity.ts';
import { levelNeed } from '../../../../shared/text/levels.ts';
import { cityDay } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { fateOf, type LevelChannel, type LevelInForce, levelInForce } from './level-of.ts';
import { cityLevels } from './store.ts';

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
const pack = z.object({ version: z.string(), source: z.string(), rules: z.array(rule) });

const path = new URL('../../../../packs/base/identity/levels-2026.json', import.meta.url);
export const { rules: packLevels } = pack.parse(JSON.parse(readFileSync(path, 'utf8')));

/** The rule of a category on a local day. Memory only: registration asks it for every message. */
export const findLevelRule = (category: string, today: string): LevelInForce | undefined =>
  levelInForce(packLevels, cityLevels(), category, today);

/** Categories the pack or the city says anything of. */
export const namedCategories = (): string[] => [
  ...new Set([...packLevels, ...cityLevels()].map(({ category }) => category)),
];

/** Route: what is in force today, for the form to say before anything is sent. */
export async function listLevelRules(ctx: Ctx) {
  const today = cityDay(ctx.config, ctx.now);
  return {
    rules: namedCategories().flatMap((category) => {
      const found = findLevelRule(category, today);
      return found
        ? [{ category, level: found.level, why: found.why, basis: found.basis, toVerify: found.toVerify }]
        : [];
    }),
  };
}

/** How well the caller is known. Staff and links act for others and are not residents. */
export const levelOfActor = ({ actor }: Pick<Ctx, 'actor'>): IdentityLevel =>
  (actor.kind === 'resident' && actor.level) || 'anonymous';

/** Throws `identity.level-too-low` when the category of a message asks to know the resident better. */
export function requireLevel(ctx: Ctx, category: string, channel: LevelChannel = 'portal'): void {
  const found = findLevelRule(category, cityDay(ctx.config, ctx.now));
  if (!found || fateOf(channel, found.level, levelOfActor(ctx)) !== 'refused') return;
  throw new AppError(
    'identity.level-too-low',
    `${levelNeed[found.level]} Введённое сохранено на этом устройстве.`,
    { details: { level: found.level, why: found.why, basis: found.basis } },
  );
}
