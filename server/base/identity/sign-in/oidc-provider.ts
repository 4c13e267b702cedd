import {
  claimMap,
  type createProvider,
  type editProvider,
  type Provider,
} from '../../../../shared/contract/base/providers.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import type { Config } from '../../../lib/config.ts';
import type { Db } from '../../../lib/database/db.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { forgiveHost } from '../../../lib/outbound/fetch-outside.ts';
import type { SealedColumn } from '../../../lib/seal/reseal.ts';
import { seal, unseal } from '../../../lib/seal/sealed.ts';
import { discoverProvider, type OidcParty } from './oidc-client.ts';
import { siteAddress } from './site-address.ts';

const placeOf = (id: string): string => `identity.oidc_provider:${id}`;

/** Where the secrets of outside sign-in lie. */
export const sealedProviders: SealedColumn = {
  table: 'identity.oidc_provider',
  column: 'client_secret',
  key: 'id',
  placeOf,
};

export interface KnownProvider extends Provider {
  party: OidcParty;
}

type Row = Awaited<ReturnType<typeof selectProviders>>[number];

const selectProviders = (db: Db) =>
  db.selectFrom('identity.oidc_provider').selectAll().orderBy('created_at').execute();

function present(config: Config, row: Row): KnownProvider {
  const party = {
    id: row.id,
    issuer: row.issuer,
    clientId: row.client_id,
    clientSecret: row.client_secret ? unseal(config, placeOf(row.id), row.client_secret) : null,
    scope: row.scope,
    mayBePrivate: row.may_be_private,
  };
  return {
    id: row.id,
    title: row.title,
    audience: row.audience,
    issuer: row.issuer,
    clientId: row.client_id,
    scope: row.scope,
    claims: claimMap.parse(row.claims),
    level: row.level,
    asksFactor: row.asks_factor,
    endsOutside: row.ends_outside,
    mayBePrivate: row.may_be_private,
    isActive: row.is_active,
    hasSecret: row.client_secret !== null,
    party,
  };
}

export async function listKnown(ctx: Pick<Ctx, 'db' | 'config'>): Promise<KnownProvider[]> {
  return (await selectProviders(ctx.db)).map((row) => present(ctx.config, row));
}

/** One provider by id, switched on or not. */
export async function requireProvider(ctx: Pick<Ctx, 'db' | 'config'>, id: string): Promise<KnownProvider> {
  const found = (await listKnown(ctx)).find((one) => one.id === id);
  if (!found) throw new AppError('lib.not-found', 'Такой системы входа нет. Обновите страницу.');
  return found;
}

/** Where a person returns to from the other system; registered there word for word. */
export function returnAddress(
  ctx: Ctx,
  exchange: Pick<Exchange, 'headers'>,
  audience: Provider['audience'],
): string {
  const site = siteAddress(ctx.config, exchange.headers);
  const path = audience === 'staff' ? '/staff/sign-in/return' : '/sign-in/return';
  return `${site?.origin ?? ''}${path}`;
}

/** Where a person comes to after signing out there; registered there word for word too. */
export function leaveAddress(
  ctx: Ctx,
  exchange: Pick<Exchange, 'headers'>,
  audience: Provider['audience'],
): string {
  const site = siteAddress(ctx.config, exchange.headers);
  return `${site?.origin ?? ''}${audience === 'staff' ? '/staff/sign-in' : '/'}`;
}

export async function readProviderSettings(ctx: Ctx, exchange: Exchange) {
  return {
    providers: await listKnown(ctx),
    returnTo: {
      staff: returnAddress(ctx, exchange, 'staff'),
      resident: returnAddress(ctx, exchange, 'resident'),
    },
    leaveTo: {
      staff: leaveAddress(ctx, exchange, 'staff'),
      resident: leaveAddress(ctx, exchange, 'resident'),
    },
  };
}

async function save(
  ctx: Ctx,
  id: string,
  body: HandlerInput<typeof createProvider>['body'],
): Promise<{ provider: Provider }> {
  if (body.issuer.startsWith('http:') && !body.mayBePrivate) {
    const text = 'Без шифрования (http) можно только внутри своей сети: разрешите внутренний адрес.';
    throw new AppError('lib.bad-input', text, { fields: { issuer: text } });
  }
  if (!/\bopenid\b/.test(body.scope)) {
    const text = 'В списке областей нужна «openid».';
    throw new AppError('lib.bad-input', text, { fields: { scope: text } });
  }
  forgiveHost(body.issuer);
  const values = {
    title: body.title,
    audience: body.audience,
    issuer: body.issuer,
    client_id: body.clientId,
    scope: body.scope,
    claims: JSON.stringify(body.claims),
    level: body.level,
    asks_factor: body.asksFactor,
    ends_outside: body.endsOutside,
    may_be_private: body.mayBePrivate,
    is_active: body.isActive,
    changed_at: ctx.now,
    ...(body.clientSecret && { client_secret: seal(ctx.config, placeOf(id), body.clientSecret) }),
  };
  await ctx.db
    .insertInto('identity.oidc_provider')
    .values({ id, created_at: ctx.now, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  ctx.audit({
    action: 'identity.provider-saved',
    object: 'sign-in-provider',
    objectId: id,
    data: { issuer: body.issuer, isActive: body.isActive, hasNewSecret: body.clientSecret !== '' },
  });
  return { provider: await requireProvider(ctx, id) };
}

/** Route: a new provider. */
export const addProvider = (ctx: Ctx, { body }: HandlerInput<typeof createProvider>) =>
  save(ctx, newId(), body);

/** Route: settings of a provider in place of the former; an empty secret keeps the present one. */
export async function changeProvider(ctx: Ctx, { params, body }: HandlerInput<typeof editProvider>) {
  const before = await requireProvider(ctx, params.id);
  // A secret given to one issuer is not sent to another.
  if (before.issuer !== body.issuer && before.hasSecret && !body.clientSecret) {
    const text = 'Адрес другой: впишите секрет заново.';
    throw new AppError('lib.bad-input', text, { fields: { clientSecret: text } });
  }
  return save(ctx, params.id, body);
}

/** Route: whether the provider answers and calls itself what the setting says. */
export async function tryProvider(ctx: Ctx, id: string) {
  const { party } = await requireProvider(ctx, id);
  forgiveHost(party.issuer);
  const { value } = await discoverProvider(party, ctx.now, true);
  return {
    authorization: value.authorization_endpoint,
    hasPkce: value.code_challenge_methods_supported?.includes('S256') ?? false,
  };
}
