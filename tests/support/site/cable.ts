import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A cable between a server and its database that a test can pull out. */
export interface Cable {
  /** Address of the database by way of the cable. */
  url: string;
  plug: () => Promise<void>;
  /** Cuts every connection and refuses new ones. */
  pull: () => Promise<void>;
  /** Cuts the connections there are; new ones go through. */
  cut: () => void;
}

/** Lays a cable to a database and plugs it in. */
export async function layCable(databaseUrl: string): Promise<Cable> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let port = 0;
  let server: Server;
  const join = (inside: Socket): void => {
    const outside = connect(Number(target.port), target.hostname);
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    inside.pipe(outside).pipe(inside);
    inside.on('close', () => outside.destroy());
    outside.on('close', () => inside.destroy());
  };
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const plug = async () => {
    server = createServer(join).listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  };
  await plug();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  // A socket of the cluster would lead past the cable.
  url.searchParams.delete('host');
  return {
    url: url.href,
    plug,
    cut,
    async pull() {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
}
