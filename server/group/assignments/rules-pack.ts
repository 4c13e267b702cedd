import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** How decisions and assignments are controlled: packs/group/assignments. */
export const controlPack = defineDatedPack(
  'assignments',
  'group/assignments/otklik-2026.json',
  {
    defaultWorkingDays: z.int().min(1).max(250),
    extensionsAtMost: z.int().min(0).max(10),
    remindWorkingDaysLeft: z.array(z.int().min(0).max(60)),
    undoAcceptanceHours: z.int().min(0).max(240),
    clauses: z.strictObject({ binding: z.string(), control: z.string() }),
  },
  'На этот день нет правил контроля поручений.',
);

export type ControlRules = ReturnType<typeof controlPack.on>;
