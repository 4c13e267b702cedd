import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Config } from '../../lib/config.ts';
import { once } from '../../lib/once.ts';

const folder = new URL('../../../packs/messages/office/', import.meta.url);

const officePack = z.object({
  kind: z.literal('office'),
  organisation: z.string().optional(),
  lines: z.array(z.string()).optional(),
  place: z.string().optional(),
  headPosition: z.string().optional(),
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

type OfficePack = z.output<typeof officePack>;
/** How the office numbers and keeps its papers: in whose name it prints them the card of the city says. */
export type OfficeSettings = Pick<OfficePack, 'journalNumber' | 'outgoingNumber' | 'storage' | 'reception'>;

const opened = new Map<string, OfficePack>();
const ownFile = (city: string): URL => new URL(`${city}.json`, folder);

/** The letterhead that lay in the file of a city before there was a card: its first edition is made of it. */
export function formerHeadOf(
  city: string,
): Required<Pick<OfficePack, 'organisation' | 'lines' | 'place' | 'headPosition'>> | null {
  if (!existsSync(ownFile(city))) return null;
  const { organisation, lines = [], place = '', headPosition = '' } = readPack(city);
  return organisation === undefined ? null : { organisation, lines, place, headPosition };
}

/** Numbers and storage of the city's office, from its pack; another city begins with those of the sample. */
export const officeOf = ({ city }: Pick<Config, 'city'>): OfficeSettings => readPack(city);

function readPack(city: string): OfficePack {
  const known = opened.get(city);
  if (known) return known;
  const own = ownFile(city);
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

/** Names of the official classifier by code. */
export const officialClassifier = once(() =>
  classifierPack.parse(JSON.parse(readFileSync(new URL('classifier-2025.json', folder), 'utf8'))),
);
