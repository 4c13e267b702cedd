import type { setUp } from '../../../../shared/contract/base/identity.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { newCode } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { needsSetup } from '../people/first-start.ts';
import { insertGrant } from '../people/grant.ts';
import { hashPassword } from '../people/password-hash.ts';
import { attemptKeys, forgiveTry, takeTry } from './attempts.ts';
import { writePassword } from './password.ts';
import { insertPerson } from './person.ts';
import { hashPrivate } from './secret.ts';
import { beginSession } from './session.ts';
import { wrongCode } from './wrong-code.ts';

/** A code printed on the console is good for a week; each start prints a new one. ms. */
const SETUP_LIFE = 7 * 86_400_000;

const hashSetup = (ctx: Pick<Ctx, 'config'>, code: string): string =>
  hashPrivate(ctx.config, 'setup', code.replace(/\D/g, ''));

/**
 * Makes the one-time code of the first start, `1234-5678-9012`, in place of the former one.
 * Null when staff exist already: the code is then of no use.
 */
export async function issueSetupCode(ctx: Ctx): Promise<string | null> {
  if (!(await needsSetup(ctx))) return null;
  const code = newCode(12);
  const values = {
    token_hash: hashSetup(ctx, code),
    created_at: ctx.now,
    expires_at: new Date(ctx.now.getTime() + SETUP_LIFE),
  };
  await ctx.db.deleteFrom('identity.ticket').where('purpose', '=', 'setup').execute();
  await ctx.db
    .insertInto('identity.ticket')
    .values({ purpose: 'setup', ...values })
    .execute();
  return code.replace(/(\d{4})(?=\d)/g, '$1-');
}

/** Makes the first administrator by the console's code and signs them in; afterwards nobody can do it again. */
export async function makeFirstAdministrator(
  ctx: Ctx,
  { body }: HandlerInput<typeof setUp>,
  exchange: Exchange,
): Promise<RouteReplyInput<typeof setUp>> {
  const done = () =>
    new AppError('identity.setup-done', 'Администратор уже заведён. Войдите по почте и паролю.');
  if (!(await needsSetup(ctx))) throw done();
  const keys = attemptKeys(ctx, null);
  await takeTry(ctx, keys);
  const hash = await hashPassword(body.password);
  const personId = await runMutation(exchange.services, ctx, async (tx) => {
    // Deleting the ticket locks it: of two visitors with the code one becomes the administrator.
    const ticket = await tx.db
      .deleteFrom('identity.ticket')
      .where('purpose', '=', 'setup')
      .where('token_hash', '=', hashSetup(tx, body.code))
      .where('expires_at', '>', tx.now)
      .executeTakeFirst();
    if (ticket.numDeletedRows === 0n)
      throw wrongCode('code', 'Код не подходит. Он напечатан в консоли при последнем запуске сервера.');
    if (!(await needsSetup(tx))) throw done();
    const id = await insertPerson(tx, { ...body.person, position: 'Администратор' });
    await writePassword(tx.db, id, hash, tx.now);
    await insertGrant(tx, id, { role: 'admin' });
    tx.audit({ action: 'identity.set-up', object: 'person', objectId: id });
    return id;
  });
  await forgiveTry(ctx, keys);
  return beginSession(ctx, exchange, personId, 'identity.signed-in');
}
