import { z } from 'zod';
import { federalFields } from '../../../shared/contract/monitoring/federal.ts';
import type { IncidentStatus } from '../../../shared/contract/monitoring/incidents.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';

export const federalStages = ['new', 'work', 'answered', 'closed', 'rejected'] as const;
export type FederalStage = (typeof federalStages)[number];

/** Columns and states of the federal system: packs/monitoring/federal. */
export const federalPack = defineDatedPack(
  'federal-incident-tables',
  'monitoring/federal/tables-2026.json',
  {
    columns: z.array(
      z.strictObject({ field: z.enum(federalFields), title: z.string(), aliases: z.array(z.string()) }),
    ),
    statuses: z.array(
      z.strictObject({ title: z.string(), stage: z.enum(federalStages), aliases: z.array(z.string()) }),
    ),
  },
  'Нет набора столбцов федеральной системы на этот день.',
);
export type FederalPack = ReturnType<(typeof federalPack)['on']>;

const plain = (text: string): string =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/[^a-zа-я0-9№]+/gu, ' ')
    .trim();

/** Guesses which column means what by its name: the pack's own titles first; each column means one thing. */
export function guessFederalColumns(
  headers: readonly string[],
  { columns }: Pick<FederalPack, 'columns'>,
): Record<string, string> {
  const mapping: Record<string, string> = {};
  const taken = new Set<string>();
  for (const isOwnTitle of [true, false]) {
    for (const { field, title, aliases } of columns) {
      if (mapping[field] !== undefined) continue;
      const names = (isOwnTitle ? [title] : aliases).map(plain);
      const found = headers.find((header) => !taken.has(header) && names.includes(plain(header)));
      if (found === undefined) continue;
      mapping[field] = found;
      taken.add(found);
    }
  }
  return mapping;
}

/** The stage a state of theirs means; null for a word the pack does not know. */
export function readFederalStage(
  status: string,
  { statuses }: Pick<FederalPack, 'statuses'>,
): FederalStage | null {
  const word = plain(status);
  return (
    statuses.find(({ title, aliases }) => [title, ...aliases].some((one) => plain(one) === word))?.stage ??
    null
  );
}

export const federalStageTitle = (stage: FederalStage, { statuses }: Pick<FederalPack, 'statuses'>): string =>
  statuses.find((status) => status.stage === stage)?.title ?? stage;

const stages: Readonly<Record<IncidentStatus, FederalStage>> = {
  captured: 'new',
  sorted: 'work',
  sent: 'work',
  refused: 'work',
  accepted: 'work',
  approval: 'work',
  published: 'answered',
  dialogue: 'answered',
  interim: 'answered',
  closed: 'closed',
  // Answered as a case from then on; in the feed it is over.
  converted: 'closed',
  merged: 'closed',
  dismissed: 'rejected',
};

/** The stage a state of ours means in their words. */
export const stageOfIncident = (status: IncidentStatus): FederalStage => stages[status];
