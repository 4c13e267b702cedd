import { hash } from 'node:crypto';

/** What is signed never holds the session itself. */
const unsigned = ['access_token', 'session_key', 'sig'];

/** Secret of a session that was opened on a server: of its token and the application's own secret. */
export const secretOfOkSession = (token: string, applicationSecret: string): string =>
  hash('md5', token + applicationSecret);

/** `sig` of a call (apiok.ru): parameters by name without separators, and the secret behind them. */
export function signOkCall(params: Readonly<Record<string, string>>, secret: string): string {
  const pairs = Object.entries(params)
    .filter(([name]) => !unsigned.includes(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  return hash('md5', pairs.join('') + secret);
}
