import type { SignerProof } from '../../../../shared/contract/base/signatures.ts';
import { AppError } from '../../../lib/errors.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { verifyPassword } from '../people/password-hash.ts';
import { attemptKeys, forgiveTry, takeTry } from './attempts.ts';
import { noteRefusal } from './refusal.ts';
import { acceptTotp } from './totp.ts';
import { wrongCode } from './wrong-code.ts';

/** How it was known at this moment that it is they. */
export type Confirmed = 'password' | 'totp';

/**
 * Makes sure that the member of staff who acts is at the keyboard now: their password, or a code of their application. Wrong
 * ones are counted with those of signing in. Call it outside a transaction: a refused try must stay counted.
 */
export async function confirmPerson(ctx: Ctx, exchange: Exchange, proof: SignerProof): Promise<Confirmed> {
  if (!isStaff(ctx.actor)) throw new AppError('lib.forbidden', 'Подписывает сотрудник.');
  const { id } = ctx.actor;
  if (proof.code) {
    const code = proof.code;
    const keys = attemptKeys(ctx, `confirm-factor:${id}`, { isBehindStep: true });
    await takeTry(ctx, keys);
    if (!(await runMutation(exchange.services, ctx, (tx) => acceptTotp(tx, id, code)))) {
      await noteRefusal(exchange.services, ctx, id, 'second-factor', keys);
      throw wrongCode(
        'code',
        'Код не подходит. Впишите тот, что сейчас на экране телефона, или подпишите паролем',
      );
    }
    await forgiveTry(ctx, keys);
    return 'totp';
  }
  if (!proof.password) throw wrongCode('password', 'Впишите пароль');
  const found = await ctx.db
    .selectFrom('identity.person as person')
    .leftJoin('identity.account as account', (join) =>
      join.onRef('account.user_id', '=', 'person.id').on('account.provider_id', '=', 'credential'),
    )
    .select(['person.staff_email as email', 'account.password'])
    .where('person.id', '=', id)
    .executeTakeFirst();
  if (!found?.password)
    throw wrongCode(
      'password',
      'Пароля у вас нет. Подпишите кодом приложения или попросите администратора выдать пароль',
    );
  const keys = attemptKeys(ctx, `confirm:${id}`, { isBehindStep: true });
  await takeTry(ctx, keys);
  if (!(await verifyPassword({ hash: found.password, password: proof.password }))) {
    await noteRefusal(exchange.services, ctx, id, 'password', keys);
    throw wrongCode('password', 'Пароль не подходит. Проверьте раскладку и повторите');
  }
  await forgiveTry(ctx, keys);
  return 'password';
}
