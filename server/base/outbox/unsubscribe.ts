import type * as contract from '../../../shared/contract/base/outbox-settings.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Config } from '../../lib/config.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { isSigned, signValue } from '../../lib/seal/sealed.ts';
import { maskRecipient } from './list.ts';

/** The link of a letter to its recipient's wishes: it names the letter, not the person, and opens nothing else. */
export const unsubscribeLink = (config: Config, letterId: string): string =>
  `${config.publicUrl}/unsubscribe?token=${letterId}.${signValue(config, 'unsubscribe', letterId)}`;

async function findLetter(ctx: Ctx, token: string) {
  const [id = '', mark = ''] = token.split('.');
  const isOurs = /^[0-9a-f-]{36}$/.test(id) && isSigned(ctx.config, 'unsubscribe', id, mark);
  const letter = isOurs
    ? await ctx.db
        .selectFrom('outbox.letter')
        .select(['recipient', 'channel'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!letter)
    throw new AppError('lib.not-found', 'Ссылка неполная или старая. Откройте её из письма целиком.');
  return { recipient: letter.recipient, channel: letter.channel };
}

/** Route: whose letters the link is about, masked, and how often they come now. */
export async function readUnsubscribe(
  ctx: Ctx,
  { query }: HandlerInput<typeof contract.readUnsubscribe>,
): Promise<RouteReplyInput<typeof contract.readUnsubscribe>> {
  const letter = await findLetter(ctx, query.token);
  const wish = await ctx.db
    .selectFrom('outbox.preference')
    .select('pace')
    .where('recipient', '=', letter.recipient)
    .where('channel', '=', letter.channel)
    .executeTakeFirst();
  return {
    recipient: maskRecipient(letter),
    channel: letter.channel,
    pace: wish?.pace ?? 'instant',
  };
}

/** Route: rarer letters, or none. */
export async function unsubscribe(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.unsubscribe>,
): Promise<{ done: true }> {
  const { recipient, channel } = await findLetter(ctx, body.token);
  await ctx.db
    .insertInto('outbox.preference')
    .values({ recipient, channel, pace: body.pace, changed_at: ctx.now })
    .onConflict((conflict) =>
      conflict.columns(['recipient', 'channel']).doUpdateSet({ pace: body.pace, changed_at: ctx.now }),
    )
    .execute();
  ctx.audit({
    action: 'outbox.unsubscribed',
    object: 'letter-channel',
    objectId: channel,
    data: { pace: body.pace },
  });
  return { done: true };
}
