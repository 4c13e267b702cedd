import * as checks from '../../../shared/contract/messages/cases-check.ts';
import * as open from '../../../shared/contract/messages/cases-open.ts';
import * as portal from '../../../shared/contract/messages/cases-portal.ts';
import { understandMessage } from '../../../shared/contract/messages/cases-reading.ts';
import * as resident from '../../../shared/contract/messages/cases-resident.ts';
import { registerCase } from '../../../shared/contract/messages/cases-staff.ts';
import { handle, type RouteHandler } from '../../lib/module/module.ts';
import { dispute } from './decisions/dispute.ts';
import { submit } from './intake/intake.ts';
import { join } from './intake/join.ts';
import { register } from './intake/register.ts';
import { sendAppeal } from './intake/submit-appeal.ts';
import { readOpenFigures } from './publication/open-figures.ts';
import { listPoints } from './publication/public-map.ts';
import { understand } from './reading/understand.ts';
import { tellHolds } from './resident/holding.ts';
import { addComment, rate } from './resident/rating.ts';
import { listOwnConsents, listOwnMessages, withdraw } from './resident/resident.ts';
import { check, sendLink } from './strangers/check-message.ts';
import { getMessagePage } from './strangers/message-page.ts';
import { listSimilar } from './strangers/similar.ts';

/** What residents and the public call, and registration by an operator (the same batched intake). */
export const portalRoutes: RouteHandler[] = [
  handle(portal.submitMessage, submit, { transaction: 'none', isPlain: true }),
  handle(portal.submitAppeal, sendAppeal, { transaction: 'none', perMinute: 30 }),
  handle(registerCase, register, { transaction: 'none' }),
  handle(portal.findSimilar, listSimilar, { perMinute: 120 }),
  handle(portal.joinMessage, join),
  handle(portal.getMessage, getMessagePage, { perMinute: 120 }),
  // A phone is guessed in ten thousand tries at least: few a minute, whoever asks.
  handle(checks.checkMessage, check, { perMinute: 10 }),
  handle(checks.sendMessageLink, sendLink, { perMinute: 3 }),
  handle(understandMessage, understand, { perMinute: 120 }),
  handle(portal.rateMessage, rate),
  handle(portal.tellWhetherHolds, tellHolds),
  handle(portal.addToMessage, addComment),
  handle(portal.disputeRejection, dispute),
  handle(resident.listMyMessages, listOwnMessages),
  handle(resident.listMyConsents, listOwnConsents),
  handle(resident.withdrawConsent, withdraw),
  handle(open.listPublicPoints, listPoints),
  handle(open.getOpenFigures, readOpenFigures),
];
