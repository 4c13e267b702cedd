import type { ImapFlow } from 'imapflow';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { HostResting, OutboundFailure } from '../../lib/outbound/failures.ts';
import { speakTo } from '../../lib/outbound/fetch-outside.ts';
import { openImapAccess, PATIENCE } from './mail-access.ts';

/** Opens the inbox for a piece of work and leaves it, whatever happens. Throws `NetworkFailure`. */
export async function workInMailbox<T>(
  access: PageAccess,
  isReadOnly: boolean,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const { server, auth, connectTo } = await openImapAccess(access);
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: connectTo,
    servername: server.host,
    port: server.port,
    secure: server.isTls,
    // In the private network a server without encryption may stand; elsewhere no password goes in the open.
    ...(!server.isTls && !access.mayBePrivate && { doSTARTTLS: true }),
    auth,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: PATIENCE * 1000,
    greetingTimeout: PATIENCE * 1000,
    socketTimeout: PATIENCE * 1000,
  });
  // What breaks a talk is thrown by the command that was under way.
  client.on('error', () => {});
  const talk = async () => {
    await client.connect();
    await client.mailboxOpen('INBOX', { readOnly: isReadOnly });
    const done = await work(client);
    await client.logout();
    return done;
  };
  try {
    return await speakTo(`imap://${server.host}:${server.port}`, PATIENCE * 1000, talk, outcomeOf);
  } catch (error) {
    throw explain(error);
  } finally {
    client.close();
  }
}

const isOfKey = (error: unknown): boolean =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true;
const outcomeOf = (error: unknown) =>
  isOfKey(error) || error instanceof NetworkFailure ? 'served' : 'failed';

function explain(error: unknown): unknown {
  if (error instanceof NetworkFailure) return error;
  if (isOfKey(error)) return new NetworkFailure('key', 'Почтовый сервер не принял имя или пароль');
  if (error instanceof HostResting)
    return new NetworkFailure('later', 'Почтовый сервер недавно не отвечал', error.retryAfter);
  if (error instanceof OutboundFailure)
    return new NetworkFailure('later', 'До почтового сервера не дошла очередь');
  if (!(error instanceof Error)) return error;
  if ('responseStatus' in error) return new NetworkFailure('later', 'Почтовый сервер отказал');
  // What has no code is no word of the other side: a defect of ours is not hidden behind it.
  return 'code' in error ? new NetworkFailure('later', `Почтовый сервер недоступен (${error.code})`) : error;
}
