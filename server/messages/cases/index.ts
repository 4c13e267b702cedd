export { checkAnswer } from './answer-checks.ts';
export { recordAnswerSent } from './answer-sent.ts';
export { registerTemplates } from './answer-templates.ts';
export { type AppealFile, readAppealFile } from './appeal-file.ts';
export { requireBody } from './bodies.ts';
export { countCauses } from './causes.ts';
export { openClocks, type PooledClock, pastClocks } from './clock-pools.ts';
export {
  type ClockStep,
  moveSteps,
  planClocks,
  runningClocks,
  takeDueSteps,
} from './clock-steps.ts';
export { clockTitle } from './clocks.ts';
export { requireNotComplained } from './complaint.ts';
export { type DecisionCase, lockForDecision } from './decision-case.ts';
export { beginDeed, endDeed, endForwards } from './deed-clocks.ts';
export type { CaseDraft } from './draft.ts';
export { STATUTORY_APPEAL } from './draft.ts';
export { findEarlierAppeals } from './earlier.ts';
export {
  caseAnswered,
  caseClosed,
  caseReceiptCorrected,
  caseRegimeChanged,
  caseReopened,
  casesRead,
  casesRegistered,
} from './events.ts';
export { type ExternalCase, findExternalCases, markContent, showExternalId } from './external.ts';
export { cannotFollow, followLead, leaveLead } from './follow.ts';
export { answerTogether, type FanOut, proposeAnswers } from './follow-answer.ts';
export { understandCases } from './follow-up.ts';
export { followUpJob } from './follow-up-job.ts';
export { describeGround } from './grounds.ts';
export { type HelperFacts, helperFacts } from './helper-facts.ts';
export { type InboundMessage, type InboundOrigin, prepareInbound } from './inbound.ts';
export { attachFiles } from './intake.ts';
export { type LateRate, lateRates, type RiskCase, riskCases } from './late-rates.ts';
export { type AwaitedCase, type AwaitedKind, takeAwaited } from './letters/awaited.ts';
export { listedCases } from './listed-cases.ts';
export { isOverdue, mapShape, termRuns } from './map-shape.ts';
export { blindText, forLists, forWork, maskName } from './mask-text.ts';
export { findOwnMessage } from './message-page.ts';
export { casesModule } from './module.ts';
export { isNameless, recordNotice } from './notice.ts';
export { findOutsideCases, listOutsideCases, type OutsideCase } from './outside.ts';
export { takeOutsideAnswer, takeOutsideClosing, takeOutsideTerm } from './outside-take.ts';
export { promisesOf } from './promises.ts';
export { coveredCases, ownCases, permissionsOn } from './reach.ts';
export { draftByStaff } from './register.ts';
export { type Registered, registerDrafts } from './registration.ts';
export { indexCases } from './search/indexing.ts';
export { markTexts } from './search/marks.ts';
export { noteNumbers, type OtherNumber } from './search/numbers.ts';
export { listPhraseWords } from './search/phrase.ts';
export { queryWords, type Replaced } from './search/words.ts';
export { fillTemplates } from './template-values.ts';
export { registerFigureCounter } from './totals/counter.ts';
export type { FigureQuestion } from './totals/figure-question.ts';
export { triageFollower } from './triage.ts';
export { leaveUnanswered, namesGround } from './unanswered.ts';
export { waitsForTriage } from './workflow.ts';
