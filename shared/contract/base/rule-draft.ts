import { z } from 'zod';

/**
 * A new dated version of a rule: what is not named stays as in the version before it. In a file of its own: the workplace
 * checks an uploaded pack by it, and pages that only read the calendar need no schemas.
 */
export const ruleDraft = z.object({
  id: z.string().max(80),
  title: z.string().trim().min(1).max(200).optional(),
  unit: z
    .enum(['calendar-day', 'working-day', 'calendar-month', 'working-hour', 'duty-hour', 'clock-hour'])
    .optional(),
  amount: z.number().positive('Срок — число больше нуля').max(3660, 'Срок не длиннее десяти лет').optional(),
  roll: z.enum(['none', 'previous-working-day', 'next-working-day']).optional(),
  validFrom: z.iso.date('Назовите день, с которого действует'),
  legal: z
    .object({ text: z.string().trim().min(1, 'Назовите основание').max(300), url: z.url().optional() })
    .optional(),
  toVerify: z.boolean().optional(),
  note: z.string().max(1000).optional(),
});
export type RuleDraft = z.infer<typeof ruleDraft>;
