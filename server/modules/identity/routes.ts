import * as contract from '../../../shared/contract/identity.ts';
import { handle, type RouteHandler } from '../../lib/module.ts';
import { describeSession } from './session.ts';

export const routes: RouteHandler[] = [
  handle(contract.readSession, (ctx) => describeSession(ctx, ctx.actor)),
];
