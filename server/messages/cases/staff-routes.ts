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
import { handle, type RouteHandler } from '../../lib/module/module.ts';
import { draft } from './answers/answers.ts';
import { listQueue } from './answers/approvals.ts';
import { correct } from './answers/correction.ts';
import { decide } from './answers/decisions.ts';
import { checkForLink, checkForStaff } from './answers/draft-check.ts';
import { getPage, givePartByLink, refuseByLink, sendAnswer } from './answers/executor-page.ts';
import { decideOnInterim, write } from './answers/interim.ts';
import { readPromises } from './answers/promises.ts';
import { join, split } from './answers/split.ts';
import { undo as undoApproval } from './answers/undo-approval.ts';
import { changeMany } from './bulk/bulk.ts';
import { approveMany, readEqual } from './bulk/bulk-approve.ts';
import { cancelRun, createRun, getRun, listRuns, startRun, undoRun } from './bulk/bulk-run.ts';
import { getCard } from './card/card.ts';
import { change } from './card/change.ts';
import { markComplained } from './card/complaint.ts';
import { createLink, revokeLink } from './card/executor-link.ts';
import { suggest } from './card/hints.ts';
import { ask, note, resume } from './card/notes.ts';
import { reveal, revealWords } from './card/reveal.ts';
import * as mentions from './colleagues/mentions.ts';
import * as writing from './colleagues/writing.ts';
import { keepBody, readBodies } from './core/bodies.ts';
import { readGrounds } from './core/grounds.ts';
import { listRules, saveRule, switchRule, tryRule } from './core/routing.ts';
import { dropView, keepView, listViews } from './core/views.ts';
import { explainReach } from './core/why-seen.ts';
import { changeLegalRegime } from './decisions/change-regime.ts';
import { closeSent, forward, takeBack } from './decisions/forwarding.ts';
import { terminate } from './decisions/termination.ts';
import { reject, snooze } from './decisions/verdicts.ts';
import { ask as askForPart, give, sendBack as returnPart } from './executor/parts.ts';
import { refuse, reopen, take } from './executor/work.ts';
import { correct as correctReceipt } from './law/correct-receipt.ts';
import { record as recordWithdrawal } from './law/record-withdrawal.ts';
import { listPage as listCasePage } from './lists/case-list.ts';
import { casesFile } from './lists/export-cases.ts';
import { readToday } from './lists/today.ts';
import { publish } from './publication/publication.ts';
import { changePhotoBoxes, readPhotoBoxes } from './resident/photo-boxes.ts';
import { listPage as listInboxPage, readCounts } from './sorting/inbox.ts';
import { merge, unmerge } from './sorting/merge.ts';
import { pass, sendBack } from './sorting/moderation.ts';
import { triage } from './sorting/triage.ts';
import { undo } from './sorting/undo.ts';
import { explain } from './terms/explain-term.ts';
import { extend } from './terms/extend-term.ts';
import * as term from './terms/hold-term.ts';

/** What staff call; registration of a call or a letter stands with the portal's intake. */
export const staffRoutes: RouteHandler[] = [
  handle(listContract.listInbox, listInboxPage),
  handle(listContract.countInbox, readCounts),
  handle(listContract.listCases, listCasePage),
  casesFile,
  handle(cardContract.getCase, getCard),
  handle(triageContract.triageCase, triage),
  handle(triageContract.rejectCase, reject),
  handle(triageContract.mergeCase, merge),
  handle(triageContract.unmergeCase, unmerge),
  handle(triageContract.snoozeCase, snooze),
  handle(triageContract.undoDecision, undo),
  handle(staffContract.askResident, ask),
  handle(staffContract.changeCase, change),
  handle(staffContract.changeRegime, changeLegalRegime),
  handle(lawContract.correctReceipt, correctReceipt),
  handle(lawContract.recordWithdrawal, recordWithdrawal),
  handle(staffContract.extendTerm, extend),
  handle(staffContract.holdTerm, term.hold),
  handle(staffContract.resumeTerm, term.resume),
  handle(staffContract.addNote, note),
  handle(colleaguesContract.sayWriting, writing.say, { perMinute: 120 }),
  handle(colleaguesContract.listColleagues, mentions.list, { perMinute: 120 }),
  handle(answersContract.takeToWork, take),
  handle(answersContract.refuseCase, refuse),
  handle(answersContract.draftAnswer, draft),
  handle(answersContract.checkDraft, checkForStaff, { perMinute: 120 }),
  handle(answersContract.listApprovals, listQueue),
  handle(answersContract.decideAnswer, decide),
  handle(answersContract.undoApproval, undoApproval),
  handle(answersContract.reopenCase, reopen),
  handle(answersContract.createExecutorLink, createLink),
  handle(answersContract.revokeExecutorLink, revokeLink),
  handle(cardContract.revealContact, reveal),
  handle(cardContract.revealText, revealWords),
  handle(staffContract.publishCase, publish),
  handle(routing.listRoutingRules, listRules),
  handle(routing.saveRoutingRule, saveRule),
  handle(routing.switchRoutingRule, switchRule),
  handle(routing.tryRoutingRule, tryRule),
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
  handle(explainContract.explainDeadline, explain),
  handle(explainContract.explainAccess, explainReach),
  handle(staffContract.suggestFor, suggest),
];

/** Moves aside from the usual course. */
export const moveRoutes: RouteHandler[] = [
  handle(movesContract.listGrounds, readGrounds),
  handle(movesContract.listBodies, readBodies),
  handle(movesContract.saveBody, keepBody),
  handle(movesContract.passModeration, pass),
  handle(movesContract.returnToModeration, sendBack),
  handle(movesContract.forwardCase, forward),
  handle(movesContract.takeForwardedBack, takeBack),
  handle(movesContract.closeForwarded, closeSent),
  handle(movesContract.resumeCase, resume),
  handle(movesContract.terminateCase, terminate),
  handle(movesContract.nameComplained, markComplained),
];

/** Side paths of the work. */
export const sideRoutes: RouteHandler[] = [
  handle(sidesContract.splitCase, split),
  handle(sidesContract.joinParts, join),
  handle(sidesContract.askPart, askForPart),
  handle(sidesContract.givePart, give),
  handle(sidesContract.returnPart, returnPart),
  handle(sidesContract.writeInterim, write),
  handle(sidesContract.decideInterim, decideOnInterim),
  handle(sidesContract.correctAnswer, correct),
  handle(sidesContract.listPromises, readPromises),
  handle(answersContract.listEqual, readEqual),
  handle(answersContract.approveEqual, approveMany),
];

/** What the bearer of a one-time link calls. The token has 256 bits; the limit spares the database. */
export const executorRoutes: RouteHandler[] = [
  handle(executor.getExecutorPage, getPage, { perMinute: 120 }),
  handle(executor.sendExecutorAnswer, sendAnswer, { perMinute: 30 }),
  handle(executor.sendPartByLink, givePartByLink, { perMinute: 30 }),
  handle(executor.checkByLink, checkForLink, { perMinute: 60 }),
  handle(executor.refuseExecution, refuseByLink, { perMinute: 30 }),
];
