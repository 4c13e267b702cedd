import { readErrors as errorsRoute } from '../../../shared/contract/monitoring/conflict-errors.ts';
import * as signal from '../../../shared/contract/monitoring/conflict-signals.ts';
import * as contract from '../../../shared/contract/monitoring/conflicts.ts';
import * as ofIncident from '../../../shared/contract/monitoring/incident-playbooks.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { metUnder } from '../../base/networks/index.ts';
import { promiseSource } from '../../base/promises/index.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { postsTaken, replyPublished } from '../incidents/index.ts';
import { postsGone } from '../posts/index.ts';
import * as acts from './acts.ts';
import { readAround } from './around-incident.ts';
import { callDuty } from './call-duty.ts';
import { readConflict } from './card.ts';
import { conflictTerms } from './clock-subject.ts';
import { readErrors } from './errors.ts';
import { markOnIncident, startOnIncident } from './incident-playbooks.ts';
import { countConflicts, listConflicts, listSignals } from './list.ts';
import { readMet } from './met-posts.ts';
import { pagePromises } from './page-promises.ts';
import { markTask, startPlaybook } from './playbook-acts.ts';
import { conflictPack } from './rules/pack.ts';
import * as signals from './signal-acts.ts';
import { watchGone } from './signals/watch-gone.ts';
import { watchPublished } from './signals/watch-published.ts';
import { watchTaken } from './signals/watch-taken.ts';
import { watchTime, watchTimeJob } from './signals/watch-time.ts';

export const conflictsModule: ModuleManifest = {
  name: 'conflicts',
  permissions: {
    'conflicts.read': 'Видеть конфликты и сигналы об ответах своего подразделения',
    'conflicts.watch': 'Видеть все конфликты и сигналы',
    'conflicts.lead': 'Решать о сигналах, вести и закрывать конфликты',
  },
  routes: [
    handle(contract.listConflicts, listConflicts),
    handle(contract.countConflicts, countConflicts),
    handle(errorsRoute, readErrors),
    handle(signal.listSignals, listSignals),
    handle(ofIncident.readAround, readAround),
    handle(ofIncident.startOnIncident, startOnIncident),
    handle(ofIncident.markOnIncident, markOnIncident),
    handle(signal.readSignal, signals.readSignal),
    handle(signal.dismissSignal, signals.dismissSignal),
    handle(signal.joinSignal, signals.joinSignal),
    handle(signal.openFromSignal, signals.openFromSignal),
    handle(contract.readConflict, readConflict),
    handle(contract.openConflict, acts.openConflict),
    handle(contract.changeConflict, acts.changeConflict),
    handle(contract.takeConflict, acts.takeConflict),
    handle(contract.reviewConflict, acts.reviewConflict),
    handle(contract.closeConflict, acts.closeConflict),
    handle(contract.reopenConflict, acts.reopenConflict),
    handle(contract.addPart, acts.addPart),
    handle(contract.removePart, acts.removePart),
    handle(contract.startPlaybook, startPlaybook),
    handle(contract.markTask, markTask),
    handle(contract.callDuty, callDuty),
  ],
  jobs: [work(watchTimeJob, watchTime, { cron: '* * * * *' })],
  listeners: [
    listen('conflicts', postsTaken, watchTaken),
    listen('conflicts', postsGone, watchGone),
    listen('conflicts', replyPublished, watchPublished),
  ],
  provides: [
    provide(clockSubject, conflictTerms, 'conflict'),
    provide(promiseSource, pagePromises, pagePromises.kind),
    provide(metUnder, readMet),
  ],
  start: async () => {
    conflictPack.read();
  },
};
