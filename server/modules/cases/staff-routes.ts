import * as executor from '../../../shared/contract/cases-executor.ts';
import * as staff from '../../../shared/contract/cases-staff.ts';
import { handle, type RouteHandler } from '../../lib/module.ts';
import { draft } from './answers.ts';
import { listQueue } from './approvals.ts';
import { changeMany } from './bulk.ts';
import { getCard } from './card.ts';
import { listPage as listCasePage } from './case-list.ts';
import { change } from './change.ts';
import { decide } from './decisions.ts';
import { createLink, revokeLink } from './executor-link.ts';
import { getPage, refuseByLink, sendAnswer } from './executor-page.ts';
import { explain, suggest } from './hints.ts';
import { listPage as listInboxPage, readCounts } from './inbox.ts';
import { merge, unmerge } from './merge.ts';
import { ask, note } from './notes.ts';
import { publish } from './publication.ts';
import { reveal } from './reveal.ts';
import { readToday } from './today.ts';
import { triage } from './triage.ts';
import { undo } from './undo.ts';
import { reject, snooze } from './verdicts.ts';
import { dropView, keepView, listViews } from './views.ts';
import { refuse, reopen, take } from './work.ts';

/** What staff call; registration of a call or a letter stands with the portal's intake. */
export const staffRoutes: RouteHandler[] = [
  handle(staff.listInbox, listInboxPage),
  handle(staff.countInbox, readCounts),
  handle(staff.listCases, listCasePage),
  handle(staff.getCase, getCard),
  handle(staff.triageCase, triage),
  handle(staff.rejectCase, reject),
  handle(staff.mergeCase, merge),
  handle(staff.unmergeCase, unmerge),
  handle(staff.snoozeCase, snooze),
  handle(staff.undoDecision, undo),
  handle(staff.askResident, ask),
  handle(staff.changeCase, change),
  handle(staff.addNote, note),
  handle(staff.takeToWork, take),
  handle(staff.refuseCase, refuse),
  handle(staff.draftAnswer, draft),
  handle(staff.listApprovals, listQueue),
  handle(staff.decideAnswer, decide),
  handle(staff.reopenCase, reopen),
  handle(staff.createExecutorLink, createLink),
  handle(staff.revokeExecutorLink, revokeLink),
  handle(staff.revealContact, reveal),
  handle(staff.publishCase, publish),
  handle(staff.bulkChange, changeMany),
  handle(staff.listSavedViews, listViews),
  handle(staff.saveView, keepView),
  handle(staff.deleteView, dropView),
  handle(staff.getToday, readToday),
  handle(staff.explainDeadline, explain),
  handle(staff.suggestFor, suggest),
];

/** What the bearer of a one-time link calls. The token has 256 bits; the limit spares the database. */
export const executorRoutes: RouteHandler[] = [
  handle(executor.getExecutorPage, getPage, { perMinute: 120 }),
  handle(executor.sendExecutorAnswer, sendAnswer, { perMinute: 30 }),
  handle(executor.refuseExecution, refuseByLink, { perMinute: 30 }),
];
