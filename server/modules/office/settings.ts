import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Config } from '../../lib/config.ts';

const folder = new URL('../../../packs/office/', import.meta.url);

const officePack = z.object({
  kind: z.literal('office'),
  organisation: z.string(),
  lines: z.array(z.string()),
  place: z.string(),
  headPosition: z.string(),
  journalNumber: z.string().includes('{serial}').includes('{year}'),
  outgoingNumber: z.string().includes('{serial}').includes('{year}'),
  storage: z.object({
    years: z.number().int(),
    nomenclature: z.string(),
    legal: z.string(),
    toVerify: z.boolean(),
  }),
  reception: z.object({ legal: z.string(), minutes: z.number().int().min(5).max(120) }),
});

export type OfficeSettings = z.output<typeof officePack>;

const opened = new Map<string, OfficeSettings>();

/** Letterhead, numbers and storage of the city's office, from its pack; another city begins with the sample. */
export function officeOf({ city }: Pick<Config, 'city'>): OfficeSettings {
  const known = opened.get(city);
  if (known) return known;
  const own = new URL(`${city}.json`, folder);
  const path = existsSync(own) ? own : new URL('kamensk-uralsky.json', folder);
  const settings = officePack.parse(JSON.parse(readFileSync(path, 'utf8')));
  opened.set(city, settings);
  return settings;
}

const classifierPack = z.object({
  version: z.string(),
  title: z.string(),
  names: z.record(z.string(), z.string()),
});
let classifier: z.output<typeof classifierPack> | undefined;

/** Names of the official classifier by code. */
export function officialClassifier(): z.output<typeof classifierPack> {
  classifier ??= classifierPack.parse(
    JSON.parse(readFileSync(new URL('classifier-2025.json', folder), 'utf8')),
  );
  return classifier;
}
