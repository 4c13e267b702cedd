import { expect } from 'vitest';
import { grantRole } from '../../server/base/identity/index.ts';
import { modules } from '../../server/modules.ts';
import type { Route } from '../../shared/contract/route.ts';
import { asSystem } from '../support/site/cases.ts';
import type { TestServer } from '../support/site/server.ts';
import { openCookie, signInStaff } from '../support/site/sign-in.ts';

/** Every route of every module. */
export const allRoutes: Route[] = modules.flatMap((module) =>
  (module.routes ?? []).map(({ route }) => route),
);
export const routeOf = (id: string): Route => allRoutes.find((route) => route.id === id)!;

export interface Reply {
  statusCode: number;
  body: string;
}

/** What a reply says, without what differs between any two requests: the ids asked by. */
export function saidOf({ statusCode, body }: Reply, ids: object): string {
  expect(statusCode, body).toBeLessThan(500);
  const plain = body.replace(/"requestId":"[^"]*"/u, '');
  return `${statusCode} ${Object.values(ids).reduce<string>((text, id) => text.replaceAll(id, '…'), plain)}`;
}

/** Who watches the whole city and is an operator of one block beside it; a cookie. */
export async function signInTwoRoles(server: TestServer, slug: string, block: string): Promise<string> {
  const { personId } = await signInStaff(server, 'observer', { slug });
  const limits = { blocks: [block], districts: [], validFrom: '2020-01-01' };
  await asSystem(server, (ctx) => grantRole(ctx, personId, { role: 'operator', ...limits }));
  return openCookie(server, personId);
}
