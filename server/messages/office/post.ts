import { filled, must } from '../../../shared/known.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { type LetterFile, sendLetters } from '../../base/outbox/index.ts';
import { cityDay } from '../../lib/city.ts';
import { organisationOf } from '../../lib/documents/letterhead.ts';
import { findChromium } from '../../lib/documents/pdf.ts';
import { renderPaper } from '../../lib/documents/render.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readAppealFile, requireBody } from '../cases/index.ts';
import type { findDocument } from './document-rows.ts';
import { ownLink, paperName, paperOf } from './papers.ts';

type SignedLetter = Awaited<ReturnType<typeof findDocument>>;

/** E-mails a letter goes to: of the bodies for a forwarding letter, else of the person. Refused where one is not known. */
async function findAddresses(ctx: Ctx, caseId: string, row: SignedLetter['row']): Promise<string[]> {
  const unknown = (whose: string) =>
    new AppError(
      'lib.conflict',
      `У адресата нет адреса электронной почты${whose}: отправьте письмо другим способом.`,
    );
  if (row.kind !== 'forward-letter') {
    const email = (await readAppealFile(ctx, caseId))?.email;
    if (!email) throw unknown('');
    return [email];
  }
  const addresses: string[] = [];
  for (const id of await findBodies(ctx, caseId, row.id)) {
    const { email, title } = await requireBody(ctx, id);
    if (!email) throw unknown(` (${title})`);
    addresses.push(email);
  }
  if (addresses.length === 0) throw unknown('');
  return addresses;
}

/** The body a copy goes to, or all of the last forwarding. */
async function findBodies(ctx: Ctx, caseId: string, documentId: string): Promise<string[]> {
  const copy = await ctx.db
    .selectFrom('office.copy')
    .select('body_id')
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  if (copy) return [copy.body_id];
  const rows = await ctx.db
    .selectFrom('cases.v_forwarding')
    .select(['body_id', 'at'])
    .where('case_id', '=', caseId)
    .where('returned_at', 'is', null)
    .orderBy('at', 'desc')
    .execute();
  const sent = rows.map((row) => filled(row, 'body_id', 'at'));
  return sent.filter(({ at }) => at.getTime() === sent[0]?.at.getTime()).map(({ body_id }) => body_id);
}

/** The signed paper as a file: a tagged PDF, or DOCX where the server has no browser to print with. */
async function drawFile(ctx: Ctx, letter: SignedLetter, link: string | null): Promise<LetterFile> {
  const format = findChromium() ? 'pdf' : 'docx';
  const { stream, contentType, filename } = await renderPaper(
    paperOf(ctx, letter, link),
    format,
    paperName(letter),
  );
  return { name: filename ?? `письмо.${format}`, contentType, content: stream };
}

/**
 * Hands a signed letter to the outbox: the paper as a file, and all its words as plain text, with its number, day, hand and
 * fingerprint. Refused where no e-mail is known, so that nothing is marked sent that never went. Wishes of the recipient do
 * not hold it: the law sets its day.
 */
export async function mailLetter(ctx: Ctx, found: SignedLetter): Promise<void> {
  const { row, caseId, letter } = found;
  const { organisation } = organisationOf(row.signed_at);
  const recipients = await findAddresses(ctx, caseId, row);
  const link = await ownLink(ctx, found);
  const file = await drawFile(ctx, found, link);
  const day = formatDay(cityDay(ctx.config, must(row.signed_at, 'when the letter was signed')));
  const { attachments, signer } = letter;
  const text = [
    `${organisation}\n${day} № ${row.number}. ${letter.refer ?? ''}`.trim(),
    letter.addressee.join('\n'),
    letter.salutation,
    letter.text,
    attachments.length > 0 ? `Приложение: ${attachments.join('; ')} — направляется отдельно.` : '',
    `${signer?.position ?? ''}\n${signer?.name ?? ''}`.trim(),
    `Подписано простой электронной подписью, отпечаток ${row.fingerprint ?? ''}.`,
    `Это же письмо на бланке — во вложении: ${file.name}.`,
    link ? `Ход рассмотрения: ${link}` : '',
  ];
  await sendLetters(
    ctx,
    recipients.map((recipient) => ({
      channel: 'email' as const,
      recipient,
      subject: `${letter.title}: письмо № ${row.number} от ${day}`,
      text: text.filter(Boolean).join('\n\n'),
      purpose: 'office-letter' as const,
      caseId,
      files: [file],
    })),
  );
}
