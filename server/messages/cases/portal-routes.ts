import * as checks from '../../../shared/contract/messages/cases-check.ts';
import * as open from '../../../shared/contract/messages/cases-open.ts';
import * as portal from '../../../shared/contract/messages/cases-portal.ts';
import { understandMessage as understandMessageRoute } from '../../../shared/contract/messages/cases-reading.ts';
import * as register from '../../../shared/contract/messages/cases-register.ts';
import * as resident from '../../../shared/contract/messages/cases-resident.ts';
import { registerCase as registerCaseRoute } from '../../../shared/contract/messages/cases-staff.ts';
import { handle, type RouteHandler } from '../../lib/module/module.ts';
import { disputeRejection } from './decisions/dispute.ts';
import { submitMessage } from './intake/intake.ts';
import { joinMessage } from './intake/join.ts';
import { registerCase } from './intake/register.ts';
import { sendAppeal } from './intake/submit-appeal.ts';
import { readDoneNearby } from './publication/done-nearby.ts';
import { getPublicFeed } from './publication/public-feed.ts';
import { listPoints } from './publication/public-map.ts';
import { listPublicMessages } from './publication/register.ts';
import { understandMessage } from './reading/understand.ts';
import { tellHolds } from './resident/holding.ts';
import { addComment, rateMessage } from './resident/rating.ts';
import { listOwnConsents, listOwnMessages } from './resident/resident.ts';
import { withdrawConsent } from './resident/withdraw.ts';
import { checkMessage, sendMessageLink } from './strangers/check-message.ts';
import { getMessagePage } from './strangers/message-page.ts';
import { listSimilar } from './strangers/similar.ts';

/** What residents and the public call, and registration by an operator (the same batched intake). */
export const portalRoutes: RouteHandler[] = [
  handle(portal.submitMessage, submitMessage, { transaction: 'none', isPlain: true }),
  handle(portal.submitAppeal, sendAppeal, { transaction: 'none', perMinute: 30 }),
  handle(registerCaseRoute, registerCase, { transaction: 'none' }),
  handle(portal.findSimilar, listSimilar, { perMinute: 120 }),
  handle(portal.joinMessage, joinMessage),
  handle(portal.getMessage, getMessagePage, { perMinute: 120 }),
  // A phone is guessed in ten thousand tries at least: few a minute, whoever asks.
  handle(checks.checkMessage, checkMessage, { perMinute: 10 }),
  handle(checks.sendMessageLink, sendMessageLink, { perMinute: 3 }),
  handle(understandMessageRoute, understandMessage, { perMinute: 120 }),
  handle(portal.rateMessage, rateMessage),
  handle(portal.tellWhetherHolds, tellHolds),
  handle(portal.addToMessage, addComment),
  handle(portal.disputeRejection, disputeRejection),
  handle(resident.listMyMessages, listOwnMessages),
  handle(resident.listMyConsents, listOwnConsents),
  handle(resident.withdrawConsent, withdrawConsent),
  handle(open.listPublicPoints, listPoints),
  handle(register.listPublicMessages, listPublicMessages, { perMinute: 240 }),
  handle(register.getPublicFeed, getPublicFeed, { perMinute: 120 }),
  handle(open.listDoneNearby, readDoneNearby),
];
