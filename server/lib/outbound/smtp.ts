import type { SendMailOptions } from 'nodemailer';
import { HostResting, OutboundFailure } from './failures.ts';
import { speakTo } from './fetch-outside.ts';

/** A mail server that takes letters. */
export interface SmtpServer {
  host: string;
  port: number;
  security: 'tls' | 'starttls' | 'none';
  /** Empty = it asks nobody who they are. */
  user: string;
  password: string;
  /** Seconds each step of the talk may take. */
  patience: number;
  /** Whom its certificate names, where `host` is a number; the host itself unless told. */
  certificateName?: string;
}

/** What a mail server said or did not say. */
export type SmtpTrouble =
  /** The name or the password. */
  | 'key'
  /** It passes: 4xx, no connection, no answer before the letter was handed over. */
  | 'later'
  /** It stays: 5xx. */
  | 'refused'
  /** An address is written wrongly: nothing was asked. */
  | 'address'
  /** The letter was handed over and no answer came: it may have been taken. */
  | 'unknown';

/** Thrown where a letter was not surely taken. */
export class SmtpFailure extends Error {
  readonly trouble: SmtpTrouble;
  /** The server's own words; empty where it said nothing. */
  readonly said: string;

  constructor(trouble: SmtpTrouble, reason: string, said = '', cause?: unknown) {
    super(reason, { cause });
    this.trouble = trouble;
    this.said = said;
  }
}

interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  response?: string;
}

function explain(error: SmtpError, isHandedOver: boolean): SmtpFailure {
  const said = error.response?.slice(0, 200) ?? '';
  if (error.code === 'EAUTH') return new SmtpFailure('key', 'Почтовый сервер не принял имя или пароль', said);
  // 5xx is about the letter or its address and stays so; 4xx passes (RFC 5321 4.2.1).
  if (error.responseCode)
    return new SmtpFailure(error.responseCode >= 500 ? 'refused' : 'later', 'Почтовый сервер отказал', said);
  if (error.code === 'EENVELOPE') return new SmtpFailure('address', 'Адрес получателя записан неверно');
  const isLate = error.code === 'ETIMEDOUT' || /timeout/i.test(error.message);
  return new SmtpFailure(
    isHandedOver ? 'unknown' : 'later',
    `Почтовый сервер ${isLate ? 'не ответил вовремя' : `недоступен (${error.code ?? 'нет связи'})`}`,
    '',
    error,
  );
}

/** How a mail server is named where hosts are spared. */
export const smtpHost = (host: string, port: number): string => `smtp://${host}:${port}`;

/** A server that says something is well, whatever it says; 421 alone means that it closes. */
const outcomeOf = ({ code, responseCode }: SmtpError) =>
  code === 'EENVELOPE' || code === 'EAUTH' || (responseCode && responseCode !== 421) ? 'served' : 'failed';

/** Steps of one letter's talk with the server; none may take longer than its patience. */
const STEPS = 8;

/** Listens to the talk for the moment the server asks for the letter itself (354): from then on it may have it. */
function watchHandOver() {
  const seen = { isHandedOver: false };
  const logger = {
    debug(entry: { tnx?: string }, message: string) {
      if (entry.tnx === 'server' && /^354/u.test(message)) seen.isHandedOver = true;
    },
  };
  return { logger, seen };
}

async function openTransport(server: SmtpServer, logger: ReturnType<typeof watchHandOver>['logger']) {
  const { host, port, security, user, password, patience, certificateName } = server;
  const { default: nodemailer } = await import('nodemailer');
  return nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(certificateName && { tls: { servername: certificateName } }),
    ...(user && { auth: { user, pass: password } }),
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

type Transport = Awaited<ReturnType<typeof openTransport>>;

async function speakSmtp(
  server: SmtpServer,
  talk: (transport: Transport) => Promise<unknown>,
): Promise<void> {
  const { logger, seen } = watchHandOver();
  const transport = await openTransport(server, logger);
  try {
    await speakTo(
      smtpHost(server.certificateName ?? server.host, server.port),
      server.patience * 1000 * STEPS,
      () => talk(transport),
      (error) => outcomeOf(error as SmtpError),
    );
  } catch (error) {
    if (error instanceof HostResting || error instanceof OutboundFailure) throw error;
    throw explain(error as SmtpError, seen.isHandedOver);
  } finally {
    transport.close();
  }
}

/**
 * Gives a letter to a mail server. Throws `SmtpFailure`; `HostResting` or `OutboundFailure` (`late`) where nothing was tried.
 * @param letter as nodemailer takes it; nothing in it is read from files or addresses.
 */
export const sendMail = (server: SmtpServer, letter: SendMailOptions): Promise<void> =>
  speakSmtp(server, (transport) => transport.sendMail(letter));

/** Whether a mail server lets us in: the same failures, and no letter. */
export const greetMailServer = (server: SmtpServer): Promise<void> =>
  speakSmtp(server, (transport) => transport.verify());
