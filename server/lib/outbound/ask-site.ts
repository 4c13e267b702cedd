import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { checkServerIdentity, connect as connectSealed, TLSSocket } from 'node:tls';

/** What one question to the site brought. */
export interface SiteReply {
  /** Why nobody answered; empty = somebody did. */
  failure: string;
  /** What stands at the top of the answer. */
  status: number;
  body: string;
  /** When its certificate ends, and why a browser would not believe it; null = the address has none. */
  certificate: { endsAt: Date; doubt: string } | null;
}

/** Patience with the whole of one question, ms. */
const PATIENCE = 4000;
const MOST = 4000;

const failures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'соединение отвергнуто',
  ENOTFOUND: 'такого имени в DNS нет',
  EAI_AGAIN: 'имя узнать не удалось',
  ETIMEDOUT: 'ответа нет',
  EHOSTUNREACH: 'до узла не дойти',
  ENETUNREACH: 'до узла не дойти',
};

const doubts: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'Сертификат подписан сам собой',
  SELF_SIGNED_CERT_IN_CHAIN: 'Его издатель этой машине не известен',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'Прокси не отдаёт промежуточных сертификатов',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'Его издатель этой машине не известен',
};

function readCertificate(socket: Socket, host: string): SiteReply['certificate'] {
  if (!(socket instanceof TLSSocket)) return null;
  const own = socket.getPeerCertificate();
  const stranger = checkServerIdentity(host, own);
  const code = String(socket.authorizationError ?? '');
  const doubt = stranger ? `Сертификат выдан не на ${host}` : code && (doubts[code] ?? code);
  return { endsAt: new Date(own.valid_to), doubt };
}

const headOf = ({ host }: URL, first: string, more: readonly string[]): string =>
  [first, `Host: ${host}`, 'User-Agent: Otklik-doctor', 'Connection: close', ...more, '', ''].join('\r\n');

/**
 * Asks the site once by a head of HTTP/1.1 and reads the beginning of the answer. A certificate is looked at and not asked to be good: whose
 * it is not is what we want to tell.
 */
function askOnce(url: URL, head: string): Promise<SiteReply> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isSealed = url.protocol === 'https:';
  const port = Number(url.port) || (isSealed ? 443 : 80);
  return new Promise((done) => {
    let text = '';
    let certificate: SiteReply['certificate'] = null;
    const socket: Socket = isSealed
      ? connectSealed({
          host,
          port,
          rejectUnauthorized: false,
          ...(isIP(host) === 0 && { servername: host }),
        })
      : connectPlain({ host, port });
    const end = (failure: string): void => {
      socket.destroy();
      const status = Number(/^HTTP\/1\.[01] (\d{3})/u.exec(text)?.[1] ?? 0);
      done({
        failure: status === 0 ? failure || 'ответ не прочесть' : '',
        status,
        body: text.slice(0, MOST),
        certificate,
      });
    };
    socket.setTimeout(PATIENCE, () => end('ответа нет'));
    socket.on('error', ({ code, message }: NodeJS.ErrnoException) => end(failures[code ?? ''] ?? message));
    socket.on('close', () => end(''));
    socket.on(isSealed ? 'secureConnect' : 'connect', () => {
      certificate = readCertificate(socket, host);
      socket.write(head);
    });
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1');
      // A large request is refused, or let on, before its body is there.
      if (text.length > MOST || /^HTTP\/1\.1 (?:100|413)/u.test(text)) end('');
    });
  });
}

/** What the site says of itself. */
export const askHome = (url: URL): Promise<SiteReply> =>
  askOnce(url, headOf(url, 'GET /healthz HTTP/1.1', []));

/** Announces a request of so many bytes and sends none of them: what stands before the site says whether it would take it. */
export const announceLarge = (url: URL, bytes: number): Promise<SiteReply> =>
  askOnce(url, headOf(url, 'POST /healthz HTTP/1.1', [`Content-Length: ${bytes}`, 'Expect: 100-continue']));
