export { deniedPromises } from './ledger/confirmed.ts';
export { type LedgerLine, readLedger } from './ledger/read-ledger.ts';
export { wordsOfPromises } from './ledger/read-words.ts';
export { promisesModule } from './module.ts';
export { promiseRulesOn } from './pack.ts';
export type { ProofKind } from './rules/judge-word.ts';
export {
  type LedgerFact,
  type LedgerWords,
  type Matter,
  type PromiseSource,
  promiseSource,
  type SaidBefore,
} from './source.ts';
export { bodyTitle } from './words/bodies.ts';
export { type Claim, type ClaimOf, claim, claimsOf, dayClaim } from './words/claim.ts';
export { clashOfDays, type DayClash, type Said } from './words/clash-of-days.ts';
export { readClaims } from './words/read-claims.ts';
export { type Subject, subjectOf } from './words/subject.ts';
