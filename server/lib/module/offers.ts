import { keysOf } from '../../../shared/known.ts';
import { type Ctx, hasPermission } from './context.ts';

/** What the caller may do by their place, for the `can` of a reply: `offers(ctx, { keep: 'cases.keep-bodies' })`. */
export const offers = <A extends string>(ctx: Pick<Ctx, 'actor'>, acts: Record<A, string>): A[] =>
  keysOf(acts).filter((act) => hasPermission(ctx, acts[act]));
