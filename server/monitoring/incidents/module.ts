import * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import * as reply from '../../../shared/contract/monitoring/incident-replies.ts';
import * as contract from '../../../shared/contract/monitoring/incidents.ts';
import * as shifts from '../../../shared/contract/monitoring/shifts.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { sayingEnded } from '../../base/networks/index.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { postsCaptured, postsGone } from '../posts/index.ts';
import { readIncident } from './card.ts';
import { incidentTerms } from './clock-subject.ts';
import { convertIncident } from './convert.ts';
import { postsTaken, replyPublished } from './events.ts';
import { exportEvidence } from './evidence-file.ts';
import { countIncidents, listIncidents } from './list.ts';
import { mergeIncident, splitIncident } from './merging.ts';
import { noteGone, takeCaptured } from './open.ts';
import { pasteIncident } from './paste.ts';
import { accessPicture } from './picture-access.ts';
import { listReadyAnswers } from './replies/ready-answers.ts';
import * as replies from './replies/replies.ts';
import { noteSaid } from './replies/said.ts';
import { listUnknownReplies } from './replies/unknown-replies.ts';
import { forgetWords, forgetWordsJob, retentionPack } from './retention.ts';
import { giveShift, takeShift, withdrawShift } from './shifts/handover.ts';
import { readShift } from './shifts/shift.ts';
import * as sorting from './sorting.ts';

export const incidentsModule: ModuleManifest = {
  name: 'incidents',
  permissions: {
    'incidents.read': 'Видеть инциденты из соцсетей, направленные своему подразделению',
    'incidents.watch': 'Видеть всю ленту соцсетей',
    'incidents.sort': 'Разбирать ленту соцсетей',
    'incidents.answer': 'Писать ответы от имени страниц',
    'incidents.approve': 'Согласовать ответы от имени страниц',
  },
  routes: [
    handle(contract.listIncidents, listIncidents),
    handle(contract.countIncidents, countIncidents),
    handle(contract.readIncident, readIncident),
    handle(contract.exportEvidence, exportEvidence),
    handle(acts.sortIncident, sorting.sortIncident),
    handle(acts.dismissIncident, sorting.dismissIncident),
    handle(acts.restoreIncident, sorting.restoreIncident),
    handle(acts.takeIncident, sorting.takeIncident),
    handle(acts.refuseIncident, sorting.refuseIncident),
    handle(acts.closeIncident, sorting.closeIncident),
    handle(acts.mergeIncident, mergeIncident),
    handle(acts.splitIncident, splitIncident),
    handle(acts.convertIncident, convertIncident),
    handle(acts.pasteIncident, pasteIncident),
    handle(shifts.readShift, readShift),
    handle(shifts.giveShift, giveShift),
    handle(shifts.takeShift, takeShift),
    handle(shifts.withdrawShift, withdrawShift),
    handle(reply.draftReply, replies.draftReply),
    handle(reply.changeReply, replies.changeReply),
    handle(reply.approveReply, replies.approveReply),
    handle(reply.returnReply, replies.returnReply),
    handle(reply.reviewReply, replies.reviewReply),
    handle(reply.settleReply, replies.settleReply),
    handle(reply.listReadyAnswers, listReadyAnswers),
    handle(reply.listUnknownReplies, listUnknownReplies),
  ],
  events: [postsTaken, replyPublished],
  jobs: [work(forgetWordsJob, forgetWords, { cron: '25 22 * * *' })],
  listeners: [
    listen('incidents', postsCaptured, takeCaptured),
    listen('incidents', postsGone, noteGone),
    listen('incidents', sayingEnded, noteSaid),
  ],
  provides: [
    provide(clockSubject, incidentTerms, 'incident'),
    provide(fileAccess, accessPicture, 'incidents'),
  ],
  start: async () => {
    retentionPack.read();
  },
};
