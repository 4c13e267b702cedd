import { request as ask } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './certificates.ts';

/** What stands before an installation: takes TLS off and passes the rest on, as nginx does. */
export interface SiteProxy {
  port: number;
  /** Bytes of a request it lets through. */
  largest: number;
  /** Port of the program behind it; 0 = it answers by itself, as another site does. */
  target: number;
  show: (certificate: Certificate) => void;
  listen: (isOn: boolean) => Promise<void>;
}

export async function startProxy(certificate: Certificate, target: number): Promise<SiteProxy> {
  const usual = 200_000_000;
  const isTooLarge = (length: string | undefined): boolean => Number(length ?? 0) > proxy.largest;
  const server: Server = createServer(
    { key: certificate.key, cert: certificate.cert },
    (request, response) => {
      if (isTooLarge(request.headers['content-length']))
        return void response.writeHead(413).end('<h1>413</h1>');
      if (proxy.target === 0)
        return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>It works!</h1>');
      const headers = Object.assign({}, request.headers, {
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '198.51.100.9',
      });
      const onward = ask(
        { host: '127.0.0.1', port: proxy.target, method: request.method, path: request.url, headers },
        (reply) => {
          response.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(response);
        },
      );
      onward.on('error', () => response.writeHead(502).end());
      request.pipe(onward);
    },
  );
  server.on('checkContinue', (request, response) => {
    if (isTooLarge(request.headers['content-length'])) return response.writeHead(413).end('<h1>413</h1>');
    response.writeContinue();
    server.emit('request', request, response);
  });
  const listen = (port: number) =>
    new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()));
  await listen(0);
  const proxy: SiteProxy = {
    port: (server.address() as AddressInfo).port,
    largest: usual,
    target,
    show: ({ key, cert }) => server.setSecureContext({ key, cert }),
    async listen(isOn) {
      if (isOn) return listen(proxy.port);
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  server.unref();
  return proxy;
}
