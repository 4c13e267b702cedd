import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { signerProof } from '../base/signatures.ts';
import { can, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { meetingState } from './working-group-meetings.ts';

/** The protocol of a meeting: made of its record, reviewed by members, signed by the one who presided (chapter 3, clause 9). */

const seen = { version: z.number().int() };
const text = (limit: number) => z.string().trim().max(limit, `Не длиннее ${limit} знаков`);

export const stances = ['agree', 'object'] as const;
export type Stance = (typeof stances)[number];

const differences = z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }));

const acquaintanceLine = z.object({
  personId: z.string(),
  name: z.string(),
  position: z.string(),
  /** When they said that they have read the protocol; null = not yet. */
  at: z.string().nullable(),
  /** Who read for them, where it was a substitute. */
  byName: z.string().nullable(),
  /** Their assignments by this protocol. */
  assignments: z.array(z.object({ number: z.string(), acknowledgedAt: z.string().nullable() })),
});
export type AcquaintanceLine = z.infer<typeof acquaintanceLine>;

export const protocolCard = z.object({
  meetingId: z.string(),
  state: meetingState,
  meetingNumber: z.number().nullable(),
  day: isoDate,
  /** Version of the meeting, for commands. */
  version: z.number(),
  /** «3/2026», once it is signed. */
  number: z.string().nullable(),
  registeredOn: isoDate.nullable(),
  signedBy: z.string().nullable(),
  documentId: z.string().nullable(),
  presiding: z.object({ personId: z.string(), name: z.string() }).nullable(),
  versions: z.array(
    z.object({ version: z.number(), madeAt: z.string(), madeBy: z.string(), note: z.string() }),
  ),
  /** The record has changed since the last version. */
  isStale: z.boolean(),
  /** What changed from the version before the last to the last. */
  differences,
  remarks: z.array(
    z.object({
      version: z.number(),
      personId: z.string(),
      name: z.string(),
      stance: z.enum(stances),
      text: z.string(),
      at: z.string(),
    }),
  ),
  /** Members who take part in the review. */
  reviewers: z.number(),
  /** Who executes decisions of the signed protocol, each with the numbers of theirs: an extract for each. */
  executors: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      items: z.array(z.string()),
      /** Theirs, once it is certified. */
      extract: z
        .object({
          id: z.string(),
          /** «1/2026-В2». */
          number: z.string(),
          documentId: z.string(),
          certifiedAt: z.string(),
          certifiedBy: z.string(),
        })
        .nullable(),
    }),
  ),
  /** Who is to know the signed protocol, and since when they do. */
  acquaintance: z.array(acquaintanceLine),
  can,
});
export type ProtocolCard = z.infer<typeof protocolCard>;

const words = z.string();
/** A block of the paper, as screens show it while it grows; `itemId` names the item of the agenda it is of. */
const sheetBlock = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: words, itemId: words.nullable() }),
  z.object({ kind: z.literal('line'), text: words, isLead: z.boolean(), itemId: words.nullable() }),
  z.object({ kind: z.literal('heading'), text: words, itemId: words.nullable() }),
  z.object({ kind: z.literal('labelled'), label: words, text: words, itemId: words.nullable() }),
  z.object({ kind: z.literal('list'), items: z.array(words), itemId: words.nullable() }),
]);
export type SheetBlock = z.infer<typeof sheetBlock>;

export const previewProtocol = defineRoute({
  id: 'working-group.preview-protocol',
  method: 'GET',
  path: '/api/working-group/meetings/:id/preview',
  access: { permission: 'working-group.read' },
  summary: 'Протокол, каким он был бы по записям заседания сейчас',
  params: idParams,
  reply: z.object({
    organisation: z.string(),
    title: z.string(),
    day: isoDate,
    meetingNumber: z.number().nullable(),
    place: z.string(),
    blocks: z.array(sheetBlock),
    /** Who would sign it now. */
    signer: z.string().nullable(),
  }),
});

export const getProtocol = defineRoute({
  id: 'working-group.get-protocol',
  method: 'GET',
  path: '/api/working-group/meetings/:id/protocol',
  access: { permission: 'working-group.read' },
  summary: 'Протокол заседания: версии, отличия, замечания, подпись',
  params: idParams,
  reply: protocolCard,
});

const versionNumber = z.coerce.number('Версия — число').int().min(1).max(10_000);

export const compareVersions = defineRoute({
  id: 'working-group.compare-versions',
  method: 'GET',
  path: '/api/working-group/meetings/:id/protocol/differences',
  access: { permission: 'working-group.read' },
  summary: 'Чем отличаются две любые версии протокола',
  params: idParams,
  query: z.object({ from: versionNumber, to: versionNumber }),
  reply: z.object({ differences }),
});

export const composeProtocol = defineRoute({
  id: 'working-group.compose-protocol',
  method: 'POST',
  path: '/api/working-group/meetings/:id/protocol',
  access: { permission: 'working-group.keep' },
  summary: 'Составить протокол из записей заседания или сохранить следующую версию',
  params: idParams,
  body: z.object(seen),
  reply: protocolCard,
});

export const reviewProtocol = defineRoute({
  id: 'working-group.review-protocol',
  method: 'POST',
  path: '/api/working-group/meetings/:id/protocol/review',
  access: { permission: 'working-group.keep' },
  summary: 'Направить протокол членам группы и председательствовавшему',
  params: idParams,
  body: z.object(seen),
  reply: protocolCard,
});

export const remarkProtocol = defineRoute({
  id: 'working-group.remark-protocol',
  method: 'PUT',
  path: '/api/working-group/meetings/:id/protocol/remark',
  access: { permission: 'working-group.take-part' },
  summary: 'Согласиться с протоколом или возразить',
  params: idParams,
  body: z.object({ stance: z.enum(stances), text: text(2000).default('') }),
  reply: protocolCard,
});

export const returnProtocol = defineRoute({
  id: 'working-group.return-protocol',
  method: 'POST',
  path: '/api/working-group/meetings/:id/protocol/return',
  access: { permission: 'working-group.take-part' },
  summary: 'Вернуть протокол секретарю с причиной: председательствовавший',
  params: idParams,
  body: z.object({ ...seen, reason: text(500).min(3, 'Назовите причину') }),
  reply: protocolCard,
});

export const signProtocol = defineRoute({
  id: 'working-group.sign-protocol',
  method: 'POST',
  path: '/api/working-group/meetings/:id/protocol/sign',
  access: { permission: 'working-group.take-part' },
  summary: 'Подписать протокол простой электронной подписью: председательствовавший, и никто другой',
  params: idParams,
  body: signerProof.extend(seen),
  reply: protocolCard,
});

export const downloadProtocol = defineRoute({
  id: 'working-group.download-protocol',
  method: 'GET',
  path: '/api/working-group/meetings/:id/protocol/file',
  access: { permission: 'working-group.read' },
  summary: 'Протокол в Word, PDF или для печати',
  params: idParams,
  query: z.object({ format: z.enum(['docx', 'pdf', 'html']).default('docx') }),
  reply: z.unknown(),
  download: true,
});
