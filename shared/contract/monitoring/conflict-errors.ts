import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { errorKind } from './conflicts.ts';

/** Errors of communication by bodies and months: of reviews of conflicts and of answers. */

export const readErrors = defineRoute({
  id: 'conflicts.read-errors',
  method: 'GET',
  path: '/api/conflicts/errors',
  access: { permission: 'conflicts.read' },
  summary: 'Ошибки общения по органам и месяцам: из разбора конфликтов и из проверки ответов',
  reply: z.object({
    /** `YYYY-MM`, twelve, the oldest first. */
    months: z.array(z.string()),
    bodies: z.array(
      z.object({
        unitId: z.string().nullable(),
        unit: z.string(),
        /** Errors of each month. */
        counts: z.array(z.number()),
        total: z.number(),
        byError: z.array(errorKind.extend({ count: z.number() })),
      }),
    ),
    byError: z.array(errorKind.extend({ count: z.number() })),
  }),
});
