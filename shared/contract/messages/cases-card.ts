import { z } from 'zod';
import { levelShort } from '../base/levels.ts';
import { personalKind, placesOfWork } from '../base/personal-data.ts';
import { regimeDecision, sign } from '../base/regimes.ts';
import { can } from '../paging.ts';
import { defineRoute } from '../route.ts';
import {
  answerVersion,
  caseId,
  caseNumber,
  caseRow,
  channel,
  deadline,
  outcome,
  personText,
  photo,
  place,
  resolved,
  status,
  timelineEvent,
} from './cases.ts';

/** One case as staff see it, and what is asked of it without changing anything. */

/** The case by its id, in the address. */
export const byId = z.object({ id: caseId });

/** The version of the case the caller saw. */
export const seen = { version: z.number().int().positive() };

export const nearCase = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  status,
  outcome: outcome.nullable(),
  registeredAt: z.string(),
  distance: z.number().nullable(),
});

/** What of a resident's words the card hides: shown for a reason by `reveal-text`. */
export const hiddenKind = personalKind.exclude(placesOfWork);
export type HiddenKind = z.infer<typeof hiddenKind>;

/** A fact an operator may give the case by one key. */
export const rankedFact = z.object({
  factId: z.string(),
  block: z.string(),
  /** Chance that it is right, 0–1; 0 where nothing speaks for it. */
  confidence: z.number(),
  isSure: z.boolean(),
});
export type RankedFact = z.infer<typeof rankedFact>;

export const caseCard = caseRow.extend({
  /** Without names, numbers and papers of people. */
  text: z.string(),
  hidden: z.array(hiddenKind),
  regime: z.enum(['appeal_59fz', 'pos_message', 'open_source', 'internal']),
  regimeReason: z.string(),
  /** What the topic asks to know of the author and nobody has proved; null = all is known, or the law says how. */
  levelShort,
  /** What the regime brings, forbids and offers; null = the case has no author. */
  regimeDecision: regimeDecision.nullable(),
  /** What was noticed in the author's words: ids of packs/base/regimes. */
  signs: z.array(sign),
  place,
  isHome: z.boolean(),
  /** The object whose passport this case belongs to: its house, landmark or street; null when the gazetteer knows none. */
  objectKey: z.string().nullable(),
  contacts: z.array(
    z.object({
      id: z.string(),
      kind: channel,
      identity: z.string(),
      isJoiner: z.boolean(),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      receivedAt: z.string(),
      externalId: z.string().nullable(),
      text: z.string().nullable(),
    }),
  ),
  clocks: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      ruleId: z.string(),
      ...deadline.shape,
      /** The earliest end named to the resident beside it while the topic was not sure; null = one date. */
      dueFrom: z.string().nullable(),
      stoppedAt: z.string().nullable(),
      /** Stands since then; the term moves when it goes on. */
      pausedAt: z.string().nullable(),
      /** How often the term was prolonged. */
      extensionCount: z.number(),
    }),
  ),
  timeline: z.array(timelineEvent),
  answers: z.array(answerVersion),
  /** Colleagues who are writing an answer at this moment. */
  writing: z.array(z.object({ name: z.string(), since: z.string() })),
  photos: z.array(photo),
  ratings: z.array(
    z.object({
      score: z.number().nullable(),
      resolved,
      /** Titles of what the resident marked; none while scores are hidden. */
      reasons: z.array(z.string()),
      comment: z.string().nullable(),
      at: z.string(),
    }),
  ),
  near: z.array(nearCase),
  fromAuthor: z.array(nearCase),
  duplicateOf: nearCase.nullable(),
  /** Of every block the likeliest facts, best first; empty where there is nothing to sort. */
  rankedFacts: z.array(rankedFact),
  children: z.array(nearCase),
  parent: nearCase.nullable(),
  mergedInto: nearCase.nullable(),
  hasPublishConsent: z.boolean(),
  publishedAt: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  promisedOn: z.string().nullable(),
  /** How often executors sent it back as not theirs. */
  refusalCount: z.number(),
  /** The third refusal: whose it is, the head decides. */
  headDecides: z.boolean(),
  /** Parts asked of co-executors. */
  parts: z.array(
    z.object({
      id: z.string(),
      unitId: z.string(),
      unit: z.string(),
      task: z.string(),
      dueOn: z.string(),
      isLate: z.boolean(),
      askedByName: z.string(),
      state: z.enum(['asked', 'given', 'withdrawn']),
      text: z.string().nullable(),
      givenByName: z.string().nullable(),
      givenAt: z.string().nullable(),
      returnReason: z.string().nullable(),
      can,
    }),
  ),
  interims: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      finalOn: z.string(),
      authorName: z.string(),
      createdAt: z.string(),
      state: z.enum(['waits', 'released', 'returned']),
      decidedByName: z.string().nullable(),
      decidedAt: z.string().nullable(),
      returnReason: z.string().nullable(),
    }),
  ),
  promises: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['answer', 'interim']),
      until: z.string(),
      state: z.enum(['open', 'kept', 'broken', 'moved']),
      movedTo: z.string().nullable(),
    }),
  ),
  complaintAbout: z.array(z.object({ id: z.string(), kind: z.enum(['body', 'unit']), title: z.string() })),
  /** To which bodies it was forwarded, oldest first. */
  forwardings: z.array(
    z.object({
      id: z.string(),
      body: z.string(),
      ground: z.string(),
      legal: z.string(),
      text: z.string(),
      byName: z.string(),
      at: z.string(),
      returnedAt: z.string().nullable(),
      returnReason: z.string().nullable(),
      closedAt: z.string().nullable(),
      reply: z.string().nullable(),
    }),
  ),
  /** Units that could do it, the proposed one first: keys A then 1…9. */
  executors: z.array(
    z.object({
      unitId: z.string(),
      title: z.string(),
      personName: z.string().nullable(),
      inWork: z.number(),
    }),
  ),
  proposedDueAt: z.string().nullable(),
  /** How the term of what arrived late is counted, in a sentence. */
  lateArrival: z.string().nullable(),
  /** Facts the law counts by that were put right: both values, and the term as it stood before. Moments for `receipt`. */
  corrections: z.array(
    z.object({
      id: z.string(),
      of: z.enum(['receipt', 'regime']),
      from: z.string(),
      to: z.string(),
      ground: z.string(),
      byName: z.string(),
      at: z.string(),
      dueBefore: z.string().nullable(),
      wasBroken: z.boolean(),
    }),
  ),
  /** The author took the appeal back; it ends nothing by itself. */
  withdrawal: z.object({ at: z.string(), text: z.string(), byName: z.string() }).nullable(),
  /** The answer is agreed, the signed letter that answers an appeal has not gone. */
  waitsForLetter: z.boolean(),
  /** What the law does not let be done here though the state would, and why. */
  withheld: z.array(z.object({ action: z.enum(['merge', 'reject', 'forward']), text: z.string() })),
  /** How far the answer's term may be prolonged, and by what; null = it may not, or not by this caller. */
  extension: z
    .object({
      from: z.string(),
      until: z.string(),
      rule: z.string(),
      legal: z.string(),
      toVerify: z.boolean(),
    })
    .nullable(),
  /** How far ahead the answer's term may stand by a ground, and by what; null = it may not, or not by this caller. */
  holdOffer: z
    .object({ until: z.string(), rule: z.string(), legal: z.string(), toVerify: z.boolean() })
    .nullable(),
  /** The pause that lasts. */
  held: z
    .object({
      since: z.string(),
      until: z.string(),
      ground: z.string(),
      legal: z.string(),
      reason: z.string(),
      byName: z.string(),
      canEnd: z.boolean(),
    })
    .nullable(),
  links: z.array(
    z.object({
      id: z.string(),
      unit: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
      state: z.enum(['active', 'used', 'revoked', 'expired']),
    }),
  ),
  can,
});

export type CaseCard = z.infer<typeof caseCard>;

export const getCase = defineRoute({
  id: 'cases.get-case',
  method: 'GET',
  path: '/api/cases/:number',
  access: { permission: 'cases.read' },
  summary: 'Карточка дела по номеру',
  params: z.object({ number: caseNumber }),
  reply: caseCard,
});

export const revealContact = defineRoute({
  id: 'cases.reveal-contact',
  method: 'POST',
  path: '/api/cases/:id/contacts/:contactId/reveal',
  access: { permission: 'cases.reveal' },
  summary: 'Показать контакты жителя; причина остаётся в журнале',
  params: z.object({ id: caseId, contactId: z.uuid() }),
  body: z.object({ reason: personText(300).min(3, 'Назовите причину') }),
  readOnly: true,
  reply: z.object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    /** Where the message stands at its source, where that is known. */
    url: z.string().nullable(),
  }),
});

export const revealText = defineRoute({
  id: 'cases.reveal-text',
  method: 'POST',
  path: '/api/cases/:id/text/reveal',
  access: { permission: 'cases.reveal' },
  summary: 'Показать слова жителя целиком; причина остаётся в журнале',
  params: byId,
  body: z.object({ reason: personText(300).min(3, 'Назовите причину') }),
  readOnly: true,
  reply: z.object({ text: z.string() }),
});
