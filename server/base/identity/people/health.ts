import { sql } from 'kysely';
import { defineCheck, foundIf } from '../../../lib/health/health-check.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { listAdministrators } from './administrators.ts';

export const administratorsCheck = defineCheck({
  id: 'identity.administrators',
  looksAt: 'Администраторы',
  faults: {
    none: {
      severity: 'error',
      title: 'Нет ни одного работающего администратора с почтой',
      cure: 'В новой установке войдите по коду, который печатает npm start. Иначе дайте роль сотруднику в «Людях и ролях» и впишите его почту; если войти некому, вернитесь к копии, где администратор есть.',
      link: '/staff/people',
    },
    'no-second-factor': {
      severity: 'error',
      title: 'Ни у одного администратора нет второго фактора',
      cure: 'Включите код из приложения или ключ входа в «Мой вход»: украденного пароля сейчас хватит, чтобы взять всё.',
      link: '/staff/security',
    },
  },
  run: async (ctx) => {
    const ids = (await listAdministrators(ctx)).map(({ id }) => id);
    if (ids.length === 0) return [{ code: 'none', words: '' }];
    return foundIf('no-second-factor', await findUnprotected(ctx));
  },
});

/** Whether a stolen password alone is enough to manage people: no administrator has a second factor. */
export async function findUnprotected(ctx: Ctx): Promise<boolean> {
  // People of a demonstration have no passwords to steal.
  if (ctx.config.isDemo) return false;
  const ids = (await listAdministrators(ctx)).map(({ id }) => id);
  const { rows } = await sql<{ is_there: boolean }>`
    SELECT EXISTS (SELECT FROM identity.totp WHERE person_id = ANY(${ids}::uuid[]) AND confirmed_at IS NOT NULL)
      OR EXISTS (SELECT FROM identity.passkey WHERE person_id = ANY(${ids}::uuid[])) AS is_there`.execute(
    ctx.db,
  );
  return rows[0]?.is_there !== true;
}
