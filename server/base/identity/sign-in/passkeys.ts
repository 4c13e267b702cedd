import { isIP } from 'node:net';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type * as contract from '../../../../shared/contract/base/security.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { attemptKeys, forgiveTry, takeTry } from './attempts.ts';
import { openChallenge, takeChallenge } from './challenge.ts';
import { beginSession } from './session.ts';
import { siteAddress } from './site-address.ts';

const MAX_PASSKEYS = 20;

/** Loaded by the first who uses a key: with its formats of certificates it is a twentieth of a start. */
const openWebauthn = () => import('@simplewebauthn/server');

const refused = (detail: string, cause?: unknown): AppError =>
  new AppError('identity.key-refused', detail, { cause });

/**
 * The site a key belongs to: its public address, or the one the browser came to. A key made for one name never signs
 * for another, so a forged Host gains nothing.
 */
function siteOf(ctx: Ctx, { headers }: Pick<Exchange, 'headers'>): { rpID: string; origin: string } {
  const url = siteAddress(ctx.config, headers);
  if (!url || isIP(url.hostname.replace(/^\[|\]$/g, '')))
    throw refused(
      'Ключи доступа работают только по имени сайта. Откройте его по имени, не по номеру адреса.',
    );
  return { rpID: url.hostname, origin: url.origin };
}

const staffId = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'staff') throw new Error('Only staff have passkeys');
  return ctx.actor.id;
};

/** What the browser is asked to make a key for. */
export async function startPasskey(ctx: Ctx, exchange: Exchange) {
  const personId = staffId(ctx);
  const { rpID } = siteOf(ctx, exchange);
  const known = await ctx.db
    .selectFrom('identity.passkey')
    .select(['credential_id', 'transports'])
    .where('person_id', '=', personId)
    .execute();
  if (known.length >= MAX_PASSKEYS) throw refused('Ключей уже двадцать. Удалите ненужные и повторите.');
  const person = await ctx.db
    .selectFrom('identity.person')
    .select(['email', 'short_name'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const { generateRegistrationOptions } = await openWebauthn();
  const options = await generateRegistrationOptions({
    rpName: 'Отклик',
    rpID,
    userID: new TextEncoder().encode(personId),
    userName: person.email ?? personId,
    userDisplayName: person.short_name,
    excludeCredentials: known.map((row) => ({ id: row.credential_id, transports: row.transports })),
    // A finger, a face or a PIN of the device stands for the password: the key alone signs in.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  const token = await openChallenge(ctx, 'passkey-new', personId, { challenge: options.challenge });
  return { token, options: { ...options } };
}

/** Keeps the key the browser made. */
export async function finishPasskey(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addPasskey>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof contract.addPasskey>> {
  const personId = staffId(ctx);
  const begun = await takeChallenge(ctx, 'passkey-new', body.token);
  if (begun?.personId !== personId) throw refused('Добавление ключа затянулось. Начните его снова.');
  const { rpID, origin } = siteOf(ctx, exchange);
  const { verifyRegistrationResponse } = await openWebauthn();
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response: body.response as unknown as RegistrationResponseJSON,
    expectedChallenge: String(begun.value.challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch((error: unknown) => {
    throw refused('Ключ не подошёл. Попробуйте ещё раз или другим устройством.', error);
  });
  if (!verified) throw refused('Ключ не подошёл. Попробуйте ещё раз или другим устройством.');
  const { credential, credentialBackedUp } = registrationInfo;
  const row = {
    id: newId(),
    person_id: personId,
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    is_synced: credentialBackedUp,
    title: body.title,
    created_at: ctx.now,
  };
  const made = await ctx.db
    .insertInto('identity.passkey')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) throw refused('Этот ключ уже добавлен.');
  ctx.audit({
    action: 'identity.passkey-added',
    object: 'person',
    objectId: personId,
    data: { passkey: row.id },
  });
  const passkey = { id: row.id, title: row.title, isSynced: row.is_synced, usedAt: null };
  return { passkey: { ...passkey, createdAt: ctx.now.toISOString() } };
}

/** What the browser signs to come in; whose key it will be is not known yet. */
export async function startPasskeySignIn(ctx: Ctx, exchange: Exchange) {
  const { rpID } = siteOf(ctx, exchange);
  const { generateAuthenticationOptions } = await openWebauthn();
  const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
  const token = await openChallenge(ctx, 'passkey-sign-in', null, { challenge: options.challenge });
  return { token, options: { ...options } };
}

/** Checks the signature and moves the key's counter. Returns whose key it is. */
async function acceptPasskey(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.enterByPasskey>,
  exchange: Exchange,
): Promise<string> {
  const begun = await takeChallenge(ctx, 'passkey-sign-in', body.token);
  if (!begun) throw refused('Вход ключом затянулся. Начните его снова.');
  const key = await ctx.db
    .selectFrom('identity.passkey')
    .selectAll()
    .where('credential_id', '=', body.response.id)
    .forUpdate()
    .executeTakeFirst();
  const unknown = 'Этот ключ здесь не известен. Войдите по паролю и добавьте его в «Мой вход».';
  if (!key) throw refused(unknown);
  const { rpID, origin } = siteOf(ctx, exchange);
  const { verifyAuthenticationResponse } = await openWebauthn();
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: body.response as unknown as AuthenticationResponseJSON,
    expectedChallenge: String(begun.value.challenge),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
    credential: {
      id: key.credential_id,
      publicKey: new Uint8Array(key.public_key),
      counter: Number(key.counter),
      transports: key.transports,
    },
  }).catch((error: unknown) => {
    throw refused('Ключ не подошёл. Попробуйте ещё раз или войдите по паролю.', error);
  });
  if (!verified) throw refused(unknown);
  await ctx.db
    .updateTable('identity.passkey')
    .set({ counter: authenticationInfo.newCounter, used_at: ctx.now })
    .where('id', '=', key.id)
    .execute();
  return key.person_id;
}

/** Signs in by a passkey: it is two factors at once, the device and the finger or PIN it asked for. */
export async function enterWithPasskey(
  ctx: Ctx,
  input: HandlerInput<typeof contract.enterByPasskey>,
  exchange: Exchange,
) {
  const keys = attemptKeys(ctx, null);
  await takeTry(ctx, keys);
  const personId = await runMutation(exchange.services, ctx, (tx) => acceptPasskey(tx, input, exchange));
  await forgiveTry(ctx, keys);
  return beginSession(ctx, exchange, personId, 'identity.signed-in-by-passkey');
}

/** Route: another name for a key. */
export async function renameOwnPasskey(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.renamePasskey>,
): Promise<{ done: true }> {
  const changed = await ctx.db
    .updateTable('identity.passkey')
    .set({ title: body.title })
    .where('id', '=', params.id)
    .where('person_id', '=', staffId(ctx))
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw new AppError('lib.not-found', 'Такого ключа у вас нет.');
  ctx.audit({ action: 'identity.passkey-renamed', object: 'person', objectId: staffId(ctx) });
  return { done: true };
}

/** Route: a key that is lost or not wanted. */
export async function removeOwnPasskey(ctx: Ctx, id: string): Promise<{ done: true }> {
  const gone = await ctx.db
    .deleteFrom('identity.passkey')
    .where('id', '=', id)
    .where('person_id', '=', staffId(ctx))
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw new AppError('lib.not-found', 'Такого ключа у вас нет.');
  ctx.audit({
    action: 'identity.passkey-removed',
    object: 'person',
    objectId: staffId(ctx),
    data: { passkey: id },
  });
  return { done: true };
}
