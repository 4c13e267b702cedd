import { createHash } from 'node:crypto';
import type { DNSResolver } from 'mailauth';
import { findCityEdition, whoAnswers } from '../../lib/city.ts';
import { mailAnswerPack } from './auto-answer-pack.ts';
import { LARGEST_LETTER, type ReadLetter } from './letters.ts';
import { type MailMemory, wasAnswered } from './mail-cursor.ts';

/** An older letter is not answered by a machine: its author has stopped waiting. */
const FRESH_MS = 2 * 24 * 3_600_000;
/** Nobody reads what is sent there. */
const unread =
  /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?|news(?:letter)?|robot)(?:[+@._-]|$)/u;

/** Whether a machine may answer a letter, but for whether its author is who they say they are. */
export function mayAnswer(letter: ReadLetter, answered: MailMemory['answered'], now: Date): boolean {
  return (
    letter.sender !== '' &&
    !unread.test(letter.sender) &&
    !letter.isAnswered &&
    now.getTime() - letter.arrivedAt.getTime() <= FRESH_MS &&
    !wasAnswered(answered, letter.sender)
  );
}

/**
 * Whether the domain of the sender stands behind the letter (DMARC, a signature or SPF of the same domain): an answer to a forged address
 * would trouble a stranger. Asks DNS; false where it does not answer.
 */
export async function isAuthentic({ source }: ReadLetter, resolver?: DNSResolver): Promise<boolean> {
  // A signature is over the whole letter: of a part nothing can be said.
  if (source.length >= LARGEST_LETTER) return false;
  const { authenticate } = await import('mailauth');
  try {
    const { dkim, dmarc } = await authenticate(source, {
      trustReceived: true,
      disableArc: true,
      disableBimi: true,
      mta: 'otklik',
      ...(resolver && { resolver }),
    });
    const isSigned = dkim.results?.some(({ status }) => status.result === 'pass' && Boolean(status.aligned));
    return Boolean(isSigned) || (dmarc && dmarc.status.result === 'pass');
  } catch {
    return false;
  }
}

/** In whose name the answer is, and how to reach them, as far as the card of the city says. */
function signatureLines(): string[] {
  const { full, address, phone } = whoAnswers(findCityEdition()?.card).organisation;
  return full === ''
    ? []
    : ['', ...[full, address, phone && `Тел. ${phone.replace(/^тел\.\s*/iu, '')}`].filter(Boolean)];
}

/** The answer as nodemailer takes it, marked so that no machine answers it (RFC 3834). */
export function composeAnswer(
  letter: ReadLetter,
  { mailbox, form, day }: { mailbox: string; form: string; day: string },
) {
  const { subject, lines } = mailAnswerPack.on(day);
  const text = lines
    .filter((line) => form !== '' || !line.includes('{form}'))
    .map((line) => line.replaceAll('{mailbox}', mailbox).replaceAll('{form}', form))
    .concat(signatureLines())
    .join('\n');
  const mark = createHash('sha256')
    .update(`${letter.messageId}\n${letter.sender}`)
    .digest('hex')
    .slice(0, 32);
  return {
    messageId: `<auto-${mark}@${mailbox.slice(mailbox.indexOf('@') + 1)}>`,
    from: { name: '', address: mailbox },
    to: { name: '', address: letter.sender },
    subject,
    text,
    ...(letter.messageId && { inReplyTo: letter.messageId, references: letter.messageId }),
    headers: { 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' },
  };
}
