import { NetworkFailure, type PageAccess, type PageKey } from '../../base/networks/index.ts';
import { OutboundRefused } from '../../lib/outbound/failures.ts';
import { guardHost } from '../../lib/outbound/guarded-host.ts';
import type { SmtpServer } from '../../lib/outbound/smtp.ts';

/** What a mailbox wants of whoever keeps it. */
export const mailKeys: readonly PageKey[] = [
  {
    name: 'imap',
    title: 'Сервер входящей почты',
    hint: 'Как его называет почтовая служба: imaps://imap.example.ru или imap://imap.example.ru:143 с STARTTLS; сервер внутри своей сети — в поле «Адрес сети, если он не обычный»',
    unlocks: ['messages'],
  },
  {
    name: 'user',
    title: 'Имя для входа',
    hint: 'Если оно не совпадает с адресом ящика',
    unlocks: ['messages', 'reply'],
  },
  {
    name: 'password',
    title: 'Пароль',
    hint: 'Пароль для программ: его выдают в настройках ящика отдельно от обычного',
    unlocks: ['messages', 'reply'],
  },
  {
    name: 'smtp',
    title: 'Сервер исходящей почты',
    hint: 'smtps://smtp.example.ru или smtp://smtp.example.ru:587 с STARTTLS; открывает ответы и автоответ о том, как обратиться по закону',
    unlocks: ['reply'],
  },
  {
    name: 'form',
    title: 'Страница, где принимают обращения',
    hint: 'Адрес формы на официальном сайте, если она узнаёт заявителя: его назовёт автоответ',
    unlocks: ['reply'],
  },
];

/** A server as its key names it. */
interface ServerAddress {
  host: string;
  port: number;
  isTls: boolean;
}

const usualPorts: Readonly<Record<string, number>> = { imaps: 993, imap: 143, smtps: 465, smtp: 587 };

/** Seconds each step of a talk with a mail server may take. */
export const PATIENCE = 20;

function readServer(text: string, protocol: 'imap' | 'smtp'): ServerAddress {
  const url = URL.parse(text.trim());
  const scheme = url?.protocol.slice(0, -1) ?? '';
  if (!url?.hostname || url.username || url.password || (scheme !== protocol && scheme !== `${protocol}s`))
    throw new NetworkFailure(
      'key',
      `Адрес сервера записан неверно: нужен ${protocol}s://сервер или ${protocol}://сервер`,
    );
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  return { host, port: Number(url.port) || usualPorts[scheme]!, isTls: scheme.endsWith('s') };
}

function requireKey({ keys }: PageAccess, name: string): string {
  const value = keys[name];
  if (!value)
    throw new NetworkFailure('key', `Не указано: ${mailKeys.find((key) => key.name === name)?.title}`);
  return value;
}

/** Where to connect to; `isInside`: in the private network, where a server without encryption may stand. */
async function reach(
  { host }: ServerAddress,
  { mayBePrivate }: PageAccess,
): Promise<{ connectTo: string; isInside: boolean }> {
  try {
    return { connectTo: await guardHost(host, false), isInside: false };
  } catch (error) {
    if (!(error instanceof OutboundRefused)) throw new NetworkFailure('later', 'Почтовый сервер не найден');
    if (mayBePrivate) return { connectTo: host, isInside: true };
    throw new NetworkFailure(
      'refused',
      'Почтовый сервер стоит в закрытой сети: назовите его в поле «Адрес сети, если он не обычный»',
    );
  }
}

/** The mailbox's own address, small letters. */
export const mailboxOf = ({ pageId }: PageAccess): string => pageId.trim().toLowerCase();

const userOf = (access: PageAccess): string => access.keys.user || access.pageId.trim();

/** The server letters are read from, its name looked up under the guard. Throws `NetworkFailure`. */
export async function openImapAccess(access: PageAccess) {
  const server = readServer(access.baseUrl || requireKey(access, 'imap'), 'imap');
  const auth = { user: userOf(access), pass: requireKey(access, 'password') };
  const { connectTo, isInside } = await reach(server, access);
  // Outside of the private network no password goes in the open.
  return { server, auth, connectTo, isStartTlsNeeded: !server.isTls && !isInside };
}

/** The server letters are sent by. Throws `NetworkFailure`. */
export async function openSmtpAccess(access: PageAccess): Promise<SmtpServer> {
  const server = readServer(requireKey(access, 'smtp'), 'smtp');
  const { connectTo, isInside } = await reach(server, access);
  return {
    host: connectTo,
    port: server.port,
    security: server.isTls ? 'tls' : isInside ? 'none' : 'starttls',
    user: userOf(access),
    password: requireKey(access, 'password'),
    patience: PATIENCE,
    certificateName: server.host,
  };
}
