import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import type { NetworkConnector, PageAccess, Pulled, SeenPost } from '../../../server/base/networks/index.ts';
import { createEmailConnector } from '../../../server/connectors/email/index.ts';
import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';
import { type MailServer, startMailServer } from '../../support/letters/letter-servers.ts';
import { type FakeLetter, type FakeMailbox, startFakeMailbox } from './imap-server.ts';

/** A mailbox, the server its answers go by, and the connector that knows both. */
export interface MailWorld {
  mailbox: FakeMailbox;
  outgoing: MailServer;
  connector: NetworkConnector;
  clock: { now: Date };
  /** The mailbox to be read alone. */
  reading: (keys?: Record<string, string>) => PageAccess;
  /** The mailbox with its way out; the server of letters knows one user. */
  answering: (keys?: Record<string, string>) => PageAccess;
  pull: (access: PageAccess, cursor?: string) => Promise<Pulled>;
  /** A letter that has just come. */
  putNow: (source: string) => FakeLetter;
  /** As it was in the beginning. */
  reset: () => void;
  close: () => Promise<void>;
}

export const MAIL_START = new Date('2026-11-30T06:00:00Z');
const PASSWORD = 'пароль';
/** The password the server of letters knows. */
const OUTGOING_PASSWORD = 'почтовый-пароль';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dns: Record<string, string[][]> = {
  'mail._domainkey.example.ru TXT': [
    [`v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`],
  ],
};
const resolver = (name: string, kind: string): Promise<string[][]> => {
  const found = dns[`${name} ${kind}`];
  return found
    ? Promise.resolve(found)
    : Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));
};

export async function startMailWorld(): Promise<MailWorld> {
  const [mailbox, outgoing] = await Promise.all([startFakeMailbox(), startMailServer()]);
  const clock = { now: MAIL_START };
  const connector = createEmailConnector({
    now: () => clock.now,
    resolver,
  });
  const imap = `imap://127.0.0.1:${mailbox.port}`;
  const smtp = `smtp://127.0.0.1:${outgoing.port}`;
  const reading: MailWorld['reading'] = (keys = {}) => ({
    pageId: 'Gorod@kamensk.example',
    keys: { imap, password: mailbox.password, ...keys },
    baseUrl: '',
    mayBePrivate: true,
  });
  return {
    mailbox,
    outgoing,
    connector,
    clock,
    reading,
    answering(keys = {}) {
      mailbox.password = OUTGOING_PASSWORD;
      return reading({ smtp, user: 'otklik', password: OUTGOING_PASSWORD, ...keys });
    },
    pull: (access, cursor = '') => connector.pull!(access, cursor),
    putNow: (source) => mailbox.put(source, { arrivedAt: clock.now }),
    reset() {
      Object.assign(mailbox, { letters: [], validity: 1, commands: [], password: PASSWORD });
      outgoing.letters = [];
      outgoing.mood = 'accept';
      clock.now = MAIL_START;
      for (const address of [imap, smtp]) forgiveHost(address);
    },
    close: async () => {
      await Promise.all([mailbox.close(), outgoing.close()]);
    },
  };
}

export const seenPosts = ({ readings }: Pulled): SeenPost[] =>
  readings.flatMap(({ facts }) => facts.flatMap((one) => (one.fact === 'seen' ? [one.post] : [])));

/** A letter as it goes over the wire; an empty header is left out. */
export const letterSource = (headers: Record<string, string> = {}, text = 'Нет воды'): string =>
  [
    ...Object.entries({
      From: 'Анна <Anna@example.ru>',
      To: 'gorod@kamensk.example',
      Subject: 'Вода',
      'Message-ID': '<1@example.ru>',
      'Content-Type': 'text/plain; charset=utf-8',
      ...headers,
    }).flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    '',
    text,
    '',
  ].join('\r\n');

/** The letter with a signature of a domain, whose key the world's DNS has. */
export async function signLetter(source: string, domain = 'example.ru'): Promise<string> {
  const signer = {
    signingDomain: domain,
    selector: 'mail',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const { signatures } = await dkimSign(source, {
    canonicalization: 'relaxed/relaxed',
    ...signer,
    signatureData: [signer],
  });
  return signatures + source;
}
