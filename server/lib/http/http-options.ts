import type { FastifyInstance } from 'fastify';
import type { Route } from '../../../shared/contract/route.ts';
import type { Actor, MachineActor } from '../module/context.ts';
import type { RouteHandler } from '../module/module.ts';
import type { Services } from '../module/unit-of-work.ts';

export interface HttpOptions {
  services: Services;
  routes: RouteHandler[];
  /** Who is calling: from the session cookie or a bearer token. */
  authenticate: (headers: Record<string, string | string[] | undefined>) => Promise<Actor>;
  /** Keeps what a program asked for. */
  recordCall: (actor: MachineActor, route: Route, caller: { requestId: string; ip: string }) => Promise<void>;
  /** Requests a minute from one address before 429; 0 switches the general limit off (benchmarks). */
  requestsPerMinute: number;
  /** Extra origins for the basemap in the content security policy. */
  imageOrigins: string[];
  /** Adds what is not an API route: health, the API's page, the built client. */
  addSite: (app: FastifyInstance) => Promise<void>;
}
