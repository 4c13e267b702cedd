import type * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import {
  followUpJob,
  type InboundMessage,
  prepareInbound,
  registerDrafts,
} from '../../messages/cases/index.ts';
import type { PostRow } from '../posts/index.ts';
import { readIncidentCard, requireFirstPost } from './card.ts';
import { type IncidentRow, lockIncident } from './rows.ts';
import { tellAct, updateIncident } from './store.ts';
import { endTerms } from './terms.ts';

/** The channel of cases a post stands for. None of them begins a term of 59-ФЗ. */
const channelOf = ({ kind }: PostRow) =>
  kind === 'message'
    ? ('direct_message' as const)
    : kind === 'comment'
      ? ('social_comment' as const)
      : kind === 'article'
        ? ('media_publication' as const)
        : ('social_post' as const);

/** What goes over: the words, where they stand, the place and the topic a person chose. The author is no applicant. */
function messageOf(post: PostRow, incident: IncidentRow): InboundMessage {
  const place =
    incident.lat !== null && incident.lon !== null ? { lat: incident.lat, lon: incident.lon } : {};
  return {
    text: post.url ? `${post.text}\n\n${post.url}` : post.text,
    receivedAt: post.captured_at.toISOString(),
    factId: incident.fact_id ?? undefined,
    place: incident.address === null ? undefined : { ...place, address: incident.address },
  };
}

/** Route: one case of one incident; asked again, it is the same case. */
export async function convertIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.convertIncident>,
): Promise<contract.IncidentCard> {
  const incident = await lockIncident(ctx, params.id, body.version, 'convert');
  const post = await requireFirstPost(ctx, incident.id);
  const origin = { channel: channelOf(post), source: 'incidents', id: incident.number };
  const draft = prepareInbound(ctx, messageOf(post, incident), origin);
  const [registered] = await registerDrafts(ctx, [{ ctx, draft }]);
  if (!registered || registered instanceof AppError)
    throw registered ?? new AppError('lib.internal', 'Дело не зарегистрировано. Попробуйте ещё раз.');
  ctx.enqueue(followUpJob, {}, { key: followUpJob.name });
  await endTerms(ctx, incident.id, { kinds: ['look'] });
  await endTerms(ctx, incident.id, { isVoid: true });
  await updateIncident(ctx, incident, {
    status: 'converted',
    case_id: registered.caseId,
    case_number: registered.number,
    due_at: null,
  });
  await tellAct(ctx, incident, 'convert', {
    what: `Стал делом № ${registered.number}`,
    data: { caseId: registered.caseId },
  });
  return readIncidentCard(ctx, incident.id);
}
