import * as contract from '../../../shared/contract/group/working-group.ts';
import * as items from '../../../shared/contract/group/working-group-agenda.ts';
import { searchArchive as searchArchiveRoute } from '../../../shared/contract/group/working-group-archive.ts';
import * as attendance from '../../../shared/contract/group/working-group-attendance.ts';
import * as live from '../../../shared/contract/group/working-group-live.ts';
import * as meetings from '../../../shared/contract/group/working-group-meetings.ts';
import * as ready from '../../../shared/contract/group/working-group-papers.ts';
import * as protocols from '../../../shared/contract/group/working-group-protocol.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { documentAccess } from '../../base/signatures/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { numberedPapers } from '../city-numbers/index.ts';
import { getComposition } from './composition/composition.ts';
import {
  addMember,
  changeMember,
  endMember,
  recordAct,
  removeMember,
} from './composition/composition-change.ts';
import { listGroupLines } from './composition/readiness.ts';
import { groupPack } from './composition/rules-pack.ts';
import { seedDemoGroup } from './demo/demo.ts';
import * as agenda from './meetings/agenda.ts';
import { markAttendance } from './meetings/attend.ts';
import { disposeItem, raiseItem } from './meetings/course.ts';
import * as decisions from './meetings/decide.ts';
import { keepDraft, putToVote } from './meetings/desk.ts';
import { handOver } from './meetings/hand-over.ts';
import { acknowledgeInvitation, inviteMembers } from './meetings/invite.ts';
import { addSpeaker, changeSpeech, endMeeting, nextItem, openMeeting, writeHeard } from './meetings/live.ts';
import { getMeeting } from './meetings/meeting-card.ts';
import {
  cancelMeeting,
  changeMeeting,
  createMeeting,
  listMeetings,
  planYear,
  removeMeeting,
} from './meetings/meetings.ts';
import { monthJob, watchMonth } from './meetings/month-watch.ts';
import { listAgendaProposals as listProposals } from './meetings/proposals.ts';
import { describeDay } from './meetings/propose.ts';
import { meetingTerms } from './meetings/term-clock.ts';
import { castVote, giveOpinion } from './meetings/votes.ts';
import { acknowledgeProtocol } from './protocol/acquaintance.ts';
import { searchArchive } from './protocol/archive.ts';
import { downloadDraftAct } from './protocol/draft-act.ts';
import { downloadAcquaintance, downloadExtract } from './protocol/extract.ts';
import { accessExtract } from './protocol/extract-rows.ts';
import { certifyExtracts } from './protocol/extract-sign.ts';
import { downloadAgenda, downloadNotice } from './protocol/meeting-papers.ts';
import { numberedActs, numberedExtracts, numberedProtocols } from './protocol/numbered.ts';
import * as papers from './protocol/papers.ts';
import { previewProtocol } from './protocol/preview.ts';
import * as protocol from './protocol/protocol.ts';
import * as signing from './protocol/protocol-sign.ts';

export const workingGroupModule: ModuleManifest = {
  name: 'working-group',
  permissions: {
    'working-group.read': 'Видеть рабочую группу: состав, заседания, протоколы, поручения',
    'working-group.keep': 'Вести состав, заседания и протоколы рабочей группы',
    'working-group.take-part': 'Участвовать в заседаниях рабочей группы',
  },
  routes: [
    handle(contract.getComposition, getComposition),
    handle(contract.downloadDraftAct, downloadDraftAct),
    handle(contract.addAct, recordAct),
    handle(contract.addMember, addMember),
    handle(contract.changeMember, changeMember),
    handle(contract.endMember, endMember),
    handle(contract.removeMember, removeMember),
    handle(meetings.listMeetings, listMeetings),
    handle(meetings.getMeeting, getMeeting),
    handle(meetings.createMeeting, createMeeting),
    handle(meetings.planYear, planYear),
    handle(meetings.changeMeeting, changeMeeting),
    handle(meetings.cancelMeeting, cancelMeeting),
    handle(meetings.removeMeeting, removeMeeting),
    handle(attendance.inviteMembers, inviteMembers),
    handle(attendance.acknowledgeInvitation, acknowledgeInvitation),
    handle(attendance.markAttendance, markAttendance),
    handle(attendance.describeDay, describeDay),
    handle(meetings.addPaper, papers.addPaper),
    handle(meetings.removePaper, papers.removePaper),
    handle(items.listProposals, listProposals),
    handle(items.takeProposals, agenda.takeProposals),
    handle(items.addItem, agenda.addItem),
    handle(items.changeItem, agenda.changeItem),
    handle(items.moveItem, agenda.moveItem),
    handle(items.removeItem, agenda.removeItem),
    handle(live.openMeeting, openMeeting),
    handle(live.handOver, handOver),
    handle(live.nextItem, nextItem),
    handle(live.endMeeting, endMeeting),
    handle(live.disposeItem, disposeItem),
    handle(live.raiseItem, raiseItem),
    handle(live.writeHeard, writeHeard),
    handle(live.addSpeaker, addSpeaker),
    handle(live.changeSpeech, changeSpeech),
    handle(live.addDecision, decisions.addDecision),
    handle(live.changeDecision, decisions.changeDecision),
    handle(live.removeDecision, decisions.removeDecision),
    handle(live.putToVote, putToVote),
    handle(live.keepDraft, keepDraft, { perMinute: 300 }),
    handle(live.castVote, castVote),
    handle(live.giveOpinion, giveOpinion),
    handle(protocols.getProtocol, protocol.getProtocol),
    handle(protocols.previewProtocol, previewProtocol),
    handle(protocols.compareVersions, protocol.compareVersions),
    handle(protocols.composeProtocol, protocol.composeProtocol),
    handle(protocols.reviewProtocol, protocol.reviewProtocol),
    handle(protocols.remarkProtocol, protocol.remarkProtocol),
    handle(protocols.returnProtocol, protocol.returnProtocol),
    handle(protocols.signProtocol, signing.signProtocol, { transaction: 'none' }),
    handle(protocols.downloadProtocol, signing.downloadProtocol),
    handle(ready.downloadAgenda, downloadAgenda),
    handle(ready.downloadNotice, downloadNotice),
    handle(ready.downloadExtract, downloadExtract),
    handle(ready.certifyExtracts, certifyExtracts, { transaction: 'none', perMinute: 20 }),
    handle(ready.downloadAcquaintance, downloadAcquaintance),
    handle(searchArchiveRoute, searchArchive, { perMinute: 120 }),
    handle(ready.acknowledgeProtocol, acknowledgeProtocol),
  ],
  events: [signing.protocolSigned, decisions.decisionChanged],
  jobs: [work(monthJob, watchMonth, { cron: '23 * * * *' })],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoGroup(ctx);
  },
  provides: [
    provide(fileAccess, papers.accessPaper, 'working-group'),
    provide(clockSubject, meetingTerms, meetingTerms.kind),
    provide(readinessLines, listGroupLines, 'working-group'),
    provide(documentAccess, signing.accessProtocol, 'protocol'),
    provide(documentAccess, accessExtract, 'extract'),
    provide(numberedPapers, numberedProtocols, numberedProtocols.kind),
    provide(numberedPapers, numberedExtracts, numberedExtracts.kind),
    provide(numberedPapers, numberedActs, numberedActs.kind),
  ],
  start: async () => {
    groupPack.read();
  },
};
