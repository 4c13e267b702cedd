import type { PromiseKind } from '../../../shared/contract/base/promises.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import type { WordFacts } from './rules/judge-word.ts';
import type { Claim } from './words/claim.ts';

/** A promise everybody may read, without its words. */
export interface LedgerFact extends WordFacts {
  /** In its own system. */
  id: string;
  /** Whose word it is: a unit, or its name where it is none of the structure. */
  unitId: string | null;
  body: string;
  /** Block of the taxonomy. */
  block: string | null;
  /** The hour counts too. */
  hasHour: boolean;
  /** A program read the day in a text: nobody has confirmed yet that it is a promise. */
  isFound: boolean;
}

/** What is shown of one promise, read anew each time: the ledger keeps no words of anybody. */
export interface LedgerWords {
  /** «Вернём свет во двор», past greetings, with nothing that leads to a person. */
  title: string;
  /** As strangers see it; null = none. */
  place: string | null;
  /** «в ответе 11 жителям», and where it opens. */
  where: string;
  link: string | null;
  /** What was done, or why it was not; empty = nothing is said. */
  note: string;
  /** «подтвердили 14 жителей», with the address where that is seen. */
  proofs: { title: string; link: string | null }[];
  photos: { before: string; after: string } | null;
}

/** What a text is about, as far as official words are compared. */
export interface Matter {
  category: string | null;
  placeKey: string | null;
  /** The case it tells of, or the main one of its mass problem. */
  caseId: string | null;
}

/** Official words about a matter that name a day, without the words themselves. */
export interface SaidBefore {
  at: Date;
  unitId: string | null;
  claims: readonly Claim[];
  /** «ответ по сообщению № 2026-11-0412», and where a member of staff opens it. */
  title: string;
  link: string;
}

/** How a system tells of the promises it keeps. Nothing personal, only what was published. */
export interface PromiseSource {
  kind: PromiseKind;
  /** Promises whose term, moved or not, ends at `since` or later; at most `most`. Withdrawn ones are none. */
  list: (ctx: Ctx, asked: { since: Date; most: number }) => Promise<LedgerFact[]>;
  /** Words of promises of a page, by id; one that is public no more is left out. */
  words: (ctx: Ctx, ids: readonly string[]) => Promise<Map<string, LedgerWords>>;
  /** What it said officially of a matter since a moment, the latest first. */
  saidOf?: (ctx: Ctx, matter: Matter, since: Date) => Promise<SaidBefore[]>;
}

export const promiseSource = definePort<PromiseSource>('promises.source');
