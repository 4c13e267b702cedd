export { sealAudit, sealStatement, toRecords, verifyChain } from './chain.ts';
export { auditModule } from './module.ts';
