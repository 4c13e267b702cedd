import type * as contract from '../../../shared/contract/messages/helper.ts';
import { helperSettings } from '../../../shared/contract/messages/helper.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forgiveHost } from '../../lib/outbound/fetch-outside.ts';
import type { SealedColumn } from '../../lib/seal/reseal.ts';
import { seal, unseal } from '../../lib/seal/sealed.ts';
import type { Access } from './client.ts';

const PLACE = 'helper.setting';

/** Where this module keeps its sealed secret: in one row. */
export const sealedHelper: SealedColumn = {
  table: 'helper.setting',
  column: 'secret',
  key: 'id',
  placeOf: () => PLACE,
};

const selectSetting = (ctx: Pick<Ctx, 'db'>) =>
  ctx.db.selectFrom('helper.setting').selectAll().executeTakeFirst();

/** The model that may be asked now; null = off. */
export async function readAccess(ctx: Pick<Ctx, 'db' | 'config'>): Promise<Access | null> {
  const row = await selectSetting(ctx);
  return row?.is_active ? openAccess(ctx, row) : null;
}

/** The model as it is set, switched on or not: for the trial of an administrator. */
export async function requireAccess(ctx: Pick<Ctx, 'db' | 'config'>): Promise<Access> {
  const row = await selectSetting(ctx);
  if (!row) throw new AppError('lib.conflict', 'Сначала сохраните настройки модели.');
  return openAccess(ctx, row);
}

const openAccess = (
  { config }: Pick<Ctx, 'config'>,
  row: { settings: unknown; secret: string | null },
): Access => ({
  settings: helperSettings.parse(row.settings),
  secret: row.secret ? (unseal(config, PLACE, row.secret) ?? '') : '',
});

/** Route: whether drafts are offered at all. */
export async function readState(ctx: Ctx): Promise<RouteReplyInput<typeof contract.readHelper>> {
  const access = await readAccess(ctx);
  return { isOn: access !== null, model: access?.settings.model ?? '' };
}

/** Route: what it is set to; the key stays. */
export async function readHelperSettings(
  ctx: Ctx,
): Promise<RouteReplyInput<typeof contract.readHelperSettings>> {
  const row = await selectSetting(ctx);
  return {
    settings: row ? helperSettings.parse(row.settings) : null,
    hasSecret: Boolean(row?.secret),
    isActive: row?.is_active ?? false,
  };
}

const hostsOf = ({ baseUrl, authUrl }: contract.HelperSettings): string =>
  [baseUrl, authUrl].map((url) => URL.parse(url)?.host ?? '').join(' ');

/** A person changed or tries the settings: the hosts are asked even while they are left alone. */
export function forgiveModel({ baseUrl, authUrl }: contract.HelperSettings): void {
  for (const address of [baseUrl, authUrl]) forgiveHost(address);
}

/** Route: the address, the model and the key. A key never follows to another address unless typed anew. */
export async function keepSettings(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.setHelper>,
): Promise<{ done: true }> {
  const { settings, secret, isActive } = body;
  if (settings.kind === 'gigachat' && !settings.authUrl) {
    throw new AppError('lib.bad-input', 'Впишите адрес, где GigaChat выдаёт токен.', {
      fields: { 'settings.authUrl': 'Впишите адрес' },
    });
  }
  forgiveModel(settings);
  const before = await selectSetting(ctx);
  const isMoved = before && hostsOf(helperSettings.parse(before.settings)) !== hostsOf(settings);
  if (before?.secret && !secret && isMoved) {
    const text = 'Адрес другой: впишите ключ заново.';
    throw new AppError('lib.bad-input', text, { fields: { secret: text } });
  }
  const values = {
    settings: JSON.stringify(settings),
    is_active: isActive,
    changed_at: ctx.now,
    ...(secret && { secret: seal(ctx.config, PLACE, secret) }),
  };
  await ctx.db
    .insertInto('helper.setting')
    .values(values)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  ctx.audit({
    action: 'helper.set',
    object: 'helper',
    objectId: settings.kind,
    data: {
      host: URL.parse(settings.baseUrl)?.host ?? '',
      model: settings.model,
      isActive,
      hasNewSecret: secret !== '',
    },
  });
  return { done: true };
}
