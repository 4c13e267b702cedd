import { afterAll, beforeAll } from 'vitest';
import { getNumber, listPapers, type NumberedPaper } from '../../../shared/contract/group/city-numbers.ts';
import { signProtocol } from '../../../shared/contract/group/working-group-protocol.ts';
import type { RouteInput, RouteReply } from '../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { type Group, makeGroup } from './group.ts';
import { bringToReview, password } from './protocol.ts';

/** Where the secretary keeps numbers of the city's document system: an act, a signed protocol and its assignment wait for theirs. */
interface NumbersDesk {
  server: TestServer;
  group: Group;
  secretary: string;
  /** The meeting of the signed protocol. */
  protocolId: string;
  ofPaper: (id: string, cookie?: string) => Promise<RouteReply<typeof getNumber>>;
  list: (query?: RouteInput<typeof listPapers>['query']) => Promise<RouteReply<typeof listPapers>>;
  find: (kind: NumberedPaper['kind']) => Promise<NumberedPaper>;
}

interface Course {
  /** While the protocol waits for its signature. */
  beforeSigning?: (desk: NumbersDesk) => Promise<unknown>;
  /** Three days later. */
  prepare?: (desk: NumbersDesk) => Promise<unknown>;
}

/** Opens the desk before the tests of a file and closes it after them; it is empty until then. */
export function openNumbersDesk({ beforeSigning, prepare }: Course = {}): NumbersDesk {
  const desk = {
    ofPaper: (id, cookie = desk.secretary) => desk.server.call(getNumber, { params: { id } }, cookie),
    list: (query = {}) => desk.server.call(listPapers, { query }, desk.secretary),
    find: async (kind) => (await desk.list({ state: 'all', kind })).papers[0]!,
  } as NumbersDesk;
  beforeAll(async () => {
    const server = await startTestServer();
    server.setNow('2026-11-24T06:00:00Z');
    const group = await makeGroup(server);
    const meeting = await bringToReview(server, group);
    Object.assign(desk, { server, group, secretary: group.cookies.secretary, protocolId: meeting.id });
    await beforeSigning?.(desk);
    const body = { version: meeting.version, password };
    await server.call(signProtocol, { params: { id: meeting.id }, body }, group.cookies.deputy);
    await server.drain();
    server.setNow('2026-11-27T06:00:00Z');
    await prepare?.(desk);
  });
  afterAll(() => desk.server.close());
  return desk;
}
