import { z } from 'zod';
import { declared, identities, regime } from '../../../shared/contract/base/regimes.ts';
import { channel } from '../../../shared/contract/messages/cases.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().trim().min(1).max(300);

const condition = z.strictObject({
  channels: z.array(channel).optional(),
  identities: z.array(z.enum(identities)).optional(),
  declares: z.array(declared).optional(),
  /** All of them. */
  signs: z.array(slug).optional(),
});

const dated = {
  id: slug,
  /** First and last day of receipt on which the entry holds. */
  validFrom: z.iso.date(),
  validTo: z.iso.date().optional(),
  legal: sentence,
  toVerify: z.boolean().default(false),
};

const ruleEntry = z.strictObject({
  ...dated,
  when: condition,
  regime,
  reason: sentence,
  answerRule: slug.optional(),
  note: sentence.optional(),
});

const effectEntry = z.strictObject({
  ...dated,
  when: condition.extend({
    regimes: z.array(regime).optional(),
    notChannels: z.array(channel).optional(),
  }),
  kind: z.enum(['clock', 'forbid', 'duty', 'offer']),
  text: sentence,
  code: slug.optional(),
  clock: slug.optional(),
  /** Deadline rules that do not start because of this. */
  drops: z.array(slug).default([]),
});

/** packs/base/regimes: what decides the regime, and what follows from it. */
export const regimePackSchema = z.strictObject({
  kind: z.literal('legal-regimes'),
  id: slug,
  version: z.string().min(1),
  title: sentence,
  note: z.string(),
  signs: z.array(z.strictObject({ id: slug, title: sentence })).min(1),
  rules: z.array(ruleEntry).min(1),
  effects: z.array(effectEntry),
});

export type RegimePack = z.output<typeof regimePackSchema>;
export type RegimeRule = RegimePack['rules'][number];
export type RegimeEffectEntry = RegimePack['effects'][number];

/** The pack contradicts itself; the message is Russian and names the entry. */
export class RegimePackInvalid extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'RegimePackInvalid';
  }
}

/** Reads the parsed JSON of a pack. Throws `RegimePackInvalid`. */
export function loadRegimePack(raw: unknown): RegimePack {
  const read = regimePackSchema.safeParse(raw);
  if (!read.success)
    throw new RegimePackInvalid(`Правовые режимы не читаются: ${z.prettifyError(read.error)}`, read.error);
  const pack = read.data;
  const signs = new Set(pack.signs.map(({ id }) => id));
  const seen = new Set<string>();
  for (const { id, when } of [...pack.rules, ...pack.effects]) {
    if (seen.has(id)) throw new RegimePackInvalid(`${id}: записано дважды`);
    seen.add(id);
    for (const sign of when.signs ?? [])
      if (!signs.has(sign)) throw new RegimePackInvalid(`${id}: нет признака «${sign}»`);
  }
  for (const { id, kind, clock, code } of pack.effects)
    if (!(kind === 'clock' ? clock : code))
      throw new RegimePackInvalid(`${id}: не назван ${kind === 'clock' ? 'срок' : 'код'}`);
  return pack;
}
