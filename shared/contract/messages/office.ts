import { z } from 'zod';
import { regime } from '../base/regimes.ts';
import { can, isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { caseId, caseNumber, outcome, personText, status } from './cases.ts';
import { registerCase } from './cases-staff.ts';

/** The office of statutory appeals: journal and registration card. */

export const appealKinds = ['application', 'proposal', 'complaint'] as const;
export const appealKind = z.enum(appealKinds);
export const appealForms = ['written', 'electronic', 'oral'] as const;
export const appealForm = z.enum(appealForms);
export const appealResults = [
  'supported',
  'explained',
  'not_supported',
  'forwarded',
  'not_considered',
] as const;
export const appealResult = z.enum(appealResults);
export const replyBy = z.enum(['post', 'email', 'account', 'hand']);

const question = z.object({
  text: personText(1000).min(1, 'Запишите вопрос'),
  factId: z.string().max(100).nullable().default(null),
  result: appealResult.nullable().default(null),
});

export const journalLine = z.object({
  caseId: z.string(),
  caseNumber: z.string(),
  number: z.string(),
  receivedOn: z.string(),
  /** The day of receipt the journal held first, where it was put right since. */
  receivedBefore: z.string().nullable(),
  registeredOn: z.string(),
  isRegisteredLate: z.boolean(),
  kind: appealKind,
  form: appealForm,
  /** Masked. */
  from: z.string().nullable(),
  title: z.string(),
  executorUnit: z.string().nullable(),
  dueAt: z.string().nullable(),
  /** The term was broken, whatever was done since. */
  isOverdue: z.boolean(),
  /** The day the broken term ended on. */
  brokenDueOn: z.string().nullable(),
  /** The nearest running term of what the law demands beside the answer: to forward, to return, to send copies. */
  nextTerm: z.object({ title: z.string(), dueAt: z.string(), isOverdue: z.boolean() }).nullable(),
  isExtended: z.boolean(),
  status,
  outcome: outcome.nullable(),
  answeredOn: z.string().nullable(),
  result: appealResult.nullable(),
  isCollective: z.boolean(),
  repeatOf: z.string().nullable(),
  isControl: z.boolean(),
  isStruck: z.boolean(),
});
export type JournalLine = z.infer<typeof journalLine>;

const flag = z
  .enum(['1', '0'])
  .optional()
  .transform((value) => (value === undefined ? undefined : value === '1'));

export const journalStates = [
  'open',
  'overdue',
  'extended',
  'answered',
  'forwarded',
  'terminated',
  'unanswered',
  'struck',
] as const;

const journalFilter = {
  from: isoDate.optional(),
  to: isoDate.optional(),
  kind: appealKind.optional(),
  form: appealForm.optional(),
  state: z.enum(journalStates).optional(),
  control: flag,
  repeated: flag,
  collective: flag,
  /** Number of the journal or of the case, or words of the name or title. */
  q: z.string().trim().max(100).optional(),
};

export const listAppeals = defineRoute({
  id: 'office.list-appeals',
  method: 'GET',
  path: '/api/office/appeals',
  access: { permission: 'office.read' },
  summary: 'Журнал обращений',
  query: z.object({ ...journalFilter, ...pageQuery }),
  reply: z.object({ lines: z.array(journalLine), next: z.string().nullable(), total: z.number() }),
});

export const exportAppeals = defineReportRoute({
  id: 'office.export-appeals',
  path: '/api/office/appeals.xlsx',
  access: { permission: 'office.read' },
  summary: 'Журнал обращений файлом',
  query: journalFilter,
});

export const documentKinds = [
  'answer-letter',
  'extension-notice',
  'forward-letter',
  'forward-notice',
  'termination-notice',
  'order-explained',
  'return-notice',
] as const;
export const documentKind = z.enum(documentKinds);
export type DocumentKind = z.infer<typeof documentKind>;

export const officeDocument = z.object({
  id: z.string(),
  kind: documentKind,
  title: z.string(),
  number: z.string().nullable(),
  madeAt: z.string(),
  madeBy: z.string(),
  addressee: z.array(z.string()),
  salutation: z.string(),
  text: z.string(),
  signedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  fingerprint: z.string().nullable(),
  sentAt: z.string().nullable(),
  sentHow: z.string().nullable(),
  version: z.number(),
  can,
});
export type OfficeDocument = z.infer<typeof officeDocument>;

const cardFields = {
  kind: appealKind,
  form: appealForm,
  sheets: z.number().int().min(0).max(9999),
  attachmentSheets: z.number().int().min(0).max(9999),
  isCollective: z.boolean(),
  repeatOf: caseNumber.nullable(),
  isControl: z.boolean(),
  correspondent: personText(300).nullable(),
  correspondentNumber: z.string().trim().max(100).nullable(),
  correspondentDate: isoDate.nullable(),
  replyBy,
  replyAddress: personText(300).nullable(),
  questions: z.array(question).max(30),
  result: appealResult.nullable(),
  resultNote: personText(1000).nullable(),
};

export const appealCard = journalLine.extend({
  ...cardFields,
  questions: z.array(
    z.object({ text: z.string(), factId: z.string().nullable(), result: appealResult.nullable() }),
  ),
  /** Masked: «ул. Титова, …». */
  replyAddress: z.string().nullable(),
  regime,
  nomenclature: z.string(),
  storage: z.string(),
  keepUntil: z.string().nullable(),
  registerDue: z.string(),
  copies: z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      question: z.string(),
      dueAt: z.string(),
      sentAt: z.string().nullable(),
      documentId: z.string(),
    }),
  ),
  forwardings: z.array(z.object({ body: z.string(), at: z.string(), text: z.string(), legal: z.string() })),
  /** Every term of the appeal; each opens into its count by its id. */
  terms: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      dueAt: z.string(),
      stoppedAt: z.string().nullable(),
      isOverdue: z.boolean(),
      /** Of whom and what was asked, where documents are waited for. */
      note: z.string().nullable(),
    }),
  ),
  prolongations: z.array(z.object({ at: z.string(), dueAt: z.string(), text: z.string() })),
  documents: z.array(officeDocument),
  version: z.number(),
  can,
});
export type AppealCard = z.infer<typeof appealCard>;

export const getAppeal = defineRoute({
  id: 'office.get-appeal',
  method: 'GET',
  path: '/api/office/appeals/:number',
  access: { permission: 'office.read' },
  summary: 'Регистрационная карточка обращения по номеру дела',
  params: z.object({ number: caseNumber }),
  reply: appealCard,
});

export const changeAppeal = defineRoute({
  id: 'office.change-appeal',
  method: 'PATCH',
  path: '/api/office/appeals/:id',
  access: { permission: 'office.keep' },
  summary: 'Исправить регистрационную карточку',
  params: z.object({ id: caseId }),
  body: z
    .object({ version: z.number().int().positive(), ...cardFields })
    .partial()
    .required({ version: true }),
  reply: appealCard,
});

/** Who may have written before: the phone, the e-mail or the whole name. */
export const findEarlier = defineRoute({
  id: 'office.find-earlier',
  method: 'POST',
  path: '/api/office/earlier',
  access: { permission: 'cases.register' },
  summary: 'Прежние обращения того же человека: предлагаются, когда регистрируют новое',
  body: z.object({
    phone: z.string().trim().max(30).optional(),
    email: z.string().trim().max(200).optional(),
    name: personText(150).optional(),
  }),
  reply: z.object({
    appeals: z.array(
      z.object({
        caseNumber: z.string(),
        journalNumber: z.string().nullable(),
        registeredOn: z.string(),
        title: z.string(),
        status,
      }),
    ),
  }),
});

export const registerAppeal = defineRoute({
  id: 'office.register-appeal',
  method: 'POST',
  path: '/api/office/appeals',
  access: { permission: 'cases.register' },
  summary: 'Зарегистрировать письмо или личный приём сразу с карточкой журнала',
  body: registerCase.body.extend({
    card: z.object(cardFields).omit({ result: true, resultNote: true }).partial().default({}),
  }),
  reply: z.object({
    id: z.string(),
    number: z.string(),
    journalNumber: z.string().nullable(),
    dueAt: z.string(),
    registerDue: z.string().nullable(),
    regime: z.string(),
    regimeReason: z.string(),
  }),
});
