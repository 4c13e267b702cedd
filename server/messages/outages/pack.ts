import { z } from 'zod';
import { localDate } from '../../base/deadlines/index.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import type { Ctx } from '../../lib/module/context.ts';

const names = z.array(z.string().min(1)).min(1);
const words = z.string().min(1);
const hours = z.number().positive().max(240);

const resource = z.strictObject({
  id: words,
  title: words,
  absent: words,
  planned: words,
  gives: words,
  gave: words,
  notYet: words,
  block: words,
  facts: names,
  alike: z.array(words),
  says: z.array(words),
  not: z.array(words),
  names,
});
export type Resource = z.infer<typeof resource>;

const columnNames = ['key', 'resource', 'address', 'houses', 'begins', 'until', 'ended'] as const;
const plainNames = ['kind', 'reason', 'repairer'] as const;
const columns = [...columnNames, ...plainNames] as const;
export type OutageColumn = (typeof columns)[number];

/** What may be off, by which topics and words: packs/messages/outages. */
export const outagePack = defineDatedPack(
  'outages',
  'messages/outages/otklik-2026.json',
  {
    resources: z.array(resource).min(1),
    columns: z.record(z.enum(columns), names),
    plannedWords: names,
    emergencyWords: names,
    unconfirmedAfterHours: hours,
    termWithinHours: hours,
  },
  'На этот день нет списка ресурсов для отключений.',
);

export type OutageRules = ReturnType<typeof outagePack.on>;

/** The version in force today. */
export const rulesToday = ({ now }: Pick<Ctx, 'now'>): OutageRules => outagePack.on(localDate(now));

/** A resource of any version: an outage keeps what it was, whatever the pack says now. */
export function findResource(id: string): Resource | undefined {
  const { versions } = outagePack.read();
  return versions.toReversed().flatMap(({ resources }) => resources.find((one) => one.id === id) ?? [])[0];
}
