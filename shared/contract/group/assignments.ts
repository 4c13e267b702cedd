import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { can, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Binding decisions and resolutions as assignments (decree 398 of 2021, chapter 3, clauses 7 and 10). */

export const assignmentStates = [
  'issued',
  'acknowledged',
  'in_work',
  'reported',
  'returned',
  'accepted',
  'cancelled',
] as const;
export const assignmentState = z.enum(assignmentStates);
export type AssignmentState = z.infer<typeof assignmentState>;

export const assignmentSources = [
  'decision',
  'resolution',
  'interaction',
  'recommendation',
  'order',
] as const;
export const assignmentSource = z.enum(assignmentSources, 'Выберите основание');
export type AssignmentSource = z.infer<typeof assignmentSource>;

export const controlKinds = ['regular', 'special'] as const;
export const controlKind = z.enum(controlKinds, 'Выберите вид контроля');
export type ControlKind = z.infer<typeof controlKind>;

export const linkKinds = ['case', 'problem', 'zone', 'burst', 'conflict'] as const;
export const linkKind = z.enum(linkKinds, 'Выберите, с чем связать');
/** Linked by hand; an early warning or a conflict is linked by the order given on it. */
export const handLinkKinds = ['case', 'problem', 'zone'] as const;
export const handLinkKind = z.enum(handLinkKinds, 'Выберите, с чем связать');
export type LinkKind = z.infer<typeof linkKind>;

export const evidenceKinds = ['file', 'case', 'figure', 'address'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export const assignmentRow = z.object({
  id: z.string(),
  /** «П-12/2026». */
  number: z.string(),
  source: assignmentSource,
  /** «Протокол № 11 от 24.11.2026, п. 1.2». */
  basis: z.string(),
  meetingId: z.string().nullable(),
  text: z.string(),
  expectedResult: z.string(),
  control: controlKind,
  responsibleId: z.string(),
  responsible: z.string(),
  coExecutors: z.array(z.string()),
  state: assignmentState,
  dueOn: isoDate,
  firstDueOn: isoDate,
  extensions: z.number(),
  /** Working days past the term; 0 while in time. Of a reported one: by the day of the report. */
  lateDays: z.number(),
  /** Working days till the term; null once it is over or past. */
  daysLeft: z.number().nullable(),
  issuedAt: z.string(),
  reportedAt: z.string().nullable(),
  acceptedAt: z.string().nullable(),
});
export type AssignmentRow = z.infer<typeof assignmentRow>;

const evidence = z.object({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  title: z.string(),
  value: z.string(),
  fileId: z.string().nullable(),
  fileKind: z.string().nullable(),
  /** Of a case the reader may see. */
  caseNumber: z.string().nullable(),
});
export type Evidence = z.infer<typeof evidence>;

const link = z.object({
  kind: linkKind,
  targetId: z.string(),
  title: z.string(),
  /** Where it opens; null where the reader may not see it. */
  href: z.string().nullable(),
  /** Residents behind it. */
  people: z.number(),
});
export type AssignmentLink = z.infer<typeof link>;

export const assignmentCard = assignmentRow.extend({
  budgetLine: z.string(),
  issuedBy: z.string(),
  acknowledgedAt: z.string().nullable(),
  helpers: z.array(
    z.object({ personId: z.string(), name: z.string(), acknowledgedAt: z.string().nullable() }),
  ),
  reports: z.array(
    z.object({
      no: z.number(),
      text: z.string(),
      at: z.string(),
      byName: z.string(),
      evidence: z.array(evidence),
    }),
  ),
  returnReason: z.string(),
  acceptedBy: z.string().nullable(),
  /** Where the paper it comes from opens, for who may open it. */
  basisHref: z.string().nullable(),
  /** What the protocol says now where that differs, and why the assignment does not follow. */
  differs: z.string().nullable(),
  /** The decision that cancelled it. */
  cancelBasis: z.string().nullable(),
  links: z.array(link),
  /** Where the reader finds the extract of the signed protocol it comes from. */
  extract: z.object({ meetingId: z.string(), personId: z.string() }).nullable(),
  extensionsLeft: z.number(),
  events: z.array(z.object({ at: z.string(), kind: z.string(), byName: z.string(), text: z.string() })),
  version: z.number(),
  /** Moves and acts the reader may make now. */
  can,
});
export type AssignmentCard = z.infer<typeof assignmentCard>;

/** With its number in the city's document system. */
const boardRow = assignmentRow.extend({ cityNumber: z.string().nullable() });
export type BoardRow = z.infer<typeof boardRow>;

export const boardViews = [
  'open',
  'week',
  'overdue',
  'unacknowledged',
  'returned',
  'reported',
  'done',
  'all',
] as const;
export const boardView = z.enum(boardViews);
export type BoardView = z.infer<typeof boardView>;

export const boardFilter = {
  view: boardView.default('open'),
  /** Own ones alone: as the responsible or a co-executor, for oneself or for whom one stands in. */
  mine: z.enum(['yes']).optional(),
  responsible: id.optional(),
  source: assignmentSource.optional(),
  control: controlKind.optional(),
  meeting: id.optional(),
  year: z.coerce.number().int().min(2000).max(2199).optional(),
  q: z.string().trim().max(200).optional(),
};

export const listAssignments = defineRoute({
  id: 'assignments.list-assignments',
  method: 'GET',
  path: '/api/assignments',
  access: { permission: 'assignments.take-part' },
  summary: 'Поручения на контроле: по сроку, состоянию, исполнителю, словам',
  query: z.object({ ...boardFilter, ...pageQuery }),
  reply: z.object({
    rows: z.array(boardRow),
    next: z.string().nullable(),
    /** How many each view holds under the other filters. */
    counts: z.record(boardView, z.number()),
    /** Who has open ones, the most first. */
    people: z.array(z.object({ id: z.string(), name: z.string(), open: z.number(), overdue: z.number() })),
    years: z.array(z.number()),
    today: isoDate,
    can,
  }),
});

export const getAssignment = defineRoute({
  id: 'assignments.get-assignment',
  method: 'GET',
  path: '/api/assignments/:id',
  access: { permission: 'assignments.take-part' },
  summary: 'Карточка поручения: отчёты, доказательства, связи, история',
  params: idParams,
  reply: assignmentCard,
});
