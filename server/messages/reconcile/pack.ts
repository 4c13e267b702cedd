import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { posFields } from '../../../shared/contract/messages/reconcile.ts';

export const stages = ['new', 'work', 'answered', 'closed', 'rejected'] as const;
export type Stage = (typeof stages)[number];

const packShape = z.strictObject({
  id: z.string(),
  version: z.string(),
  validFrom: z.string(),
  source: z.string(),
  toVerify: z.boolean(),
  legal: z.string(),
  columns: z.array(z.object({ field: z.enum(posFields), title: z.string(), aliases: z.array(z.string()) })),
  statuses: z.array(z.object({ title: z.string(), stage: z.enum(stages), aliases: z.array(z.string()) })),
});

/** Columns and states of ПОС in force. */
export const posPack = packShape.parse(
  JSON.parse(readFileSync(new URL('../../../packs/messages/pos/tables-2026.json', import.meta.url), 'utf8')),
);

const plain = (text: string): string =>
  text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replaceAll(/[^a-zа-я0-9№]+/gu, ' ')
    .trim();

/** Guesses which column means what by its name; each column once, exact names first. */
export function guessMapping(headers: readonly string[]): Record<string, string> {
  const mapping: Record<string, string> = {};
  const isFree = (header: string) => !Object.values(mapping).includes(header);
  for (const isExact of [true, false]) {
    for (const { field, title, aliases } of posPack.columns) {
      if (mapping[field]) continue;
      const names = isExact ? [title] : aliases;
      const found = headers.find(
        (header) => isFree(header) && names.some((name) => plain(name) === plain(header)),
      );
      if (found) mapping[field] = found;
    }
  }
  return mapping;
}

/** The stage a state of ПОС means; null for a word the pack does not know. */
export function readStage(status: string): Stage | null {
  const word = plain(status);
  const known = posPack.statuses.find(({ title, aliases }) =>
    [title, ...aliases].some((one) => plain(one) === word),
  );
  return known?.stage ?? null;
}

export const stageTitle = (stage: Stage): string =>
  posPack.statuses.find((status) => status.stage === stage)?.title ?? stage;

/** The stage our state means in words of ПОС. */
export function stageOf(status: string): Stage {
  if (['new', 'moderation', 'coordination', 'clarification'].includes(status)) return 'new';
  if (status === 'answered' || status === 'deferred') return 'answered';
  if (status === 'rejected') return 'rejected';
  return status.startsWith('closed') || status === 'merged' ? 'closed' : 'work';
}
