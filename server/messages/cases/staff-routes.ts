import * as answersContract from '../../../shared/contract/messages/cases-answers.ts';
import * as bulkContract from '../../../shared/contract/messages/cases-bulk.ts';
import * as cardContract from '../../../shared/contract/messages/cases-card.ts';
import * as colleaguesContract from '../../../shared/contract/messages/cases-colleagues.ts';
import * as executor from '../../../shared/contract/messages/cases-executor.ts';
import * as explainContract from '../../../shared/contract/messages/cases-explain.ts';
import * as lawContract from '../../../shared/contract/messages/cases-law.ts';
import * as listContract from '../../../shared/contract/messages/cases-list.ts';
import * as movesContract from '../../../shared/contract/messages/cases-moves.ts';
import * as photos from '../../../shared/contract/messages/cases-photos.ts';
import * as sidesContract from '../../../shared/contract/messages/cases-sides.ts';
import * as staffContract from '../../../shared/contract/messages/cases-staff.ts';
import * as triageContract from '../../../shared/contract/messages/cases-triage.ts';
import * as routing from '../../../shared/contract/messages/routing.ts';
import * as topicList from '../../../shared/contract/messages/topic-list.ts';
import { handle, type RouteHandler } from '../../lib/module/module.ts';
import { draftAnswer } from './answers/answers.ts';
import { listQueue } from './answers/approvals.ts';
import { correctAnswer } from './answers/correction.ts';
import { decideAnswer } from './answers/decisions.ts';
import { checkForLink, checkForStaff } from './answers/draft-check.ts';
import { getExecutorPage, givePartByLink, refuseByLink, sendAnswer } from './answers/executor-page.ts';
import { decideOnInterim, writeInterim } from './answers/interim.ts';
import { readPromises } from './answers/promises.ts';
import { joinParts, splitCase } from './answers/split.ts';
import { undoApproval } from './answers/undo-approval.ts';
import { changeMany } from './bulk/bulk.ts';
import { approveMany, readEqual } from './bulk/bulk-approve.ts';
import { cancelRun, createRun, getRun, listRuns, startRun, undoRun } from './bulk/bulk-run.ts';
import { getCase } from './card/card.ts';
import { changeCase } from './card/change.ts';
import { markComplained } from './card/complaint.ts';
import { createLink, revokeLink } from './card/executor-link.ts';
import { suggestFor } from './card/hints.ts';
import { addNote, askResident, resumeCase } from './card/notes.ts';
import { revealContact, revealWords } from './card/reveal.ts';
import * as mentions from './colleagues/mentions.ts';
import * as writing from './colleagues/writing.ts';
import { keepBody, readBodies } from './core/bodies.ts';
import { readGrounds } from './core/grounds.ts';
import { dropView, keepView, listViews } from './core/views.ts';
import { explainReach } from './core/why-seen.ts';
import { changeLegalRegime } from './decisions/change-regime.ts';
import { closeSent, forwardCase, takeForwardedBack } from './decisions/forwarding.ts';
import { terminateCase } from './decisions/termination.ts';
import { rejectCase, snoozeCase } from './decisions/verdicts.ts';
import { askPart as askForPart, givePart, returnPart } from './executor/parts.ts';
import { refuseCase, reopenCase, takeToWork } from './executor/work.ts';
import { importHouseKeepers } from './house-list/house-list.ts';
import { listHouseLists, returnHouses } from './house-list/house-lists.ts';
import { correctReceipt } from './law/correct-receipt.ts';
import { recordWithdrawal } from './law/record-withdrawal.ts';
import { listCases as listCasePage } from './lists/case-list.ts';
import { casesFile } from './lists/export-cases.ts';
import { readToday } from './lists/today.ts';
import { publishCase } from './publication/publication.ts';
import { changePhotoBoxes, readPhotoBoxes } from './resident/photo-boxes.ts';
import { listRules, saveRule, switchRule } from './routing/routing.ts';
import { tryRule } from './routing/routing-trial.ts';
import { listInbox as listInboxPage, readCounts } from './sorting/inbox.ts';
import { mergeCase, unmergeCase } from './sorting/merge.ts';
import { passModeration, returnToModeration } from './sorting/moderation.ts';
import { triageCase } from './sorting/triage.ts';
import { undoDecision } from './sorting/undo.ts';
import { explainDeadline } from './terms/explain-term.ts';
import { extendTerm } from './terms/extend-term.ts';
import * as term from './terms/hold-term.ts';
import { topicsFile } from './topic-list/export.ts';
import { importTopicExecutors } from './topic-list/topic-list.ts';

/** What staff call; registration of a call or a letter stands with the portal's intake. */
export const staffRoutes: RouteHandler[] = [
  handle(listContract.listInbox, listInboxPage),
  handle(listContract.countInbox, readCounts),
  handle(listContract.listCases, listCasePage),
  casesFile,
  handle(cardContract.getCase, getCase),
  handle(triageContract.triageCase, triageCase),
  handle(triageContract.rejectCase, rejectCase),
  handle(triageContract.mergeCase, mergeCase),
  handle(triageContract.unmergeCase, unmergeCase),
  handle(triageContract.snoozeCase, snoozeCase),
  handle(triageContract.undoDecision, undoDecision),
  handle(staffContract.askResident, askResident),
  handle(staffContract.changeCase, changeCase),
  handle(staffContract.changeRegime, changeLegalRegime),
  handle(lawContract.correctReceipt, correctReceipt),
  handle(lawContract.recordWithdrawal, recordWithdrawal),
  handle(staffContract.extendTerm, extendTerm),
  handle(staffContract.holdTerm, term.holdTerm),
  handle(staffContract.resumeTerm, term.resumeTerm),
  handle(staffContract.addNote, addNote),
  handle(colleaguesContract.sayWriting, writing.sayWriting, { perMinute: 120 }),
  handle(colleaguesContract.listColleagues, mentions.listColleagues, { perMinute: 120 }),
  handle(answersContract.takeToWork, takeToWork),
  handle(answersContract.refuseCase, refuseCase),
  handle(answersContract.draftAnswer, draftAnswer),
  handle(answersContract.checkDraft, checkForStaff, { perMinute: 120 }),
  handle(answersContract.listApprovals, listQueue),
  handle(answersContract.decideAnswer, decideAnswer),
  handle(answersContract.undoApproval, undoApproval),
  handle(answersContract.reopenCase, reopenCase),
  handle(answersContract.createExecutorLink, createLink),
  handle(answersContract.revokeExecutorLink, revokeLink),
  handle(cardContract.revealContact, revealContact),
  handle(cardContract.revealText, revealWords),
  handle(staffContract.publishCase, publishCase),
  handle(routing.listRoutingRules, listRules),
  handle(routing.saveRoutingRule, saveRule),
  handle(routing.switchRoutingRule, switchRule),
  handle(routing.tryRoutingRule, tryRule),
  topicsFile,
  handle(routing.importHouseKeepers, importHouseKeepers, { transaction: 'none', perMinute: 20 }),
  handle(routing.getHouseLists, listHouseLists),
  handle(routing.returnHouseList, returnHouses),
  handle(topicList.importTopicExecutors, importTopicExecutors, { transaction: 'none', perMinute: 20 }),
  handle(photos.getPhotoBoxes, readPhotoBoxes),
  handle(photos.setPhotoBoxes, changePhotoBoxes),
  handle(triageContract.bulkChange, changeMany),
  handle(bulkContract.createBulkRun, createRun),
  handle(bulkContract.listBulkRuns, listRuns),
  handle(bulkContract.getBulkRun, getRun),
  handle(bulkContract.startBulkRun, startRun),
  handle(bulkContract.cancelBulkRun, cancelRun),
  handle(bulkContract.undoBulkRun, undoRun),
  handle(listContract.listSavedViews, listViews),
  handle(listContract.saveView, keepView),
  handle(listContract.deleteView, dropView),
  handle(listContract.getToday, readToday),
  handle(explainContract.explainDeadline, explainDeadline),
  handle(explainContract.explainAccess, explainReach),
  handle(staffContract.suggestFor, suggestFor),
];

/** Moves aside from the usual course. */
export const moveRoutes: RouteHandler[] = [
  handle(movesContract.listGrounds, readGrounds),
  handle(movesContract.listBodies, readBodies),
  handle(movesContract.saveBody, keepBody),
  handle(movesContract.passModeration, passModeration),
  handle(movesContract.returnToModeration, returnToModeration),
  handle(movesContract.forwardCase, forwardCase),
  handle(movesContract.takeForwardedBack, takeForwardedBack),
  handle(movesContract.closeForwarded, closeSent),
  handle(movesContract.resumeCase, resumeCase),
  handle(movesContract.terminateCase, terminateCase),
  handle(movesContract.nameComplained, markComplained),
];

/** Side paths of the work. */
export const sideRoutes: RouteHandler[] = [
  handle(sidesContract.splitCase, splitCase),
  handle(sidesContract.joinParts, joinParts),
  handle(sidesContract.askPart, askForPart),
  handle(sidesContract.givePart, givePart),
  handle(sidesContract.returnPart, returnPart),
  handle(sidesContract.writeInterim, writeInterim),
  handle(sidesContract.decideInterim, decideOnInterim),
  handle(sidesContract.correctAnswer, correctAnswer),
  handle(sidesContract.listPromises, readPromises),
  handle(answersContract.listEqual, readEqual),
  handle(answersContract.approveEqual, approveMany),
];

/** What the bearer of a one-time link calls. The token has 256 bits; the limit spares the database. */
export const executorRoutes: RouteHandler[] = [
  handle(executor.getExecutorPage, getExecutorPage, { perMinute: 120 }),
  handle(executor.sendExecutorAnswer, sendAnswer, { perMinute: 30 }),
  handle(executor.sendPartByLink, givePartByLink, { perMinute: 30 }),
  handle(executor.checkByLink, checkForLink, { perMinute: 60 }),
  handle(executor.refuseExecution, refuseByLink, { perMinute: 30 }),
];
