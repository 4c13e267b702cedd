import type { Exchange } from '../module/module.ts';

/** Address under which the caller sees the site, for a link shown to the same person. Letters never use it. */
export function originOf({ headers }: Pick<Exchange, 'headers'>): string {
  const { host } = headers;
  if (typeof host !== 'string' || !/^[a-z0-9.:[\]-]+$/i.test(host)) return '';
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return `${scheme}://${host}`;
}
