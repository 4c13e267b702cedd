import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Config } from '../../lib/config.ts';
import { AppError } from '../../lib/errors.ts';
import { once } from '../../lib/once.ts';

const folder = new URL('../../../packs/messages/office/', import.meta.url);

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

type OfficePack = z.output<typeof officePack>;
type Letterhead = Pick<OfficePack, 'organisation' | 'lines' | 'place' | 'headPosition'>;
/** How the office numbers and keeps its papers: in whose name it prints them is asked of `organisationOf`. */
export type OfficeSettings = Omit<OfficePack, keyof Letterhead>;

const opened = new Map<string, OfficePack>();
const ownFile = (city: string): URL => new URL(`${city}.json`, folder);

/** Whether somebody has set in whose name papers of this city are printed. */
export const hasOrganisation = ({ city }: Pick<Config, 'city'>): boolean => existsSync(ownFile(city));

/**
 * In whose name papers of this city are printed. Refused while nobody has set it: no letter, protocol or report goes out under the
 * name of another city. Nothing is lost by the refusal: the draft stays.
 */
export function organisationOf({ city }: Pick<Config, 'city'>): Letterhead {
  if (!hasOrganisation({ city }))
    throw new AppError(
      'lib.conflict',
      'Печатать, подписывать и отправлять нельзя: не задана организация этого города. ' +
        `Задайте её в файле packs/messages/office/${city}.json (порядок — в packs/messages/office/README.md) и перезапустите сервер. ` +
        'Написанное сохранено.',
    );
  return readPack(city);
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
