import { emailSettings } from '../../../shared/contract/base/outbox-settings.ts';
import { HostResting, OutboundFailure } from '../../lib/outbound/failures.ts';
import { speakTo } from '../../lib/outbound/fetch-outside.ts';
import {
  type ChannelAccess,
  failConnection,
  type OutgoingLetter,
  type Sender,
  SendFailure,
} from './sender.ts';

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

function explain(error: SmtpError, isHandedOver: boolean): SendFailure {
  const said = error.response ? `: ${error.response.slice(0, 200)}` : '';
  if (error.code === 'EAUTH') return new SendFailure(`Почтовый сервер не принял имя или пароль${said}`);
  if (error.responseCode) {
    // 5xx is about the letter or its address and stays so; 4xx passes (RFC 5321 4.2.1).
    return new SendFailure(`Почтовый сервер отказал${said}`, { isFinal: error.responseCode >= 500 });
  }
  const isLate = error.code === 'ETIMEDOUT' || /timeout/i.test(error.message);
  if (error.code === 'EENVELOPE')
    return new SendFailure('Адрес получателя записан неверно', { isFinal: true });
  return new SendFailure(
    `Почтовый сервер ${isLate ? 'не ответил вовремя' : `недоступен (${error.code ?? 'нет связи'})`}`,
    { mayHaveArrived: isHandedOver },
  );
}

/** How a mail server is named where hosts are spared. */
export const mailHost = (host: string, port: number): string => `smtp://${host}:${port}`;

/** A server that says something is well, whatever it says; 421 alone means that it closes. */
const outcomeOf = ({ code, responseCode }: SmtpError) =>
  code === 'EENVELOPE' || code === 'EAUTH' || (responseCode && responseCode !== 421) ? 'served' : 'failed';

/** Steps of one letter's talk with the server; none may take longer than the setting's patience. */
const STEPS = 8;

/** Listens to the talk for the moment the server asks for the letter itself (354): from then on it may have it. */
function watchHandOver() {
  let isHandedOver = false;
  const logger = {
    debug(entry: { tnx?: string }, message: string) {
      if (entry.tnx === 'server' && /^354/u.test(message)) isHandedOver = true;
    },
  };
  return { logger, isHandedOver: () => isHandedOver };
}

async function openTransport(
  { settings, secret }: ChannelAccess,
  logger: ReturnType<typeof watchHandOver>['logger'],
) {
  const { host, port, security, user, patience } = emailSettings.parse(settings);
  const { default: nodemailer } = await import('nodemailer');
  return nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user && { auth: { user, pass: secret ?? '' } }),
    connectionTimeout: patience * 1000,
    greetingTimeout: patience * 1000,
    socketTimeout: patience * 1000,
    // A letter's text is data: nothing in it names a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    // What both sides said, without the letter itself.
    transactionLog: true,
    logger,
  });
}

function composeMail(letter: OutgoingLetter, { from, fromName }: { from: string; fromName: string }) {
  return {
    messageId: `<${letter.id}@${from.slice(from.indexOf('@') + 1)}>`,
    from: { name: fromName, address: from },
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
export const sendEmail: Sender = async (letter, access) => {
  const settings = emailSettings.parse(access.settings);
  const { logger, isHandedOver } = watchHandOver();
  const transport = await openTransport(access, logger);
  const talk = () => transport.sendMail(composeMail(letter, settings));
  const patience = settings.patience * 1000 * STEPS;
  try {
    await speakTo(mailHost(settings.host, settings.port), patience, talk, (error) =>
      outcomeOf(error as SmtpError),
    );
  } catch (error) {
    if (error instanceof HostResting || error instanceof OutboundFailure)
      failConnection('Почтовый сервер', error);
    throw explain(error as SmtpError, isHandedOver());
  } finally {
    transport.close();
  }
};
