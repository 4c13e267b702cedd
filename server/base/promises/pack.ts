import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { localDate } from '../deadlines/index.ts';

const whole = z.number().int().min(1);

/** What everybody is shown of promises, and what counts as a proof: packs/base/promises. */
export const promisePack = defineDatedPack(
  'promise-ledger',
  'base/promises/otklik-2026.json',
  {
    /** Weeks looked back on, this one among them, and weeks ahead that are drawn. */
    weeks: whole,
    weeksAhead: whole,
    /** Promises whose term is over without which no share is told of a body. */
    leastForShare: whole,
    /** Hours after the end of an outage within which nobody wrote of it again. */
    quietHours: whole,
    /** Days an earlier official word holds a new piece. */
    factDays: whole,
    /** Days before a term in which a promise is an idea for a piece. */
    nearDays: whole,
  },
  'На этот день нет порядка обещаний.',
);

export const promiseRulesOn = (ctx: Pick<Ctx, 'now'>) => promisePack.on(localDate(ctx.now));
