import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PublicPoint } from '../../../shared/contract/messages/cases-open.ts';
import { AppError } from '../errors.ts';
import type { Services } from '../module/unit-of-work.ts';
import { isPortalOpen } from '../portal-door.ts';
import type { CallHere, Visit } from './read-here.ts';

/** What machines ask a site for by its well-known names: real, or honestly not there. */
export function addWellKnown(
  site: FastifyInstance,
  services: Services,
  read: CallHere,
  visitNobody: (request: FastifyRequest) => Visit,
): void {
  const { config } = services;
  const originOf = (request: FastifyRequest) => config.publicUrl || `${request.protocol}://${request.host}`;
  const hidden = { schema: { hide: true } };
  site.get('/robots.txt', hidden, async (request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(writeRobots(originOf(request), config.isDemo || !isPortalOpen())),
  );
  site.get('/sitemap.xml', hidden, async (request, reply) => {
    const { points } = isPortalOpen()
      ? ((await read(visitNobody(request), 'cases.list-public-points', {
          query: { days: 365 },
        })) as { points: PublicPoint[] })
      : { points: [] };
    return reply
      .type('application/xml; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(writeSitemap(originOf(request), points));
  });
  site.get('/.well-known/security.txt', hidden, async (request, reply) => {
    if (!config.securityContact)
      throw new AppError('lib.not-found', 'Куда сообщать об уязвимостях, ещё не указано.');
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(writeSecurity(originOf(request), config.securityContact, services.now()));
  });
  site.get('/openapi.json', hidden, async (_request, reply) => reply.redirect('/api/openapi.json', 308));
}

/** Nobody's pages may be found; one person's links, the workplace and the API are for nobody to list. */
function writeRobots(origin: string, isHidden: boolean): string {
  // Invented people and messages have no place in what a city finds of itself, nor a portal that is not open yet.
  if (isHidden) return 'User-agent: *\nDisallow: /\n';
  const closed = [
    '/api/',
    '/staff',
    '/head',
    '/e/',
    '/a/',
    '/kiosk/',
    '/done/',
    '/me',
    '/outbox',
    '/sign-in',
    '/*?k=',
  ];
  return `User-agent: *\n${closed.map((path) => `Disallow: ${path}\n`).join('')}\nSitemap: ${origin}/sitemap.xml\n`;
}

const PAGES = ['/', '/new', '/map', '/results', '/track', '/check', '/about', '/appeals'].concat(
  '/accessibility',
  '/privacy',
  '/consent',
  '/cookies',
);

function writeSitemap(origin: string, points: readonly PublicPoint[]): string {
  const one = (path: string, at?: string) =>
    `<url><loc>${escapeXml(origin + path)}</loc>${at ? `<lastmod>${at.slice(0, 10)}</lastmod>` : ''}</url>\n`;
  const all = [
    ...PAGES.map((path) => one(path)),
    ...points.map(({ number, answeredAt, registeredAt }) => one(`/m/${number}`, answeredAt ?? registeredAt)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${all.join('')}</urlset>\n`;
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** RFC 9116. It names a day on which it is to be asked for again: half a year, always ahead. */
function writeSecurity(origin: string, contact: string, now: Date): string {
  const expires = new Date(now.getTime() + 180 * 86_400_000).toISOString();
  const address = contact.includes('@') && !/^\w+:/.test(contact) ? `mailto:${contact}` : contact;
  return `Contact: ${address}\nExpires: ${expires}\nPreferred-Languages: ru, en\nCanonical: ${origin}/.well-known/security.txt\n`;
}
