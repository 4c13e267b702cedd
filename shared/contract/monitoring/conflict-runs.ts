import { z } from 'zod';
import { instant } from '../paging.ts';

/** Playbooks of a conflict: what is offered, and what runs. */

export const conflictTask = z.object({
  serial: z.number(),
  text: z.string(),
  dueAt: instant,
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  isVoid: z.boolean(),
  isLate: z.boolean(),
});

export const conflictRun = z.object({
  id: z.string(),
  /** The id it was offered under. */
  playbook: z.string(),
  title: z.string(),
  practiceId: z.string().nullable(),
  startedAt: instant,
  startedBy: z.string(),
  tasks: z.array(conflictTask),
});
export type ConflictRun = z.infer<typeof conflictRun>;

export const offeredPlaybook = z.object({
  /** `pack:<id>`, or the id of a practice. */
  id: z.string(),
  title: z.string(),
  /** It answers what set this conflict off. */
  isFit: z.boolean(),
  steps: z.array(z.object({ text: z.string(), minutes: z.number() })),
});
export type OfferedPlaybook = z.infer<typeof offeredPlaybook>;
