import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../lib/errors.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

const versionSchema = z.strictObject({
  version: z.string().min(1),
  validFrom: day,
  validTo: day.nullable(),
  windowsHours: z.array(z.int().min(1).max(168)).min(1).max(4),
  weeks: z.int().min(3).max(26),
  leastCount: z.int().min(2),
  deviations: z.number().positive(),
  chance: z.number().positive().max(0.5),
  examples: z.int().min(1).max(20),
  rising: z.strictObject({
    lookBackDays: z.int().min(28).max(730),
    leastWindows: z.int().min(2).max(8),
    mostWindows: z.int().min(2).max(26),
    leastCount: z.int().min(2),
    leastGrowth: z.number().min(1),
    falseShare: z.number().positive().max(0.5),
  }),
});

/** When a flow is a burst: packs/early-warning. */
const packSchema = z.strictObject({
  kind: z.literal('early-warning'),
  id: z.string(),
  title: z.string(),
  note: z.string(),
  legal: z.strictObject({ text: z.string().min(1) }),
  toVerify: z.boolean(),
  versions: z.array(versionSchema).min(1),
});

export type BurstRule = z.output<typeof versionSchema>;
export type RisingRule = BurstRule['rising'];

let versions: readonly BurstRule[] | undefined;

/** Reads the shipped pack; throws when it is not one. */
export function readBurstPack(): readonly BurstRule[] {
  const file = resolve(import.meta.dirname, '../../../packs/early-warning/otklik-2026.json');
  versions ??= packSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).versions;
  return versions;
}

/** The rule in force on a local day. */
export function burstRuleOn(localDay: string): BurstRule {
  const found = readBurstPack().find(
    ({ validFrom, validTo }) => validFrom <= localDay && (validTo === null || localDay <= validTo),
  );
  if (!found) throw new AppError('lib.not-found', 'На этот день нет порогов раннего предупреждения.');
  return found;
}
