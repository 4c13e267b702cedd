import * as contract from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import * as open from '../../../shared/contract/monitoring/moderation-open.ts';
import * as rule from '../../../shared/contract/monitoring/moderation-rules.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { deedEnded, sayingEnded } from '../../base/networks/index.ts';
import { handle, listen, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { lawfulRemoval } from '../conflicts/index.ts';
import { postsForgotten, postsGone } from '../posts/index.ts';
import { appealAct, decideAppeal, takeAppeal } from './appeals.ts';
import { readAct } from './card.ts';
import { appealTerms, secondTerms } from './clock-subject.ts';
import { readModerationFigures } from './figures.ts';
import { forgetActs } from './forget.ts';
import { hideComment, lookSecond, withdrawAct } from './hide.ts';
import { actsFile, countWaitingActs, listActs } from './list.ts';
import { noteSaid, settleNotice } from './notices.ts';
import { findOpenAct, getCommentRules } from './open.ts';
import { findTakenOff, noteDeed, noteGone } from './outcome.ts';
import { moderationPack } from './pack.ts';
import { listCommentRules, retireCommentRule, saveCommentRule, seedCommentRules } from './rules.ts';
import { accessProof, proveAct, settleAct } from './settle.ts';
import { readTalkModeration } from './talk.ts';

export const moderationModule: ModuleManifest = {
  name: 'moderation',
  permissions: {
    'moderation.read': 'Видеть, что и по какому правилу убрано со страниц',
    'moderation.hide': 'Убирать комментарии по правилам',
    'moderation.judge': 'Второй взгляд на убираемое и решения о возражениях',
    'moderation.keep-rules': 'Вести опубликованные правила комментариев',
  },
  routes: [
    handle(contract.readTalkModeration, readTalkModeration),
    handle(contract.hideComment, hideComment),
    handle(contract.listActs, listActs),
    actsFile,
    handle(contract.countWaitingActs, countWaitingActs),
    handle(contract.readAct, readAct),
    handle(acts.lookSecond, lookSecond),
    handle(acts.withdrawAct, withdrawAct),
    handle(acts.settleAct, settleAct),
    handle(acts.proveAct, proveAct),
    handle(acts.takeAppeal, takeAppeal),
    handle(acts.decideAppeal, decideAppeal),
    handle(acts.settleNotice, settleNotice),
    handle(rule.listCommentRules, listCommentRules),
    handle(rule.saveCommentRule, saveCommentRule),
    handle(rule.retireCommentRule, retireCommentRule),
    handle(open.readModerationFigures, readModerationFigures),
    handle(open.getCommentRules, getCommentRules),
    handle(open.findOpenAct, findOpenAct, { perMinute: 60 }),
    handle(open.appealAct, appealAct, { perMinute: 10 }),
  ],
  listeners: [
    listen('moderation', deedEnded, noteDeed),
    listen('moderation', sayingEnded, noteSaid),
    listen('moderation', postsGone, noteGone),
    listen('moderation', postsForgotten, forgetActs),
  ],
  provides: [
    provide(clockSubject, appealTerms, appealTerms.kind),
    provide(clockSubject, secondTerms, secondTerms.kind),
    provide(fileAccess, accessProof, 'moderation'),
    provide(lawfulRemoval, findTakenOff),
  ],
  seed: seedCommentRules,
  start: async () => {
    moderationPack.read();
  },
};
