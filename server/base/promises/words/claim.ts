import { z } from 'zod';

/** Where in the text the words stand, UTF-16 offsets. */
const place = { from: z.number().int(), to: z.number().int() };

/** What an official text claims, read by `read-claims.ts`. It holds values and offsets, none of the words. */
export const claim = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('day'),
    /** `YYYY-MM-DD`. */
    day: z.string(),
    /** `HH:MM`. */
    hour: z.string().nullable(),
    /** When it begins or when it is over; `by` = at the latest then; `about` = to the end of a week or a month. */
    role: z.enum(['begin', 'end']),
    sense: z.enum(['on', 'by', 'about']),
    ...place,
  }),
  z.object({ kind: z.literal('moved'), ...place }),
  z.object({ kind: z.literal('state'), isDone: z.boolean(), ...place }),
  /** It broke anew: what was done before is no lie. */
  z.object({ kind: z.literal('again'), ...place }),
  z.object({ kind: z.literal('plan'), isPlanned: z.boolean(), ...place }),
  z.object({ kind: z.literal('ours'), isOurs: z.boolean(), ...place }),
  /** A body that is said to answer for it: an id of `bodies.ts`. */
  z.object({ kind: z.literal('body'), body: z.string(), ...place }),
]);
export type Claim = z.infer<typeof claim>;
export type ClaimOf<K extends Claim['kind']> = Extract<Claim, { kind: K }>;

export const claimsOf = <K extends Claim['kind']>(claims: readonly Claim[], kind: K): ClaimOf<K>[] =>
  claims.filter((one): one is ClaimOf<K> => one.kind === kind);

/** A day a person entered beside a text, as if its words named it: to be over by then. */
export const dayClaim = (day: string): ClaimOf<'day'> => ({
  kind: 'day',
  day,
  hour: null,
  role: 'end',
  sense: 'by',
  from: 0,
  to: 0,
});
