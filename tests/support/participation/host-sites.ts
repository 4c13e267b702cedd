import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Sites of others on the loopback, each under a name of its own, so that a browser takes them for strangers of ours and of each other. */

export interface HostSite {
  /** `http://plain.localhost:<port>`, as a browser names it. */
  origin: string;
  /** What its page holds; the tag of a widget among it. */
  setBody: (body: string) => void;
  close: () => Promise<void>;
}

export interface HostPage {
  name: string;
  /** Its Content-Security-Policy, by our origin. */
  policy?: (ours: string) => string;
  /** What stands in its head. */
  head?: string;
}

/** A policy that lets in our script and our frame, and not one inline style, script, request, or HTML as text. */
export const strictPage: HostPage = {
  name: 'strict',
  policy: (ours) =>
    [
      "default-src 'none'",
      `script-src ${ours}`,
      `frame-src ${ours}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ].join('; '),
};

export const plainPage: HostPage = {
  name: 'plain',
  // What was there before the widget, to compare with what is there after it.
  head: '<script>window.namesBefore = Object.getOwnPropertyNames(window);</script>',
};

/** Styles that hide and bend everything they reach, and built-in methods made to throw. */
export const hostilePage: HostPage = {
  name: 'hostile',
  head: `<style>
    body * { display: none !important; visibility: hidden !important; opacity: 0 !important; position: static !important;
      transform: scale(0) !important; font: 1px/0 fantasy !important; color: red !important; pointer-events: none !important;
      width: 0 !important; height: 0 !important; overflow: hidden !important; clip-path: circle(0) !important; }
    body > main, body > main * { display: block !important; visibility: visible !important; opacity: 1 !important;
      transform: none !important; font: 16px serif !important; width: auto !important; height: auto !important; clip-path: none !important; }
    button, iframe, dialog { all: unset !important; }
  </style>
  <script>
    const refuse = () => { throw new Error('not here'); };
    const broken = [
      [Array.prototype, ['map', 'forEach', 'filter', 'find', 'some', 'includes', 'push', 'concat', 'join', Symbol.iterator]],
      [String.prototype, ['replace', 'replaceAll', 'includes', 'split', 'startsWith', 'match', 'trim', Symbol.iterator]],
    ];
    for (let at = 0; at < broken.length; at += 1)
      for (let one = 0; one < broken[at][1].length; one += 1) broken[at][0][broken[at][1][one]] = refuse;
    Object.prototype.inherited = 'by everything';
    JSON.parse = JSON.stringify = refuse;
    Function.prototype.bind = refuse;
    window.fetch = window.XMLHttpRequest = window.Promise = refuse;
    document.write = document.createElementNS = refuse;
    document.documentElement.dataset.broken = 'all';
  </script>`,
};

/** A running site with one page; the page says `body` whatever it is asked for. */
export async function startHostSite(page: HostPage, ours: string): Promise<HostSite> {
  let body = '';
  const server = createServer((_request, reply) => {
    const policy = page.policy?.(ours);
    reply.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      ...(policy && { 'content-security-policy': policy }),
    });
    reply.end(
      `<!doctype html><html lang="ru"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Школа № 5</title>${page.head ?? ''}</head><body><main><h1>Школа № 5</h1><p>Новости школы</p>${body}</main></body></html>`,
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${page.name}.localhost:${port}`,
    setBody: (text) => {
      body = text;
    },
    close: () => closeServer(server),
  };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
