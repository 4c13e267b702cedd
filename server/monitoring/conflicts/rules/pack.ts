import { z } from 'zod';
import {
  conflictRisk,
  signalKind,
  signalKinds,
} from '../../../../shared/contract/monitoring/conflict-signals.ts';
import { defineDatedPack } from '../../../lib/dated-pack.ts';

const minutes = z.number().int().min(1);
/** A rule of words in lines, as a person writes it. */
const words = z.array(z.string()).transform((lines) => lines.join('\n'));

/** From when on something is an early signal, and what is done then: packs/monitoring/conflicts. */
export const conflictPack = defineDatedPack(
  'conflict-signals',
  'monitoring/conflicts/otklik-2026.json',
  {
    anger: z.strictObject({
      people: z.number().int().min(2),
      minutes,
      quietHours: z.number().min(1),
      words,
      unless: words,
    }),
    contradiction: z.strictObject({ days: z.number().int().min(1) }),
    deleted: z.strictObject({ minutes }),
    promise: z.strictObject({ graceHours: z.number().min(0) }),
    late: z.strictObject({ byMinutes: minutes, unansweredTimes: z.number().min(1) }),
    risk: z.record(signalKind, conflictRisk),
    callMinutes: minutes,
    playbooks: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z0-9-]+$/u),
          title: z.string().min(3),
          kinds: z.array(z.enum(signalKinds)).min(1),
          steps: z
            .array(z.strictObject({ text: z.string().min(3).max(300), minutes }))
            .min(1)
            .max(20),
        }),
      )
      .min(1),
  },
  'На этот день нет порогов ранних сигналов.',
);

export type ConflictRules = ReturnType<typeof conflictPack.on>;
