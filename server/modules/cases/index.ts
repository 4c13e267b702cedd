export { checkAnswer } from './answer-checks.ts';
export { registerTemplates } from './answer-templates.ts';
export {
  type ClockStep,
  moveSteps,
  planClocks,
  runningClocks,
  takeDueSteps,
} from './clock-steps.ts';
export { clockTitle } from './clocks.ts';
export type { CaseDraft } from './draft.ts';
export { caseAnswered, caseRegistered } from './events.ts';
export { type ExternalCase, findExternalCases, markContent, showExternalId } from './external.ts';
export { understandCases } from './follow-up.ts';
export { followUpJob } from './follow-up-job.ts';
export { type InboundMessage, type InboundOrigin, prepareInbound } from './inbound.ts';
export { mapShape, termRuns } from './map-shape.ts';
export { casesModule } from './module.ts';
export { ownCases } from './reach.ts';
export { type Registered, registerDrafts } from './registration.ts';
export { indexCases } from './search-index.ts';
export { fillTemplates } from './template-values.ts';
