import nodemailer from 'nodemailer';
import { emailSettings } from '../../../shared/contract/base/outbox-settings.ts';
import { type Sender, SendFailure } from './sender.ts';

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
  command?: string;
}

function explain(error: SmtpError): SendFailure {
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
  );
}

/** E-mail by SMTP: plain text, with files where a letter has them, a stable Message-ID, marked as written by a machine (RFC 3834). */
export const sendEmail: Sender = async (letter, { settings, secret }) => {
  const { host, port, security, user, from, fromName, patience } = emailSettings.parse(settings);
  const transport = nodemailer.createTransport({
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
  });
  try {
    await transport.sendMail({
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
    });
  } catch (error) {
    throw explain(error as SmtpError);
  } finally {
    transport.close();
  }
};
