import { z } from 'zod';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { done } from './person-fields.ts';

/** Copies of the installation: how they are kept, back to which moments they lead, what is wrong. */

const manage = { permission: 'backups.manage' } as const;

/** `kept` = by the program; `own` = the database is another's; `off` = no place is named. */
export const backupWays = ['kept', 'own', 'off'] as const;

export const backupTroubles = [
  'no-word',
  'failure',
  'waiting',
  'no-copy',
  'old-copy',
  'copy-failed',
  'unchecked',
  'check-failed',
  'damaged',
  'not-carried',
  'little-room',
] as const;

export const backupTrouble = z.object({
  code: z.enum(backupTroubles),
  title: z.string(),
  /** What is known of it. */
  words: z.string(),
  /** What to do. */
  cure: z.string(),
});
export type BackupTrouble = z.infer<typeof backupTrouble>;

export const backupKinds = ['take', 'check'] as const;

export const backupRun = z.object({
  id: z.string(),
  kind: z.enum(backupKinds),
  outcome: z.enum(['running', 'done', 'failed']),
  beganAt: instant,
  endedAt: instant.nullable(),
  words: z.string(),
  /** Written by a copy. */
  bytes: z.number(),
});
export type BackupRun = z.infer<typeof backupRun>;

/** How this installation is given its settings: before the command that starts it, in a file, or by whoever starts its container. */
const startWay = z.discriminatedUnion('way', [
  z.object({ way: z.literal('command'), command: z.string() }),
  z.object({ way: z.literal('file'), file: z.string(), restart: z.string() }),
  z.object({ way: z.literal('container') }),
]);

export const backupState = z.object({
  way: z.enum(backupWays),
  /** When the keeper of copies spoke last; null = never yet. */
  toldAt: instant.nullable(),
  /** A demonstration needs no copies. */
  isNeeded: z.boolean(),
  start: startWay,
  place: z.string(),
  /** Whether the keeper could open the place; without that nothing is known of what lies there. */
  isOpen: z.boolean(),
  keepDays: z.number(),
  spans: z.array(z.object({ from: instant, to: instant })),
  bases: z.number(),
  bytes: z.number(),
  free: z.number(),
  /** Whether copies are carried to another place as well, and when they last were. */
  isMirrored: z.boolean(),
  mirroredAt: instant.nullable(),
  /** The last check that succeeded. */
  checkedAt: instant.nullable(),
  checkedWords: z.string(),
  troubles: z.array(backupTrouble),
  runs: z.array(backupRun),
  /** Kinds of work that are asked for and not begun yet. */
  asked: z.array(z.enum(backupKinds)),
  asOf: instant,
  can,
});
export type BackupState = z.infer<typeof backupState>;

export const readBackups = defineRoute({
  id: 'backups.read-state',
  method: 'GET',
  path: '/api/backups',
  access: manage,
  summary: 'Резервные копии: к каким мигам можно вернуться, когда проверено, что не так и чем лечить',
  reply: backupState,
});

export const askBackup = defineRoute({
  id: 'backups.ask',
  method: 'POST',
  path: '/api/backups/requests',
  access: manage,
  summary: 'Снять копию или проверить последнюю сейчас',
  body: z.object({ kind: z.enum(backupKinds) }),
  reply: done,
});
