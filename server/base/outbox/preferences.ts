import type * as contract from '../../../shared/contract/base/outbox-settings.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { maskEmail, maskPhone } from '../../../shared/text/contacts.ts';
import { describeDevice } from '../../../shared/text/device.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx, ResidentActor } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { readPushKey } from './channel.ts';

type Channel = contract.LetterChannel;

/** Browsers one resident may have told of. */
const MAX_BROWSERS = 10;

const resident = (ctx: Ctx): ResidentActor => {
  if (ctx.actor.kind !== 'resident') throw new Error('Only residents choose their letters here');
  return ctx.actor;
};

/** Each channel with the contact its wishes are kept under; push follows the first contact there is. */
function ownChannels({ phone, email }: ResidentActor): { channel: Channel; recipient: string }[] {
  const first = phone ?? email;
  return [
    ...(phone ? [{ channel: 'sms' as const, recipient: phone }] : []),
    ...(email ? [{ channel: 'email' as const, recipient: email }] : []),
    ...(first ? [{ channel: 'push' as const, recipient: first }] : []),
  ];
}

const mask = (channel: Channel, recipient: string): string =>
  channel === 'sms' ? maskPhone(recipient) : channel === 'email' ? maskEmail(recipient) : '';

/** Route: the resident's own wishes. */
export async function readPreferences(ctx: Ctx): Promise<RouteReplyInput<typeof contract.readPreferences>> {
  const actor = resident(ctx);
  const own = ownChannels(actor);
  const rows =
    own.length === 0
      ? []
      : await ctx.db
          .selectFrom('outbox.preference')
          .selectAll()
          .where(
            'recipient',
            'in',
            own.map(({ recipient }) => recipient),
          )
          .execute();
  const find = (channel: Channel, recipient: string) =>
    rows.find((row) => row.channel === channel && row.recipient === recipient);
  const quiet = rows.find((row) => row.quiet_from !== null && row.quiet_to !== null);
  const browsers = await ctx.db
    .selectFrom('outbox.push_subscription')
    .select(['id', 'device', 'created_at'])
    .where('person_id', '=', actor.id)
    .orderBy('created_at')
    .execute();
  return {
    channels: own.map(({ channel, recipient }) => ({
      channel,
      recipient: mask(channel, recipient),
      pace: find(channel, recipient)?.pace ?? 'instant',
    })),
    quiet: quiet ? { from: quiet.quiet_from!, to: quiet.quiet_to! } : null,
    pushKey: await readPushKey(ctx),
    devices: browsers.map((row) => ({ id: row.id, device: row.device, since: row.created_at.toISOString() })),
  };
}

/** Route: changes them. Channels the resident has no contact for are passed over. */
export async function setOwn(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.setPreferences>,
): Promise<{ done: true }> {
  const actor = resident(ctx);
  for (const { channel, recipient } of ownChannels(actor)) {
    const values = {
      pace: body.channels.find((one) => one.channel === channel)?.pace ?? 'instant',
      quiet_from: body.quiet?.from ?? null,
      quiet_to: body.quiet?.to ?? null,
      changed_at: ctx.now,
    };
    await ctx.db
      .insertInto('outbox.preference')
      .values({ recipient, channel, ...values })
      .onConflict((conflict) => conflict.columns(['recipient', 'channel']).doUpdateSet(values))
      .execute();
  }
  ctx.audit({ action: 'outbox.preferences-set', object: 'person', objectId: actor.id });
  return { done: true };
}

/** Route: this browser asks for notices. */
export async function addBrowser(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.subscribePush>,
  { headers }: Exchange,
): Promise<{ done: true }> {
  const actor = resident(ctx);
  if (!(await readPushKey(ctx)))
    throw new AppError('lib.conflict', 'Уведомления в браузере здесь ещё не подключены.');
  const { count } = await ctx.db
    .selectFrom('outbox.push_subscription')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('person_id', '=', actor.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MAX_BROWSERS)
    throw new AppError('lib.conflict', 'Уведомления включены уже в десяти браузерах. Выключите лишние.');
  const values = {
    person_id: actor.id,
    recipients: [actor.phone, actor.email].filter((one) => one !== null),
    p256dh: body.keys.p256dh,
    auth: body.keys.auth,
    device: describeDevice(String(headers['user-agent'] ?? '')),
  };
  await ctx.db
    .insertInto('outbox.push_subscription')
    .values({ id: newId(), endpoint: body.endpoint, created_at: ctx.now, ...values })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(values))
    .execute();
  ctx.audit({ action: 'outbox.push-on', object: 'person', objectId: actor.id });
  return { done: true };
}

/** Route: a browser of one's own asks for none. */
export async function removeBrowser(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.unsubscribePush>,
): Promise<{ done: true }> {
  const actor = resident(ctx);
  await ctx.db
    .deleteFrom('outbox.push_subscription')
    .where('id', '=', params.id)
    .where('person_id', '=', actor.id)
    .execute();
  ctx.audit({ action: 'outbox.push-off', object: 'person', objectId: actor.id });
  return { done: true };
}
