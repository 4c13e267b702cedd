export type { CaseDraft } from './draft.ts';
export { GENERAL_ANSWER_RULE, makeTitle } from './draft.ts';
export { caseAnswered, caseAssigned, caseClosed, caseRegistered, caseReopened } from './events.ts';
export { followUpJob } from './follow-up-job.ts';
export { registerDrafts } from './intake.ts';
export { casesModule } from './module.ts';
