import type { ImapFlow } from 'imapflow';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { speakTo } from '../../lib/outbound/fetch-outside.ts';
import { openImapAccess, PATIENCE } from './mail-access.ts';
import { explainMail, isOfKey } from './mail-failures.ts';

/** Opens the inbox for a piece of work and leaves it, whatever happens. Throws `NetworkFailure`. */
export async function workInMailbox<T>(
  access: PageAccess,
  isReadOnly: boolean,
  work: (client: ImapFlow) => Promise<T>,
): Promise<T> {
  const { server, auth, connectTo, isStartTlsNeeded } = await openImapAccess(access);
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow({
    host: connectTo,
    servername: server.host,
    port: server.port,
    secure: server.isTls,
    ...(isStartTlsNeeded && { doSTARTTLS: true }),
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
    throw explainMail(error);
  } finally {
    client.close();
  }
}

const outcomeOf = (error: unknown) =>
  isOfKey(error) || error instanceof NetworkFailure ? 'served' : 'failed';
