import { sql } from 'kysely';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ownCases } from '../../messages/cases/index.ts';

/** A case the actor may see, by its number as people write it. Throws `lib.bad-input`. */
export async function findCase(ctx: Ctx, number: string): Promise<string> {
  const wanted = number.replaceAll(/[№\s]/gu, '');
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM cases.v_matter WHERE number = ${wanted} AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(
    ctx.db,
  );
  if (rows[0]) return rows[0].id;
  const message = `Дела ${wanted} нет или его ведут другие. Проверьте номер.`;
  throw new AppError('lib.bad-input', message, { fields: { target: message, evidence: message } });
}
