import { domainToUnicode } from 'node:url';
import { badField } from '../../lib/errors.ts';

/** Pages of one's own machine: nobody else sees them, so a site may be tried there without a certificate. */
const LOOPBACK = /^(?:localhost|[a-z0-9-]+\.localhost|127\.0\.0\.1)$/u;

/**
 * An origin as a browser writes it, or null: a scheme, a name and a port, and nothing that stands for several. Browsers compare it
 * letter by letter with the page the widget stands on.
 */
export function readHost(text: string): string | null {
  const written = text.trim();
  if (!/^https?:\/\/[^\s/?#*@\\]+\/?$/iu.test(written) || !URL.canParse(written)) return null;
  const { protocol, hostname, origin } = new URL(written);
  const isLoopback = LOOPBACK.test(hostname);
  if (protocol !== 'https:' && !isLoopback) return null;
  // An address by numbers, or a name of one word, is no site of a city.
  const isNamed = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])$/u.test(hostname);
  return isNamed || isLoopback ? origin : null;
}

/** A line that may be an address is named by itself; words of another kind are only said to be there. */
const nameLine = (text: string): string =>
  /^[\p{L}\d.:/_-]{1,80}$/u.test(text.trim()) ? `«${text.trim()}»` : 'Одна из строк';

/** The list as it is kept; refuses what is no site, in words that name it. */
export function readHosts(texts: readonly string[]): string[] {
  const hosts = texts.map((text) => {
    const host = readHost(text);
    if (host === null)
      throw badField(
        'hosts',
        `${nameLine(text)} — не адрес сайта. Нужно начало адреса целиком: https://school5.example`,
      );
    return host;
  });
  return [...new Set(hosts)];
}

/** As people read it: names in Cyrillic letters too. */
export function presentHost(host: string): string {
  const { protocol, hostname, port } = new URL(host);
  return `${protocol}//${domainToUnicode(hostname) || hostname}${port && `:${port}`}`;
}
