import { formatDay } from '../../../shared/text/dates.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { readAppealFile, requireBody } from '../cases/index.ts';
import { sendLetter } from '../outbox/index.ts';
import type { StoredLetter } from './document-rows.ts';
import { officeOf } from './settings.ts';

interface SignedRow {
  id: string;
  kind: string;
  number: string | null;
  signed_at: Date | null;
}

/** E-mail of whom a letter goes to: the body for a forwarding letter, else the person. Null = none is known. */
async function findAddress(ctx: Ctx, caseId: string, row: SignedRow): Promise<string | null> {
  if (row.kind !== 'forward-letter') return (await readAppealFile(ctx, caseId))?.email ?? null;
  const [copy, forwarding] = await Promise.all([
    ctx.db.selectFrom('office.copy').select('body_id').where('document_id', '=', row.id).executeTakeFirst(),
    ctx.db
      .selectFrom('cases.v_forwarding')
      .select('body_id')
      .where('case_id', '=', caseId)
      .orderBy('at', 'desc')
      .executeTakeFirst(),
  ]);
  const bodyId = copy?.body_id ?? forwarding?.body_id;
  return bodyId ? ((await requireBody(ctx, bodyId)).email ?? null) : null;
}

/**
 * Hands a signed letter to the outbox as plain text, with its number, day, hand and fingerprint; refused where no e-mail is
 * known, so that nothing is marked sent that never went. Wishes of the recipient do not hold it: the law sets its day.
 */
export async function mailLetter(
  ctx: Ctx,
  caseId: string,
  row: SignedRow & { fingerprint: string | null },
  letter: StoredLetter,
): Promise<void> {
  const recipient = await findAddress(ctx, caseId, row);
  if (!recipient)
    throw new AppError(
      'lib.conflict',
      'У адресата нет адреса электронной почты: отправьте письмо другим способом.',
    );
  const day = formatDay(cityDay(ctx.config, row.signed_at!));
  const { organisation } = officeOf(ctx.config);
  const { attachments, signer } = letter;
  const text = [
    `${organisation}\n${day} № ${row.number}. ${letter.refer}`,
    letter.addressee.join('\n'),
    letter.salutation,
    letter.text,
    attachments.length > 0 ? `Приложение: ${attachments.join('; ')} — направляется отдельно.` : '',
    `${signer?.position ?? ''}\n${signer?.name ?? ''}`.trim(),
    `Подписано простой электронной подписью, отпечаток ${row.fingerprint ?? ''}.`,
  ];
  await sendLetter(ctx, {
    channel: 'email',
    recipient,
    subject: `${letter.title}: письмо № ${row.number} от ${day}`,
    text: text.filter(Boolean).join('\n\n'),
    purpose: 'office-letter',
    caseId,
    urgent: true,
  });
}
