import { createServer } from 'node:net';

/** True when nobody listens on the port of this address. */
export function isPortFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The first free port from `from` on; an error after `tries` busy ones. */
export async function findFreePort(from, tries = 200, host = '127.0.0.1') {
  for (let port = from; port < from + tries && port < 65_536; port += 1) {
    if (await isPortFree(port, host)) return port;
  }
  throw new Error(`Нет свободного порта между ${from} и ${from + tries}.`);
}
