export type { CaseDraft } from './draft.ts';
export { caseAnswered, caseRegistered } from './events.ts';
export { type ExternalCase, findExternalCases, markContent, showExternalId } from './external.ts';
export { indexCases, understandCases } from './follow-up.ts';
export { followUpJob } from './follow-up-job.ts';
export { type InboundMessage, type InboundOrigin, prepareInbound } from './inbound.ts';
export { type Registered, registerDrafts } from './intake.ts';
export { casesModule } from './module.ts';
