import { connect, createServer } from 'node:net';

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

/** Asks whether TLS is spoken here; any PostgreSQL answers with one letter. Protocol 3.0, message SSLRequest. */
const sslRequest = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);

/** True when a PostgreSQL that really works listens on the port: a killed one may hold its port a moment longer. */
export function answersAsPostgres(port, waitMs = 5000) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const finish = (result) => {
      socket.destroy();
      resolve(result);
    };
    socket.setTimeout(waitMs, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => finish(false));
    socket.once('connect', () => socket.write(sslRequest));
    socket.once('data', (reply) => finish(reply.length === 1 && /[NS]/.test(reply.toString('latin1'))));
  });
}
