import type { PublicationCard } from '../../../../shared/contract/pages/publications.ts';
import type * as contract from '../../../../shared/contract/pages/publications-outside.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDateTime } from '../../../../shared/text/dates.ts';
import { DAY } from '../../../../shared/time.ts';
import { sendLetter } from '../../../base/outbox/index.ts';
import { readCity } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { originOf } from '../../../lib/http/origin.ts';
import { hashToken, newId, newToken } from '../../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { requireOtherPerson } from '../../../lib/module/two-people.ts';
import { readPublicationCard } from '../card.ts';
import { lockPublication, updatePublication } from '../rows.ts';
import { settleApproval } from '../settle-approval.ts';
import { tellPublicationAct } from '../store.ts';

const notAwaited = 'Эта публикация не ждёт согласования.';

/** Path of the page; the token in it is the whole right. */
const linkPath = (token: string): string => `/a/${token}`;

/** Route: the address is in this reply and in the letter only. */
export async function askOutside(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.askOutside>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof contract.askOutside>> {
  const { name, email, days, version } = body;
  const piece = await lockPublication(
    ctx,
    { id: params.id, version },
    { states: ['approval'], words: 'Спрашивают о том, что отправлено на согласование.' },
  );
  const token = newToken();
  const expiresAt = new Date(ctx.now.getTime() + days * DAY);
  const id = newId();
  await ctx.db
    .insertInto('publications.approval_link')
    .values({
      id,
      publication_id: piece.id,
      round: piece.round,
      name,
      email,
      token_hash: hashToken(token),
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
      expires_at: expiresAt,
    })
    .execute();
  const until = formatDateTime(expiresAt, readCity(ctx.config).zone);
  if (email)
    await sendLetter(ctx, {
      channel: 'email',
      recipient: email,
      subject: 'Согласуйте публикацию',
      text: `${nameOfActor(ctx)} просит согласовать публикацию официальной страницы. Посмотреть и ответить без входа можно до ${until}: {secret}`,
      secret: `${ctx.config.publicUrl}${linkPath(token)}`,
      purpose: 'publication-asked',
    });
  await updatePublication(ctx, piece, {});
  await tellPublicationAct(ctx, piece.id, 'ask-outside', {
    what: `по ссылке спрошено согласие: ${name}`,
    note: `до ${until}`,
    data: { link: id, isByLetter: email !== '' },
  });
  return {
    card: await readPublicationCard(ctx, piece.id),
    url: `${ctx.config.publicUrl || originOf(exchange)}${linkPath(token)}`,
    expiresAt: expiresAt.toISOString(),
  };
}

/** Route: whoever agrees decides that the piece goes without them; its author does not. */
export async function dropOutside(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.dropOutside>,
): Promise<PublicationCard> {
  const piece = await lockPublication(
    ctx,
    { id: params.id, version: body.version },
    { states: ['approval'], words: notAwaited },
  );
  requireOtherPerson(
    ctx.actor,
    piece.made_by,
    'Не ждать ответа решает тот, кто согласует, а не тот, кто написал. Вы можете вернуть публикацию себе.',
  );
  const dropped = await ctx.db
    .updateTable('publications.approval_link')
    .set({ dropped_at: ctx.now, dropped_by_name: nameOfActor(ctx) })
    .where('id', '=', params.link)
    .where('publication_id', '=', piece.id)
    .where('round', '=', piece.round)
    .where('answer', 'is', null)
    .where('dropped_at', 'is', null)
    .returning('name')
    .executeTakeFirst();
  if (!dropped) throw new AppError('lib.not-found', 'Такой ссылки нет, или по ней уже ответили.');
  await settleApproval(ctx, piece);
  await tellPublicationAct(ctx, piece.id, 'drop-outside', {
    what: `ответа по ссылке больше не ждут: ${dropped.name}`,
    data: { link: params.link },
  });
  return readPublicationCard(ctx, piece.id);
}
