export type { CaseDraft } from './draft.ts';
export { GENERAL_ANSWER_RULE } from './draft.ts';
export { caseAnswered, caseAssigned, caseClosed, caseRegistered, caseReopened } from './events.ts';
export { followUpJob } from './follow-up-job.ts';
export { type InboundMessage, type InboundOrigin, prepareInbound } from './inbound.ts';
export { type Registered, registerDrafts } from './intake.ts';
export { casesModule } from './module.ts';
export { makeTitle } from './title.ts';
