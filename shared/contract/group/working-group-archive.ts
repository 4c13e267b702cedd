import { z } from 'zod';
import { segment } from '../messages/cases-found.ts';
import { isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The archive of the group: protocols, decisions and papers of the meetings that were held, by year and by words. */

export const archiveKinds = ['protocol', 'decision', 'paper'] as const;
export const archiveKind = z.enum(archiveKinds);
export type ArchiveKind = z.infer<typeof archiveKind>;

const archiveRow = z.object({
  kind: archiveKind,
  /** Of the decision, of the file; of the meeting for a protocol. */
  id: z.string(),
  meetingId: z.string(),
  meetingNumber: z.number().nullable(),
  day: isoDate,
  /** «3/2026»; null while nobody has signed. */
  protocolNumber: z.string().nullable(),
  /** That of the protocol in the city's document system. */
  cityNumber: z.string().nullable(),
  /** «1.2» of a decision. */
  number: z.string().nullable(),
  title: z.string(),
  /** Who answers for a decision, and by what day. */
  responsible: z.string().nullable(),
  dueOn: isoDate.nullable(),
  /** The title with the words looked for marked; null where they are not in it. */
  titleFound: z.array(segment).nullable(),
  /** A line of the text with the words; null where the title says it already. */
  excerpt: z.array(segment).nullable(),
  /** The item of the agenda where it opens. */
  itemId: z.string().nullable(),
});
export type ArchiveRow = z.infer<typeof archiveRow>;

export const searchArchive = defineRoute({
  id: 'working-group.search-archive',
  method: 'GET',
  path: '/api/working-group/archive',
  access: { permission: 'working-group.read' },
  summary: 'Архив рабочей группы: протоколы, решения, материалы по годам и словам',
  query: z.object({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(100).default(30),
    q: z.string().trim().max(200).optional(),
    year: z.coerce.number().int().min(2000).max(2199).optional(),
    kind: archiveKind.optional(),
  }),
  reply: z.object({
    rows: z.array(archiveRow),
    next: z.string().nullable(),
    counts: z.object({ protocol: z.number(), decision: z.number(), paper: z.number() }),
    years: z.array(z.number()),
    /** Words that were looked for besides the ones typed. */
    replaced: z.array(z.object({ typed: z.string(), shown: z.string() })),
  }),
});
