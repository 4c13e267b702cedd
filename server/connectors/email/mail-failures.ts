import { NetworkFailure } from '../../base/networks/index.ts';
import { HostResting, OutboundFailure } from '../../lib/outbound/failures.ts';
import { SmtpFailure } from '../../lib/outbound/smtp.ts';

/** Whether a server of incoming mail refused the name or the password. */
export const isOfKey = (error: unknown): boolean =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true;

/** What a mail server, of either kind, did not do, in the words of networks; anything else as it was. */
export function explainMail(error: unknown): unknown {
  if (error instanceof NetworkFailure) return error;
  if (error instanceof HostResting)
    return new NetworkFailure('later', 'Почтовый сервер недавно не отвечал', error.retryAfter);
  if (error instanceof OutboundFailure)
    return new NetworkFailure('later', 'До почтового сервера не дошла очередь');
  if (error instanceof SmtpFailure)
    return new NetworkFailure(
      error.trouble === 'address' ? 'refused' : error.trouble,
      error.said ? `${error.message}: ${error.said}` : error.message,
    );
  if (isOfKey(error)) return new NetworkFailure('key', 'Почтовый сервер не принял имя или пароль');
  if (!(error instanceof Error)) return error;
  if ('responseStatus' in error) return new NetworkFailure('later', 'Почтовый сервер отказал');
  // What has no code is no word of the other side: a defect of ours is not hidden behind it.
  return 'code' in error ? new NetworkFailure('later', `Почтовый сервер недоступен (${error.code})`) : error;
}
