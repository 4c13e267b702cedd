import type {
  beginOutside as beginOutsideRoute,
  finishOutside as finishOutsideRoute,
} from '../../../../shared/contract/base/providers.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { normaliseEmail, normalisePhone } from '../../../../shared/text/contacts.ts';
import { AppError } from '../../../lib/errors.ts';
import { readCookie, writeCookie } from '../../../lib/http/cookies.ts';
import { hashToken, isSameSecret, newId, newToken } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { requireOpenForResidents } from '../../../lib/portal-door.ts';
import { higherLevel } from '../levels/level.ts';
import { findOrCreateResident } from '../people/resident.ts';
import { attemptKeys, forgiveTry, takeTry } from './attempts.ts';
import { openChallenge, takeChallenge } from './challenge.ts';
import {
  authorizationUrl,
  type Claims,
  discoverProvider,
  type OidcFlow,
  readIdentity,
  refuseProvider,
} from './oidc-client.ts';
import { type KnownProvider, listKnown, requireProvider, returnAddress } from './oidc-provider.ts';
import { speakToProvider } from './provider-facts.ts';
import { enterOrAsk } from './second-factor.ts';
import { beginSession } from './session.ts';

/** The cookie that ties a sign-in to the browser that began it: a link with another's answer opens nothing here. */
const COOKIE = 'otklik.outside';

const cookieOf = (ctx: Ctx, value: string, age: number): string =>
  writeCookie(ctx.config, { name: COOKIE, value, path: '/api/session', age });

/** Route: providers switched on for these people. */
export async function listOfferedProviders(ctx: Ctx, audience: 'staff' | 'resident') {
  const all = await listKnown(ctx);
  const offered = all.filter((one) => one.isActive && one.audience === audience);
  return { providers: offered.map(({ id, title }) => ({ id, title })) };
}

/** Route: begins a sign-in by another system; the browser goes to the address in the reply. */
export async function beginOutside(
  ctx: Ctx,
  { params }: HandlerInput<typeof beginOutsideRoute>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof beginOutsideRoute>> {
  const provider = await requireProvider(ctx, params.id);
  if (!provider.isActive) throw new AppError('lib.not-found', 'Этот вход сейчас выключен. Войдите иначе.');
  if (provider.audience === 'resident') requireOpenForResidents();
  const { value: found } = await speakToProvider(ctx, provider.id, () =>
    discoverProvider(provider.party, ctx.now),
  );
  const binding = newToken();
  const flow: OidcFlow = {
    nonce: newToken(),
    verifier: newToken(),
    redirectUri: returnAddress(ctx, exchange, provider.audience),
  };
  const state = await openChallenge(ctx, 'oidc', null, {
    ...flow,
    provider: provider.id,
    binding: hashToken(binding),
  });
  exchange.setCookie(cookieOf(ctx, binding, 600));
  return { url: authorizationUrl(found, provider.party, flow, state) };
}

/** A claim by its name, or by a path of names through objects: `realm.person.phone`. */
function claimText(claims: Claims, path: string): string {
  if (!path) return '';
  const direct = claims[path];
  const value =
    direct ??
    path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], claims);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}

async function findLinked(ctx: Ctx, provider: KnownProvider, subject: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('identity.account')
    .select('user_id')
    .where('provider_id', '=', `oidc:${provider.id}`)
    .where('account_id', '=', subject)
    .executeTakeFirst();
  return row?.user_id ?? null;
}

async function link(ctx: Ctx, provider: KnownProvider, subject: string, personId: string): Promise<void> {
  await ctx.db
    .insertInto('identity.account')
    .values({
      id: newId(),
      user_id: personId,
      account_id: subject,
      provider_id: `oidc:${provider.id}`,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  ctx.audit({
    action: 'identity.outside-linked',
    object: 'person',
    objectId: personId,
    data: { provider: provider.id },
  });
}

/** The first time a member of staff is known by an e-mail the provider has verified; afterwards by its own number. */
async function findStaff(
  ctx: Ctx,
  provider: KnownProvider,
  claims: Claims & { sub: string },
): Promise<string> {
  const linked = await findLinked(ctx, provider, claims.sub);
  if (linked) return linked;
  const email = normaliseEmail(claimText(claims, provider.claims.email));
  const isVerified = claims.email_verified === true || claims.email_verified === 'true';
  const person =
    email && isVerified
      ? await ctx.db
          .selectFrom('identity.person')
          .select('id')
          .where('staff_email', '=', email)
          .executeTakeFirst()
      : undefined;
  if (!person)
    throw new AppError(
      'identity.unknown-person',
      isVerified
        ? 'Среди сотрудников центра такой почты нет. Обратитесь к администратору.'
        : 'Система входа не подтвердила вашу почту. Обратитесь к её администратору.',
    );
  await link(ctx, provider, claims.sub, person.id);
  return person.id;
}

function levelOf(provider: KnownProvider, claims: Claims): KnownProvider['level'] {
  const { verified } = provider.claims;
  if (!verified || provider.level !== 'esia_verified') return provider.level;
  return ['true', '1', 'T', 'trusted'].includes(claimText(claims, verified))
    ? 'esia_verified'
    : 'esia_simplified';
}

/** A resident by the provider's number, or by a phone it has verified; else a new one. Their level only grows. */
async function findResident(
  ctx: Ctx,
  provider: KnownProvider,
  claims: Claims & { sub: string },
): Promise<string> {
  const names = ['givenName', 'surname'] as const;
  const name = names.map((key) => claimText(claims, provider.claims[key])).join(' ');
  const linked = await findLinked(ctx, provider, claims.sub);
  const isProven = claims.phone_number_verified === true || provider.level.startsWith('esia');
  const phone = isProven ? normalisePhone(claimText(claims, provider.claims.phone)) : null;
  const personId =
    linked ?? (phone ? await findOrCreateResident(ctx, { phone, name }) : await makeResident(ctx, name));
  if (!linked) await link(ctx, provider, claims.sub, personId);
  const person = await ctx.db
    .selectFrom('identity.person')
    .select(['proven_level', 'short_name'])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const level = higherLevel(person.proven_level, levelOf(provider, claims));
  await ctx.db
    .updateTable('identity.person')
    .set({
      proven_level: level,
      changed_at: ctx.now,
      ...(phone && { phone_verified_at: ctx.now }),
      ...(person.short_name === '' && { short_name: name.trim().slice(0, 100) }),
    })
    .where('id', '=', personId)
    .execute();
  return personId;
}

async function makeResident(ctx: Ctx, name: string): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('identity.person')
    .values({
      id,
      kind: 'resident',
      short_name: name.trim().slice(0, 100),
      created_at: ctx.now,
      changed_at: ctx.now,
    })
    .execute();
  ctx.audit({ action: 'identity.resident-made', object: 'person', objectId: id });
  return id;
}

/** Takes up what began in this browser; throws for a state that is made up, used, too old or another browser's. */
async function takeFlow(ctx: Ctx, state: string, exchange: Exchange) {
  const begun = await runMutation(exchange.services, ctx, (tx) => takeChallenge(tx, 'oidc', state));
  const isOwn =
    begun && isSameSecret(String(begun.value.binding), hashToken(readCookie(exchange.headers, COOKIE) ?? ''));
  if (!isOwn)
    throw new AppError('identity.code-expired', 'Вход затянулся или начат в другом окне. Начните его снова.');
  return { providerId: String(begun.value.provider), flow: begun.value as unknown as OidcFlow };
}

/** Route: the person is back from the other system. */
export async function finishOutside(
  ctx: Ctx,
  { body }: HandlerInput<typeof finishOutsideRoute>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof finishOutsideRoute>> {
  const keys = attemptKeys(ctx, null);
  await takeTry(ctx, keys);
  const { providerId, flow } = await takeFlow(ctx, body.state, exchange);
  exchange.setCookie(cookieOf(ctx, '', 0));
  const provider = await requireProvider(ctx, providerId);
  if (!provider.isActive) throw new AppError('lib.not-found', 'Этот вход сейчас выключен. Войдите иначе.');
  if (provider.audience === 'resident') requireOpenForResidents();
  if (body.error === 'access_denied')
    throw new AppError('identity.outside-refused', 'Вы отказались от входа. Можно войти иначе.');
  if (body.error || !body.code) throw refuseProvider(`provider answered: ${body.error}`);
  const answer = { code: body.code, issuer: body.issuer };
  const { claims, idToken } = await speakToProvider(ctx, provider.id, () =>
    readIdentity(provider.party, flow, answer, ctx.now),
  );
  const origin = provider.endsOutside ? { provider: provider.id, idToken } : undefined;
  const personId = await runMutation(exchange.services, ctx, (tx) =>
    provider.audience === 'staff' ? findStaff(tx, provider, claims) : findResident(tx, provider, claims),
  );
  await forgiveTry(ctx, keys);
  const action = 'identity.signed-in-outside';
  if (provider.audience === 'staff' && !provider.asksFactor)
    return enterOrAsk(ctx, exchange, personId, action, origin);
  return beginSession(ctx, exchange, personId, action, {
    hasFactor: provider.asksFactor,
    ...(origin && { origin }),
  });
}
