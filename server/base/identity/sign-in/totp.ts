import { AppError } from '../../../lib/errors.ts';
import { newCode } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { SealedColumn } from '../../../lib/seal/reseal.ts';
import { seal, unseal } from '../../../lib/seal/sealed.ts';
import { hashPrivate } from './secret.ts';
import { findStep, newTotpSecret, totpUri } from './totp-code.ts';
import { wrongCode } from './wrong-code.ts';

const RECOVERY_CODES = 10;

const placeOf = (personId: string): string => `identity.totp:${personId}`;

/** Where the secrets of code generators lie. */
export const sealedTotp: SealedColumn = {
  table: 'identity.totp',
  column: 'secret',
  key: 'person_id',
  placeOf,
};
const hashRecovery = (ctx: Pick<Ctx, 'config'>, personId: string, code: string): string =>
  hashPrivate(ctx.config, 'recovery', `${personId} ${code}`);

const staffId = (ctx: Ctx): string => {
  if (ctx.actor.kind !== 'staff') throw new Error('Only staff have a second factor');
  return ctx.actor.id;
};

/** One SVG path of a QR code, drawn here: the secret leaves for nobody's picture service. */
async function drawQr(text: string): Promise<{ size: number; path: string }> {
  const { default: QRCode } = await import('qrcode');
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: 'M' }).modules;
  let path = '';
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (data[row * size + column]) path += `M${column} ${row}h1v1h-1z`;
  return { size, path };
}

/** Makes a secret that asks for nothing until its first code is typed. */
export async function startTotp(ctx: Ctx) {
  const personId = staffId(ctx);
  const secret = newTotpSecret();
  const values = {
    secret: seal(ctx.config, placeOf(personId), secret),
    created_at: ctx.now,
    last_step: 0,
  };
  const known = await ctx.db
    .insertInto('identity.totp')
    .values({ person_id: personId, ...values })
    .onConflict((conflict) =>
      // A confirmed one is not overwritten: it is switched off first, in words.
      conflict.column('person_id').doUpdateSet(values).where('identity.totp.confirmed_at', 'is', null),
    )
    .returning('person_id')
    .executeTakeFirst();
  if (!known)
    throw new AppError('lib.conflict', 'Приложение с кодами уже подключено. Сначала отключите его.');
  const { email } = await ctx.db
    .selectFrom('identity.person')
    .select('email')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const uri = totpUri(secret, 'Отклик', email ?? personId);
  return { secret, uri, qr: await drawQr(uri) };
}

/** Whether the code is the person's; the step is used up. */
export async function acceptTotp(
  ctx: Ctx,
  personId: string,
  code: string,
  needs: 'confirmed' | 'pending' = 'confirmed',
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('identity.totp')
    .selectAll()
    .where('person_id', '=', personId)
    .where('confirmed_at', needs === 'confirmed' ? 'is not' : 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return false;
  const secret = unseal(ctx.config, placeOf(personId), row.secret);
  if (!secret)
    throw new AppError(
      'lib.unavailable',
      'Ключ сервера сменился, и коды приложения больше не проверить. Администратор сбросит второй фактор.',
    );
  const step = findStep(secret, code.replace(/\s/g, ''), ctx.now, Number(row.last_step));
  if (step === null) return false;
  await ctx.db
    .updateTable('identity.totp')
    .set({ last_step: step, confirmed_at: row.confirmed_at ?? ctx.now })
    .where('person_id', '=', personId)
    .execute();
  return true;
}

/** Uses up one recovery code. Returns how many are left, or null when the code is not one of them. */
export async function acceptRecovery(ctx: Ctx, personId: string, code: string): Promise<number | null> {
  const used = await ctx.db
    .deleteFrom('identity.recovery_code')
    .where('person_id', '=', personId)
    .where('code_hash', '=', hashRecovery(ctx, personId, code.replace(/\D/g, '')))
    .executeTakeFirst();
  return used.numDeletedRows === 0n ? null : countRecovery(ctx, personId);
}

export async function countRecovery(ctx: Pick<Ctx, 'db'>, personId: string): Promise<number> {
  const { left } = await ctx.db
    .selectFrom('identity.recovery_code')
    .select((eb) => eb.fn.countAll<number>().as('left'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return Number(left);
}

/** New recovery codes in place of the former; shown once, kept as hashes. */
async function issueRecovery(ctx: Ctx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newCode(10));
  await ctx.db.deleteFrom('identity.recovery_code').where('person_id', '=', personId).execute();
  await ctx.db
    .insertInto('identity.recovery_code')
    .values(
      codes.map((code) => ({
        person_id: personId,
        code_hash: hashRecovery(ctx, personId, code),
        created_at: ctx.now,
      })),
    )
    .execute();
  return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
}

/** The first code proves that the application holds the secret: from now on it is asked for. */
export async function finishTotp(ctx: Ctx, code: string): Promise<{ codes: string[] }> {
  const personId = staffId(ctx);
  if (!(await acceptTotp(ctx, personId, code, 'pending')))
    throw wrongCode('code', 'Код не подходит. Проверьте, что время на телефоне точное, и впишите новый код.');
  ctx.audit({ action: 'identity.totp-added', object: 'person', objectId: personId });
  return { codes: await issueRecovery(ctx, personId) };
}

/** Route: new recovery codes for a person with a second factor. */
export async function renewRecovery(ctx: Ctx): Promise<{ codes: string[] }> {
  const personId = staffId(ctx);
  const totp = await ctx.db
    .selectFrom('identity.totp')
    .select('person_id')
    .where('person_id', '=', personId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (!totp) throw new AppError('lib.conflict', 'Резервные коды нужны вместе с приложением: подключите его.');
  ctx.audit({ action: 'identity.recovery-renewed', object: 'person', objectId: personId });
  return { codes: await issueRecovery(ctx, personId) };
}

/** Forgets the code generator and its recovery codes. */
export async function dropTotp(ctx: Ctx, personId: string): Promise<boolean> {
  await ctx.db.deleteFrom('identity.recovery_code').where('person_id', '=', personId).execute();
  const gone = await ctx.db.deleteFrom('identity.totp').where('person_id', '=', personId).executeTakeFirst();
  return gone.numDeletedRows > 0n;
}
