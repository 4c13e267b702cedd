import * as contract from '../../../shared/contract/identity.ts';
import * as people from '../../../shared/contract/people.ts';
import type { HandlerInput, Route, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/context.ts';
import { handle, type RouteHandler } from '../../lib/module.ts';
import { runMutation } from '../../lib/unit-of-work.ts';
import { addAbsence, removeAbsence } from './absence.ts';
import { forgetActors } from './actor.ts';
import { enterByCode, sendCode } from './code.ts';
import { addGrant, removeGrant } from './grant.ts';
import { changePassword, enterByPassword, sendPasswordLink } from './password.ts';
import { readPersonCard, searchPeople } from './people.ts';
import { addPerson, changePerson } from './person.ts';
import { roles } from './roles.ts';
import { describeSession, leave, leaveEverywhere } from './session.ts';
import { makeFirstAdministrator } from './setup.ts';
import { addUnit, changeUnit, readTree } from './unit.ts';

/**
 * A change of rights: one transaction as any mutation, and after its commit — not before, when another request
 * would still read the old rights and keep them — every resolved actor of this process is forgotten.
 */
function changeRights<R extends Route & { download?: never }>(
  route: R,
  fn: (ctx: Ctx, input: HandlerInput<R>) => Promise<RouteReplyInput<R>>,
): RouteHandler {
  return {
    route,
    transaction: 'none',
    perMinute: undefined,
    handle: async (ctx, input, { services }) => {
      try {
        return await runMutation(services, ctx, (tx) => fn(tx, input as HandlerInput<R>));
      } finally {
        forgetActors(services);
      }
    },
  };
}

export const routes: RouteHandler[] = [
  handle(contract.readSession, (ctx) => describeSession(ctx, ctx.actor)),
  // Sign-ins commit by themselves: a refused try must stay counted, a transaction would take the count back.
  handle(contract.signInByPassword, enterByPassword, { transaction: 'none', perMinute: 30 }),
  handle(contract.sendSignInCode, sendCode, { perMinute: 10 }),
  handle(contract.checkSignInCode, enterByCode, { transaction: 'none', perMinute: 30 }),
  handle(contract.setPassword, changePassword, { transaction: 'none', perMinute: 10 }),
  handle(contract.setUp, makeFirstAdministrator, { transaction: 'none', perMinute: 30 }),
  handle(contract.signOut, (ctx, _input, exchange) => leave(ctx, exchange), { transaction: 'none' }),
  changeRights(contract.signOutEverywhere, leaveEverywhere),

  handle(people.listRoles, async (_ctx, _input, { services }) => ({
    roles: roles.map((role) => ({
      ...role,
      permissions: role.permissions.map((id) => ({ id, title: services.permissionTitles.get(id) ?? id })),
    })),
  })),
  changeRights(people.grantRole, addGrant),
  changeRights(people.revokeRole, removeGrant),

  handle(people.listPeople, searchPeople),
  handle(people.readPerson, (ctx, { params }) => readPersonCard(ctx, params.id)),
  handle(people.createPerson, addPerson),
  changeRights(people.editPerson, changePerson),
  handle(people.resetPassword, sendPasswordLink, { perMinute: 30 }),
  changeRights(people.setAbsence, addAbsence),
  changeRights(people.cancelAbsence, removeAbsence),

  handle(people.listUnits, readTree),
  handle(people.createUnit, addUnit),
  changeRights(people.editUnit, changeUnit),
];
