import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type Ground,
  groundKinds,
  type listGrounds,
} from '../../../../shared/contract/messages/cases-moves.ts';
import type { RouteReplyInput } from '../../../../shared/contract/route.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { holdsOn } from '../../../lib/dated.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { once } from '../../../lib/once.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const packSchema = z.object({
  kind: z.literal('grounds'),
  version: z.string(),
  grounds: z.array(
    z.object({
      id: z.string(),
      for: z.enum(groundKinds),
      title: z.string(),
      toResident: z.string().optional(),
      regimes: z.array(z.string()).default([]),
      addressees: z.enum(['one', 'several']).optional(),
      validFrom: day,
      validTo: day.optional(),
      legal: z.object({ text: z.string() }),
      toVerify: z.boolean().default(false),
    }),
  ),
});

type Pack = z.output<typeof packSchema>;
type PackGround = Pack['grounds'][number];

/** The grounds that come with the project. */
const grounds = once((): Pack => {
  const source = new URL('../../../../packs/messages/grounds/otklik-2026.json', import.meta.url);
  return packSchema.parse(JSON.parse(readFileSync(source, 'utf8')));
});

const present = (ground: PackGround): Ground => ({
  id: ground.id,
  for: ground.for,
  title: ground.title,
  toResident: ground.toResident ?? null,
  regimes: ground.regimes,
  addressees: ground.addressees ?? null,
  legal: ground.legal.text,
  toVerify: ground.toVerify,
});

/** Grounds that hold on the local day of `now`. */
export function groundsOn(now: Date): Ground[] {
  const today = localDate(now);
  return grounds()
    .grounds.filter((ground) => holdsOn(ground, today))
    .map(present);
}

/** Route: the directory of grounds as it holds today. */
export async function readGrounds(ctx: Ctx): Promise<RouteReplyInput<typeof listGrounds>> {
  return { version: grounds().version, grounds: groundsOn(ctx.now) };
}

export interface ChosenGround extends Ground {
  version: string;
}

/** A ground of a decision. Throws when it does not exist, does not hold today, or is not for this regime. */
export function requireGround(
  ctx: Ctx,
  kind: Ground['for'],
  id: string,
  regime: string | null = null,
): ChosenGround {
  const found = groundsOn(ctx.now).find((ground) => ground.id === id && ground.for === kind);
  const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { groundId: text } });
  if (!found) throw wrong('Такого основания нет или оно сегодня не действует. Выберите из списка.');
  if (regime !== null && found.regimes.length > 0 && !found.regimes.includes(regime))
    throw wrong('Это основание не подходит порядку рассмотрения дела. Выберите другое.');
  return { ...found, version: grounds().version };
}

/** A ground in words, past ones too: an old decision still names its own. */
export function describeGround(id: string): { title: string; legal: string } {
  const found = grounds().grounds.find((ground) => ground.id === id);
  return { title: found?.title ?? id, legal: found?.legal.text ?? '' };
}
