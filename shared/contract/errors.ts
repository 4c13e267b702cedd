import { z } from 'zod';

/**
 * The closed list of failures the API may answer with, each mapped to its HTTP status once.
 * Names are `module.what-is-wrong`; the Russian sentence for a person is in the reply's `detail`.
 */
export const errorStatus = {
  'lib.bad-input': 400,
  'lib.not-found': 404,
  'lib.not-signed-in': 401,
  'lib.forbidden': 403,
  'lib.conflict': 409,
  'lib.changed-meanwhile': 409,
  'lib.too-large': 413,
  'lib.unsupported-media': 415,
  'lib.too-many-requests': 429,
  'lib.idempotency-mismatch': 422,
  'lib.unavailable': 503,
  'lib.internal': 500,
  /** Residents before the portal is opened. */
  'lib.portal-closed': 403,
  'lib.as-it-was': 403,
  'identity.wrong-credentials': 401,
  'identity.wrong-code': 400,
  'identity.code-expired': 400,
  'identity.locked-out': 429,
  'identity.setup-done': 409,
  'identity.sign-in-again': 403,
  'identity.key-refused': 400,
  'identity.outside-refused': 400,
  'identity.unknown-person': 403,
  'identity.level-too-low': 403,
  'identity.last-administrator': 409,
  'files.bad-content': 415,
  'files.too-large': 413,
  'files.bomb': 422,
  'files.not-found': 404,
  'files.claimed': 409,
  'territory.outside': 422,
  'taxonomy.unknown-fact': 422,
  'cases.not-found': 404,
  'cases.illegal-transition': 409,
  'cases.foreign': 403,
  'cases.complained-about': 409,
  'cases.consent-missing': 422,
  'cases.link-expired': 410,
  'publications.link-expired': 410,
  'cases.return-window-over': 409,
  'imports.bad-file': 422,
  'imports.bad-mapping': 422,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** RFC 9457 problem+json. `code` is ours; `fields` names inputs with what is wrong in each, in Russian. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
  requestId: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
  details: z.unknown().optional(),
});
export type Problem = z.infer<typeof problem>;

const recordChange = z.object({
  at: z.string(),
  /** «вы» for the reader's own; '' where the reader does not learn names. */
  by: z.string(),
  /** «Продлён срок поручения». */
  what: z.string(),
});
export type RecordChange = z.infer<typeof recordChange>;

/** `details` of `lib.changed-meanwhile`: the version to name next, and what was done to the record last, newest first. */
export const staleDetails = z.object({
  version: z.union([z.number(), z.string()]),
  changes: z.array(recordChange),
});
export type StaleDetails = z.infer<typeof staleDetails>;
