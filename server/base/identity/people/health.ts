import { sql } from 'kysely';
import { defineCheck, foundIf, notInDemo } from '../../../lib/health/health-check.ts';
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
    one: {
      severity: 'warning',
      title: 'Администратор один',
      cure: 'Дайте роль администратора второму сотруднику в «Людях и ролях»: заболеет один — впускать людей и чинить настройки некому.',
      link: '/staff/people',
    },
    'half-protected': {
      severity: 'warning',
      title: 'У части администраторов нет второго фактора',
      cure: 'Пусть каждый включит код из приложения или ключ входа в «Мой вход»: хватит украденного пароля одного из них.',
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
    // People of a demonstration have no passwords to steal, and nobody falls ill.
    if (ctx.config.isDemo) return notInDemo;
    const bare = ids.length - (await countProtected(ctx, ids));
    return [
      ...foundIf('one', ids.length === 1),
      ...foundIf('no-second-factor', bare === ids.length),
      ...foundIf('half-protected', bare > 0 && bare < ids.length, `Нет у ${bare} из ${ids.length}.`),
    ];
  },
});

/** How many of these people a stolen password alone does not let in. */
async function countProtected(ctx: Ctx, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM unnest(${ids}::uuid[]) AS one (id)
    WHERE EXISTS (SELECT FROM identity.totp WHERE person_id = one.id AND confirmed_at IS NOT NULL)
      OR EXISTS (SELECT FROM identity.passkey WHERE person_id = one.id)`.execute(ctx.db);
  return rows[0]?.count ?? 0;
}

/** Whether a stolen password alone is enough to manage people: no administrator has a second factor. */
export async function findUnprotected(ctx: Ctx): Promise<boolean> {
  // People of a demonstration have no passwords to steal.
  if (ctx.config.isDemo) return false;
  const ids = (await listAdministrators(ctx)).map(({ id }) => id);
  return (await countProtected(ctx, ids)) === 0;
}
