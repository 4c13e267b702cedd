import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { groupRole } from '../../../shared/contract/working-group.ts';
import { AppError } from '../../lib/errors.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/u);

const versionSchema = z.strictObject({
  version: z.string().min(1),
  validFrom: day,
  validTo: day.nullable(),
  meetingsPerMonth: z.int().min(1),
  warnOnDay: z.int().min(1).max(28),
  papersWorkingDays: z.int().min(0).max(30),
  quorumShare: z.number().min(0).max(1),
  sectorBlocks: z.array(z.string()).min(1),
  requiredRoles: z.array(groupRole),
  clauses: z.strictObject({
    roles: z.string(),
    sectorBlocks: z.string(),
    act: z.string(),
    presiding: z.string(),
    meetingsPerMonth: z.string(),
    protocol: z.string(),
    binding: z.string(),
  }),
});

/** What the decree and the regulation ask of the group: packs/working-group. */
const packSchema = z.strictObject({
  kind: z.literal('working-group'),
  id: z.string(),
  title: z.string(),
  note: z.string(),
  legal: z.strictObject({ text: z.string().min(1) }),
  toVerify: z.boolean(),
  versions: z.array(versionSchema).min(1),
});

export type GroupRules = z.output<typeof versionSchema>;

let pack: z.output<typeof packSchema> | undefined;

/** Reads the shipped pack; throws when it is not one. */
export function readGroupPack(): z.output<typeof packSchema> {
  const file = new URL('../../../packs/working-group/otklik-2026.json', import.meta.url);
  pack ??= packSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return pack;
}

/** The rules in force on a local day; before the first version, those of the first. */
export function groupRulesOn(localDay: string): GroupRules {
  const { versions } = readGroupPack();
  const found =
    versions.find(({ validFrom, validTo }) => validFrom <= localDay && (validTo ?? '9999') >= localDay) ??
    (localDay < versions[0]!.validFrom ? versions[0] : undefined);
  if (!found) throw new AppError('lib.not-found', 'На этот день нет правил рабочей группы.');
  return found;
}
