import { counted } from '../../../../shared/text/plural.ts';
import { AppError } from '../../../lib/errors.ts';
import type { SystemFacts } from '../../../lib/exchange/connected-systems.ts';
import { noteExchange, readExchangeNotes } from '../../../lib/exchange/exchange-notes.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { listKnown } from './oidc-provider.ts';

const codeOf = (id: string): string => `sign-in:${id}`;

/**
 * Speaks to an outside system of sign-in and notes how that went: outside of the caller's transaction, so that a refusal stays noted.
 * What the person did wrong is no failure of the system.
 */
export async function speakToProvider<T>(ctx: Ctx, id: string, work: () => Promise<T>): Promise<T> {
  try {
    const said = await work();
    await noteExchange(ctx.db, codeOf(id), ctx.now, null);
    return said;
  } catch (error) {
    if (error instanceof AppError && error.code === 'lib.unavailable')
      await noteExchange(ctx.db, codeOf(id), ctx.now, 'Не отвечает');
    throw error;
  }
}

/** Outside systems of sign-in. */
export async function listProviderFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const known = await listKnown(ctx);
  const notes = await readExchangeNotes(
    ctx.db,
    known.map(({ id }) => codeOf(id)),
  );
  return known.map(({ id, title, audience, isActive }) => {
    const { lastAt = null, failures = 0 } = notes.get(codeOf(id)) ?? {};
    return {
      code: codeOf(id),
      title,
      clause: null,
      way: audience === 'staff' ? 'вход сотрудников' : 'вход жителей',
      words:
        failures > 0 ? `Не отвечает: ${counted(failures, 'попытка', 'попытки', 'попыток')} входа подряд` : '',
      link: '/staff/security',
      isOn: isActive,
      lastAt,
      waiting: 0,
      oldestWaitingAt: null,
      errors: failures,
      isAskedSeldom: true,
    };
  });
}
