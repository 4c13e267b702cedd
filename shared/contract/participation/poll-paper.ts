import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Paper ballots of a poll: places, who takes one, what was in the box of each place. One total with what comes by phone. */

const keep = { permission: 'polls.keep' } as const;
const count = z.number().int().min(0).max(1_000_000);

/** By question, by choice: how many ballots; `none` is without a mark in that question. */
const votes = z.record(z.string().max(20), z.record(z.string().max(20), count));

export const paperNumbers = z.object({
  /** Ballots the place was given: issued, spoilt and unused together. */
  received: count,
  issued: count,
  spoilt: count,
  unused: count,
  inBox: count,
  /** In the box, and counted for nobody. */
  invalid: count,
  votes,
});
export type PaperNumbers = z.infer<typeof paperNumbers>;

/** Telephone or e-mail; or, where the person has none, the number of the document they show. */
export const personProof = z.object({
  contact: personText(120).default(''),
  basis: personText(60).default(''),
});

const protocol = z.object({
  serial: z.number(),
  numbers: paperNumbers,
  fileId: z.string(),
  reason: z.string(),
  at: instant,
  by: z.string(),
  confirmedBy: z.string(),
  confirmedAt: instant.nullable(),
});
export type PlaceProtocol = z.infer<typeof protocol>;

const place = z.object({
  id: z.string(),
  title: z.string(),
  /** So many are marked in the roll to have taken a paper ballot. */
  given: z.number(),
  /** So many are marked to have been given a code of its kiosk. */
  codes: z.number(),
  /** Kiosks that are open. */
  kiosks: z.array(z.object({ id: z.string(), at: instant, by: z.string(), until: instant })),
  /** The latest version; null = none was entered. */
  protocol: protocol.nullable(),
  /** `enter`, `confirm`, `open-kiosk`, `close-kiosk`. */
  can,
});
export type PollPlace = z.infer<typeof place>;

export const pollPaper = z.object({
  places: z.array(place),
  /** Why this poll cannot be held on paper; '' = it can. */
  whyNot: z.string(),
  /** `place`: places may be named; `give`: ballots are given; `take-back`: at places without a protocol a mark may be taken back. */
  can,
});
export type PollPaper = z.infer<typeof pollPaper>;

export const readPaper = defineRoute({
  id: 'polls.read-paper',
  method: 'GET',
  path: '/api/polls/:id/paper',
  access: { permission: 'polls.read' },
  summary: 'Бумажные бюллетени опроса: участки, сколько выдано, протоколы',
  params: idParams,
  reply: pollPaper,
});

export const setPlaces = defineRoute({
  id: 'polls.set-places',
  method: 'PUT',
  path: '/api/polls/:id/places',
  access: keep,
  summary: 'Назвать участки, где голосуют на бумаге; до открытия',
  params: idParams,
  body: z.object({
    titles: z.array(personText(200).min(3, 'Напишите, где участок')).max(100, 'Не больше ста участков'),
  }),
  reply: pollPaper,
});

export const givePaper = defineRoute({
  id: 'polls.give-paper',
  method: 'POST',
  path: '/api/polls/:id/paper-marks',
  access: keep,
  summary: 'Отметить, что человек получает бумажный бюллетень: один раз, на бумаге или с телефона',
  params: idParams,
  body: personProof.extend({ placeId: z.uuid() }),
  reply: pollPaper,
});

export const takeBackPaper = defineRoute({
  id: 'polls.take-back-paper',
  method: 'POST',
  path: '/api/polls/:id/paper-marks/taken-back',
  access: keep,
  summary: 'Снять отметку о бумажном бюллетене: отметили по ошибке или человек вернул бюллетень',
  params: idParams,
  /** By the same contact or document it was given by. */
  body: personProof.extend({
    placeId: z.uuid(),
    /** For the history of the poll: nothing of the person. */
    reason: personText(500).min(5, 'Напишите, почему снимаете отметку'),
  }),
  reply: pollPaper,
});

export const enterProtocol = defineRoute({
  id: 'polls.enter-protocol',
  method: 'POST',
  path: '/api/polls/places/:id/protocols',
  access: keep,
  summary: 'Внести протокол участка с его сканом; исправление — новой версией с причиной',
  params: idParams,
  body: z.object({
    /** The version that was seen; 0 = none. */
    seen: z.number().int().min(0),
    numbers: paperNumbers,
    file: z.object({ fileId: z.uuid(), token: z.string().max(200).optional() }),
    reason: personText(500).default(''),
  }),
  reply: pollPaper,
});

export const confirmProtocol = defineRoute({
  id: 'polls.confirm-protocol',
  method: 'POST',
  path: '/api/polls/places/:id/confirmation',
  access: keep,
  summary: 'Подтвердить протокол участка: другой человек сверил его с бумагой',
  params: idParams,
  body: z.object({ serial: z.number().int().min(1) }),
  reply: pollPaper,
});

export const pollPapers = ['ballot', 'protocol'] as const;
export type PollPaperKind = (typeof pollPapers)[number];

export const downloadPollPaper = defineRoute({
  id: 'polls.download-paper',
  method: 'GET',
  path: '/api/polls/:id/papers/:paper',
  access: { permission: 'polls.read' },
  summary: 'Бюллетень и бланк протокола участка для печати',
  params: idParams.extend({ paper: z.enum(pollPapers) }),
  query: z.object({ format: z.enum(['pdf', 'html', 'docx']).default('pdf') }),
  download: true,
  reply: z.unknown(),
});
