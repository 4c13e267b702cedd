import { type Ctx, isStaff } from './context.ts';

/** What the caller may do by their place, for the `can` of a reply: `offers(ctx, { keep: 'cases.keep-bodies' })`. */
export const offers = <A extends string>({ actor }: Pick<Ctx, 'actor'>, acts: Record<A, string>): A[] =>
  (Object.keys(acts) as A[]).filter((act) => isStaff(actor) && actor.permissions.has(acts[act]));
