import { afterAll, beforeAll } from 'vitest';
import type { Problem } from '../../shared/contract/errors.ts';
import * as contract from '../../shared/contract/messages/outages.ts';
import type { RouteInput } from '../../shared/contract/route.ts';
import { startTestServer, type TestServer } from './site/server.ts';
import { signInAs } from './site/sign-in.ts';

export type OutageBody = RouteInput<typeof contract.createOutage>['body'];

/** Hot water off at Titova, 10–28, on 24 November 2026 from 06:40 to 18:00, as the form writes it. */
export const outageBody = (more: Partial<OutageBody> = {}): OutageBody => ({
  resource: 'hot-water',
  isPlanned: false,
  reason: 'порыв трубы у дома 18',
  unitId: null,
  repairer: '«Тепло Синары»',
  beginsOn: '2026-11-24',
  beginsAt: '06:40',
  untilOn: '2026-11-24',
  untilAt: '18:00',
  addresses: 'Титова, 10–28',
  wholeDistricts: [],
  ...more,
});

/** Where outages are kept, as an operator of the whole city sees it. */
interface OutageDesk {
  server: TestServer;
  operator: string;
  create: (more?: Partial<OutageBody>, cookie?: string) => Promise<contract.StaffOutage>;
  refuse: (more: Partial<OutageBody>, cookie?: string) => Promise<Problem>;
  list: (
    query?: RouteInput<typeof contract.listOutages>['query'],
    cookie?: string,
  ) => Promise<contract.StaffOutage[]>;
}

/** Opens a server at a moment before the tests of a file and closes it after them; its operator is empty until then. */
export function openOutageDesk(now: string): OutageDesk {
  const desk = {
    create: (more = {}, cookie = desk.operator) =>
      desk.server.call(contract.createOutage, { body: outageBody(more) }, cookie),
    refuse: (more, cookie = desk.operator) =>
      desk.server.fail(contract.createOutage, { body: outageBody(more) }, cookie),
    list: async (query = {}, cookie = desk.operator) =>
      (await desk.server.call(contract.listOutages, { query }, cookie)).outages,
  } as OutageDesk;
  beforeAll(async () => {
    desk.server = await startTestServer();
    desk.server.setNow(now);
    desk.operator = await signInAs(desk.server, 'operator');
  });
  afterAll(() => desk.server.close());
  return desk;
}

/** A change of an outage to what the form says, of the version seen. */
export function changeTo(outage: contract.StaffOutage, more: Partial<OutageBody> = {}) {
  const { resource: _, untilOn: _on, untilAt: _at, ...rest } = outageBody(more);
  return { params: { id: outage.id }, body: { ...rest, version: outage.version } };
}

export const idsOf = (outages: readonly { id: string }[]): string[] => outages.map(({ id }) => id);
