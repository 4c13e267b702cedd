import * as contract from '../../../shared/contract/group/assignments.ts';
import * as desk from '../../../shared/contract/group/assignments-desk.ts';
import * as moves from '../../../shared/contract/group/assignments-moves.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { handle, listen, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { decisionChanged, protocolSigned } from '../working-group/index.ts';
import { amend } from './amend.ts';
import { list } from './board.ts';
import { get } from './card.ts';
import { create } from './create.ts';
import * as decisions from './decisions.ts';
import { controlList } from './export.ts';
import { followDecision } from './follow.ts';
import * as links from './links.ts';
import { accept, acknowledge, begin, extend, giveBack, takeBack, withdraw } from './moves.ts';
import * as outcome from './outcome.ts';
import * as reminders from './reminders.ts';
import { accessEvidence, report } from './report.ts';
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
  },
  routes: [
    handle(contract.listAssignments, list),
    handle(contract.getAssignment, get),
    handle(moves.createAssignment, create),
    handle(moves.issueDecisions, decisions.issue),
    handle(moves.listDecisions, decisions.list),
    handle(moves.amendAssignment, amend),
    handle(moves.acknowledgeAssignment, acknowledge),
    handle(moves.beginAssignment, begin),
    handle(moves.reportAssignment, report),
    handle(moves.withdrawReport, withdraw),
    handle(moves.acceptReport, accept),
    handle(moves.returnReport, giveBack),
    handle(moves.takeBackAcceptance, takeBack),
    handle(moves.extendAssignment, extend),
    handle(moves.cancelAssignment, decisions.cancel),
    handle(moves.addLink, links.add),
    handle(moves.removeLink, links.remove),
    handle(desk.getOutcome, outcome.get),
    handle(desk.proposeAnswers, outcome.propose),
    handle(desk.savePost, outcome.keepPost),
    handle(desk.listUse, use.list),
    handle(desk.readUse, use.read, { perMinute: 120 }),
    handle(desk.listCaseDecisions, use.ofCase),
    handle(desk.listReminders, reminders.list),
    handle(desk.sendReminders, reminders.send),
    handle(desk.listTemplates, templates.list),
    handle(desk.saveTemplate, templates.save),
    handle(desk.removeTemplate, templates.remove),
    controlList,
  ],
  listeners: [
    listen('assignments', protocolSigned, decisions.comeIntoForce),
    listen('assignments', decisionChanged, followDecision),
  ],
  provides: [
    provide(fileAccess, accessEvidence, 'assignments'),
    provide(clockSubject, assignmentTerms, assignmentTerms.kind),
  ],
  start: async () => {
    controlPack.read();
  },
};
