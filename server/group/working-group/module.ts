import * as contract from '../../../shared/contract/group/working-group.ts';
import * as items from '../../../shared/contract/group/working-group-agenda.ts';
import { searchArchive } from '../../../shared/contract/group/working-group-archive.ts';
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
import { get as getComposition } from './composition/composition.ts';
import { correct, end, enter, recordAct, remove as removeMember } from './composition/composition-change.ts';
import { groupPack } from './composition/rules-pack.ts';
import { seedDemoGroup } from './demo/demo.ts';
import * as agenda from './meetings/agenda.ts';
import { mark } from './meetings/attend.ts';
import * as decisions from './meetings/decide.ts';
import { acknowledge, invite } from './meetings/invite.ts';
import { finish, hear, next, open, queue, speech } from './meetings/live.ts';
import { get as getMeeting } from './meetings/meeting-card.ts';
import { cancel, change, create, list, plan, remove } from './meetings/meetings.ts';
import { monthJob, watchMonth } from './meetings/month-watch.ts';
import { list as listProposals } from './meetings/proposals.ts';
import { meetingTerms } from './meetings/term-clock.ts';
import { opine, vote } from './meetings/votes.ts';
import { acknowledge as acknowledgeProtocol } from './protocol/acquaintance.ts';
import { search } from './protocol/archive.ts';
import { downloadAcquaintance, downloadExtract } from './protocol/extract.ts';
import * as papers from './protocol/papers.ts';
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
    handle(contract.addAct, recordAct),
    handle(contract.addMember, enter),
    handle(contract.changeMember, correct),
    handle(contract.endMember, end),
    handle(contract.removeMember, removeMember),
    handle(meetings.listMeetings, list),
    handle(meetings.getMeeting, getMeeting),
    handle(meetings.createMeeting, create),
    handle(meetings.planYear, plan),
    handle(meetings.changeMeeting, change),
    handle(meetings.cancelMeeting, cancel),
    handle(meetings.removeMeeting, remove),
    handle(attendance.inviteMembers, invite),
    handle(attendance.acknowledgeInvitation, acknowledge),
    handle(attendance.markAttendance, mark),
    handle(meetings.addPaper, papers.add),
    handle(meetings.removePaper, papers.remove),
    handle(items.listProposals, listProposals),
    handle(items.takeProposals, agenda.take),
    handle(items.addItem, agenda.add),
    handle(items.changeItem, agenda.change),
    handle(items.moveItem, agenda.move),
    handle(items.removeItem, agenda.remove),
    handle(live.openMeeting, open),
    handle(live.nextItem, next),
    handle(live.endMeeting, finish),
    handle(live.writeHeard, hear),
    handle(live.addSpeaker, queue),
    handle(live.changeSpeech, speech),
    handle(live.addDecision, decisions.add),
    handle(live.changeDecision, decisions.change),
    handle(live.removeDecision, decisions.remove),
    handle(live.castVote, vote),
    handle(live.giveOpinion, opine),
    handle(protocols.getProtocol, protocol.get),
    handle(protocols.compareVersions, protocol.compare),
    handle(protocols.composeProtocol, protocol.compose),
    handle(protocols.reviewProtocol, protocol.review),
    handle(protocols.remarkProtocol, protocol.remark),
    handle(protocols.returnProtocol, protocol.takeBack),
    handle(protocols.signProtocol, signing.sign, { transaction: 'none' }),
    handle(protocols.downloadProtocol, signing.download),
    handle(ready.downloadExtract, downloadExtract),
    handle(ready.downloadAcquaintance, downloadAcquaintance),
    handle(searchArchive, search, { perMinute: 120 }),
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
    provide(documentAccess, signing.accessProtocol, 'protocol'),
  ],
  start: async () => {
    groupPack.read();
  },
};
