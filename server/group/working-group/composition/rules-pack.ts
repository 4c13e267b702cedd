import { z } from 'zod';
import { groupRole } from '../../../../shared/contract/group/working-group.ts';
import { rollDay } from '../../../base/deadlines/index.ts';
import { defineDatedPack } from '../../../lib/dated-pack.ts';

/** What the decree and the regulation ask of the group: packs/group/working-group. */
export const groupPack = defineDatedPack(
  'working-group',
  'group/working-group/otklik-2026.json',
  {
    meetingsPerMonth: z.int().min(1),
    warnOnDay: z.int().min(1).max(28),
    papersWorkingDays: z.int().min(0).max(30),
    quorumShare: z.number().min(0).max(1),
    /** A decision is accepted by more than this share of the votes cast. */
    voteShare: z.number().min(0).max(1),
    /** At exactly that share the vote of who presides decides. */
    tieByPresiding: z.boolean(),
    /** Where a due day that is no working day goes. */
    dueRoll: z.enum(['forward', 'back', 'none']),
    /** Who may certify an extract of a signed protocol. */
    certifyRoles: z.array(groupRole).min(1),
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
      dueRoll: z.string(),
    }),
  },
  'На этот день нет правил рабочей группы.',
);

/** The day a term ends on: the day itself, or the working day the rule of that day moves it to. */
export const rollDue = (day: string): string => rollDay(day, groupPack.on(day).dueRoll);

/** Whether a local day is a working one by the production calendar. */
export const isWorkingDay = (day: string): boolean => rollDay(day, 'forward') === day;

export type GroupRules = ReturnType<typeof groupPack.on>;
