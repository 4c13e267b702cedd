export { checkAnswer } from './answers/answer-checks.ts';
export { recordAnswerSent } from './answers/answer-sent.ts';
export { answerTogether, type FanOut, proposeAnswers } from './answers/follow-answer.ts';
export { takeOutsideAnswer, takeOutsideClosing, takeOutsideTerm } from './answers/outside-take.ts';
export { promisesOf } from './answers/promises.ts';
export { fillTemplates } from './answers/template-values.ts';
export { type AppealFile, readAppealFile } from './card/appeal-file.ts';
export { requireNotComplained } from './card/complaint.ts';
export { type DecisionCase, lockForDecision } from './card/decision-case.ts';
export { findEarlierAppeals } from './card/earlier.ts';
export { isNameless, recordNotice } from './card/notice.ts';
export { messageOrigin } from './card/origin.ts';
export { openClocks, type PooledClock, pastClocks } from './clocks/clock-pools.ts';
export { type CaseHolder, caseWhom } from './clocks/clock-subject.ts';
export { clockTitle } from './clocks/clocks.ts';
export { beginDeed, endDeed, endForwards } from './clocks/deed-clocks.ts';
export { type LateRate, lateRates, type RiskCase, riskCases } from './clocks/late-rates.ts';
export { requireBody } from './core/bodies.ts';
export type { CaseDraft } from './core/draft.ts';
export { STATUTORY_APPEAL } from './core/draft.ts';
export {
  caseAnswered,
  caseClosed,
  caseHidden,
  caseReceiptCorrected,
  caseRegimeChanged,
  caseReopened,
  casesRead,
  casesRegistered,
} from './core/events.ts';
export { type ExternalCase, findExternalCases, markContent, showExternalId } from './core/external.ts';
export { describeGround } from './core/grounds.ts';
export { type InboundMessage, type InboundOrigin, prepareInbound } from './core/inbound.ts';
export { isOverdue, mapShape, termRuns } from './core/map-shape.ts';
export { blindText, forLists, forStrangers, forWork, hiddenKinds, maskName } from './core/mask-text.ts';
export { coveredCases, ownCases, permissionsOn } from './core/reach.ts';
export { statusTitle, waitsForTriage } from './core/statuses.ts';
export { makeTitle } from './core/title.ts';
export { leaveUnanswered, namesGround } from './decisions/unanswered.ts';
export { understandCases } from './intake/follow-up.ts';
export { followUpJob } from './intake/follow-up-job.ts';
export { attachFiles } from './intake/intake.ts';
export { findOutsideCases, listOutsideCases, type OutsideCase } from './intake/outside.ts';
export { draftByStaff } from './intake/register.ts';
export { type Registered, registerDrafts } from './intake/registration.ts';
export { type AwaitedCase, type AwaitedKind, takeAwaited } from './letters/awaited.ts';
export { templateSource } from './likeness/answer-templates.ts';
export { casesOfNumber } from './lists/case-filter.ts';
export { countCauses } from './lists/causes.ts';
export { type CohortSpan, countCohorts } from './lists/count-cohorts.ts';
export { countFields, type FieldLine } from './lists/count-fields.ts';
export { type HelperFacts, helperFacts } from './lists/helper-facts.ts';
export { listedCases } from './lists/listed-cases.ts';
export { lateAt, openAt, turnedIn } from './lists/spans.ts';
export { casesModule } from './module.ts';
export { type OpenMatter, openMatters } from './publication/open-matters.ts';
export { listPublicNews, type PublicNews, publicListPath } from './publication/public-news.ts';
export { listSolved, type SolvedCase, tellPublished } from './publication/solved.ts';
export { tellCaseCounted } from './publication/tell-counted.ts';
export { isPersonalReading } from './reading/personal.ts';
export { type KnownSubject, readSubject } from './reading/read-subject.ts';
export { readWords, type WordsRead } from './reading/read-words.ts';
export { indexCases } from './search/indexing.ts';
export { markTexts } from './search/marks.ts';
export { noteNumbers, type OtherNumber } from './search/numbers.ts';
export { listPhraseWords } from './search/phrase.ts';
export { queryWords, type Replaced } from './search/words.ts';
export { cannotFollow, followLead, leaveLead } from './sorting/follow.ts';
export { triageFollower } from './sorting/triage.ts';
export { findOwnMessage } from './strangers/own-message.ts';
export { figureCounter } from './totals/counter.ts';
export type { FigureQuestion } from './totals/figure-question.ts';
