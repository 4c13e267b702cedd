export { sealAudit, verifyChain } from './chain.ts';
export { auditModule } from './module.ts';
