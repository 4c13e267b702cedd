import { emailSettings, usualSender } from '../../../shared/contract/base/outbox-settings.ts';
import { findCityEdition } from '../../lib/city.ts';
import { HostResting, OutboundFailure } from '../../lib/outbound/failures.ts';
import { SmtpFailure, sendMail } from '../../lib/outbound/smtp.ts';
import { failConnection, type OutgoingLetter, type Sender, SendFailure } from './sender.ts';

function explain({ trouble, message, said }: SmtpFailure): SendFailure {
  return new SendFailure(said ? `${message}: ${said}` : message, {
    isFinal: trouble === 'refused' || trouble === 'address',
    mayHaveArrived: trouble === 'unknown',
  });
}

/** «Отклик, Каменск-Уральский»: the usual name of the sender says whose program it is; a name of the administrator's own stands alone. */
function nameSender(fromName: string): string {
  const town = findCityEdition()?.card.names.town.nominative;
  return town && fromName === usualSender ? `${fromName}, ${town}` : fromName;
}

function composeMail(letter: OutgoingLetter, { from, fromName }: { from: string; fromName: string }) {
  return {
    messageId: `<${letter.id}@${from.slice(from.indexOf('@') + 1)}>`,
    from: { name: nameSender(fromName), address: from },
    to: { name: '', address: letter.recipient },
    subject: letter.subject,
    text: letter.text,
    ...(letter.files?.length && {
      attachments: letter.files.map(({ name, contentType, content }) => ({
        filename: name,
        contentType,
        content,
      })),
    }),
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(letter.unsubscribe && { list: { unsubscribe: { url: letter.unsubscribe, comment: '' } } }),
  };
}

/** E-mail by SMTP: plain text, with files where a letter has them, a stable Message-ID, marked as written by a machine (RFC 3834). */
export const sendEmail: Sender = async (letter, { settings: raw, secret }) => {
  const settings = emailSettings.parse(raw);
  const { host, port, security, user, patience } = settings;
  try {
    await sendMail(
      { host, port, security, user, password: secret ?? '', patience },
      composeMail(letter, settings),
    );
  } catch (error) {
    if (error instanceof HostResting || error instanceof OutboundFailure)
      failConnection('Почтовый сервер', error);
    throw error instanceof SmtpFailure ? explain(error) : error;
  }
};
