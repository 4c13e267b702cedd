import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** What is wrong with the installation, with what to do. */
export const healthTrouble = z.object({
  /** `check/fault`. */
  id: z.string(),
  severity: z.enum(['error', 'warning']),
  title: z.string(),
  /** What is known of it. */
  words: z.string(),
  /** What to do. */
  cure: z.string(),
  /** The screen where it is cured. */
  link: z.string().nullable(),
  /** Since when this server sees it. */
  since: instant,
});
export type HealthTroubleView = z.infer<typeof healthTrouble>;

export const healthState = z.object({
  /** Errors first, the newest of them first. */
  troubles: z.array(healthTrouble),
  /** What is well, by what was looked at. */
  well: z.array(z.string()),
  /** What was not looked at, and why: it is not told as good. */
  unjudged: z.array(z.object({ title: z.string(), why: z.string() })),
  checked: z.number(),
  /** Faults that are known, each with its cure. */
  known: z.number(),
  asOf: instant,
});
export type HealthState = z.infer<typeof healthState>;

export const readHealth = defineRoute({
  id: 'health.read-state',
  method: 'GET',
  path: '/api/health',
  access: { permission: 'health.read' },
  summary: 'Состояние установки: что неладно и чем лечить',
  reply: healthState,
});
