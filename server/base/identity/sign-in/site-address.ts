import type { Config } from '../../../lib/config.ts';

/** The address the browser knows this site by: the public one, or the one it came to. Null when it named none. */
export function siteAddress(
  config: Config,
  headers: Record<string, string | string[] | undefined>,
): URL | null {
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return URL.parse(config.publicUrl || `${scheme}://${String(headers.host ?? '')}`);
}
