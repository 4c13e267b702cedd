import type { Config } from '../config.ts';
import type { Exchange } from '../module/module.ts';

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The value of a cookie of a request, decoded; null where it has none. Of two with one name the last counts. */
export function readCookie({ cookie }: Exchange['headers'], name: string): string | null {
  const pairs = String(cookie ?? '')
    .split(';')
    .map((pair) => pair.trim());
  const found = pairs.findLast((pair) => pair.startsWith(`${name}=`));
  return found === undefined ? null : decode(found.slice(name.length + 1));
}

/** Whether cookies of this site go by https alone. */
export const isSecureSite = ({ publicUrl }: Pick<Config, 'publicUrl'>): boolean =>
  publicUrl.startsWith('https://');

/** The header that sets a cookie no script reads and no foreign form sends; `age` is in seconds. */
export function writeCookie(
  config: Pick<Config, 'publicUrl'>,
  { name, value, path, age }: { name: string; value: string; path: string; age: number },
): string {
  const kept = `${name}=${encodeURIComponent(value)}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax`;
  return isSecureSite(config) ? `${kept}; Secure` : kept;
}
