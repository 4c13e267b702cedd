export { appendRecords, sealAudit, untold, verifyChain } from './chain.ts';
export { type DayRoot, latestDayRoot, proveRecord, sealDays, verifyDays } from './day-roots.ts';
export { latestChanges } from './latest-changes.ts';
export { auditModule } from './module.ts';
export { findProofFault, type Proof, proofSchema } from './proof.ts';
