import * as contract from '../../../shared/contract/group/assignments.ts';
import * as desk from '../../../shared/contract/group/assignments-desk.ts';
import * as moves from '../../../shared/contract/group/assignments-moves.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { openSet } from '../../base/open-data/index.ts';
import { promiseSource } from '../../base/promises/index.ts';
import { handle, listen, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { numberedPapers } from '../city-numbers/index.ts';
import { decisionChanged, protocolSigned } from '../working-group/index.ts';
import { amendAssignment } from './amend.ts';
import { listAssignments } from './board.ts';
import { getAssignment } from './card.ts';
import { createByPaper } from './create.ts';
import * as decisions from './decisions/decisions.ts';
import * as issue from './decisions/issue.ts';
import * as successor from './decisions/successor.ts';
import { controlList, numberedAssignments } from './export.ts';
import { followDecision } from './follow.ts';
import * as links from './links.ts';
import {
  acceptReport,
  acknowledgeAssignment,
  beginAssignment,
  extendAssignment,
  giveBack,
  takeBackAcceptance,
  withdrawReport,
} from './moves.ts';
import { openDecisionSet } from './open-set.ts';
import * as outcome from './outcome.ts';
import { decisionPromises } from './promises.ts';
import * as reminders from './reminders.ts';
import { accessEvidence, reportAssignment } from './report.ts';
import { controlPack } from './rules-pack.ts';
import * as templates from './templates.ts';
import { assignmentTerms } from './term-clock.ts';
import * as use from './use.ts';

export const assignmentsModule: ModuleManifest = {
  name: 'assignments',
  permissions: {
    'assignments.take-part': 'Получать и исполнять поручения',
    'assignments.read': 'Видеть все поручения',
    'assignments.control': 'Выдавать поручения, принимать и возвращать отчёты',
    'assignments.extend': 'Продлевать срок поручений',
    'assignments.order': 'Давать поручения сразу: со сводки, по всплеску, по красной зоне',
  },
  routes: [
    handle(contract.listAssignments, listAssignments),
    handle(contract.getAssignment, getAssignment),
    handle(moves.createAssignment, createByPaper),
    handle(moves.issueDecisions, issue.issueDecisions),
    handle(moves.listUnissued, issue.listUnissued),
    handle(moves.issueToSuccessor, successor.issueToSuccessor),
    handle(moves.nameSuccessor, successor.nameSuccessor),
    handle(moves.listDecisions, decisions.listDecisions),
    handle(moves.amendAssignment, amendAssignment),
    handle(moves.acknowledgeAssignment, acknowledgeAssignment),
    handle(moves.beginAssignment, beginAssignment),
    handle(moves.reportAssignment, reportAssignment),
    handle(moves.withdrawReport, withdrawReport),
    handle(moves.acceptReport, acceptReport),
    handle(moves.returnReport, giveBack),
    handle(moves.takeBackAcceptance, takeBackAcceptance),
    handle(moves.extendAssignment, extendAssignment),
    handle(moves.cancelAssignment, decisions.cancelAssignment),
    handle(moves.addLink, links.addLink),
    handle(moves.removeLink, links.removeLink),
    handle(desk.getOutcome, outcome.getOutcome),
    handle(desk.proposeAnswers, outcome.proposeAnswers),
    handle(desk.savePost, outcome.keepPost),
    handle(desk.listUse, use.listUse),
    handle(desk.readUse, use.readUse, { perMinute: 120 }),
    handle(desk.listCaseDecisions, use.listCaseDecisions),
    handle(desk.listReminders, reminders.listReminders),
    handle(desk.sendReminders, reminders.sendReminders),
    handle(desk.listTemplates, templates.listTemplates),
    handle(desk.saveTemplate, templates.saveTemplate),
    handle(desk.removeTemplate, templates.removeTemplate),
    controlList,
  ],
  listeners: [
    listen('assignments', protocolSigned, issue.comeIntoForce),
    listen('assignments', decisionChanged, followDecision),
  ],
  provides: [
    provide(fileAccess, accessEvidence, 'assignments'),
    provide(clockSubject, assignmentTerms, assignmentTerms.kind),
    provide(openSet, openDecisionSet, openDecisionSet.id),
    provide(promiseSource, decisionPromises, decisionPromises.kind),
    provide(numberedPapers, numberedAssignments, numberedAssignments.kind),
  ],
  start: async () => {
    controlPack.read();
  },
};
