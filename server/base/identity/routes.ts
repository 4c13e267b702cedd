import * as contract from '../../../shared/contract/base/identity.ts';
import * as levels from '../../../shared/contract/base/levels.ts';
import * as people from '../../../shared/contract/base/people.ts';
import { importPeople as importPeopleRoute } from '../../../shared/contract/base/people-import.ts';
import * as providers from '../../../shared/contract/base/providers.ts';
import * as security from '../../../shared/contract/base/security.ts';
import { forgetAfter } from '../../lib/module/forget-after.ts';
import { handle, type RouteHandler } from '../../lib/module/module.ts';
import { listLevelRules } from './levels/level-rules.ts';
import { listLevelSettings, setLevel } from './levels/settings.ts';
import { addAbsence, removeAbsence } from './people/absence.ts';
import { addGrant, removeGrant } from './people/grant.ts';
import { readPersonCard, searchPeople } from './people/people.ts';
import { savePins } from './people/pins.ts';
import { roles } from './people/roles.ts';
import { addUnit, changeUnit, readTree } from './people/unit.ts';
import { forgetActors } from './sign-in/actor.ts';
import { enterByCode, sendCode } from './sign-in/code.ts';
import { requireFreshSession } from './sign-in/fresh-session.ts';
import { addProvider, changeProvider, readProviderSettings, tryProvider } from './sign-in/oidc-provider.ts';
import { beginOutside, finishOutside, listOfferedProviders } from './sign-in/outside.ts';
import {
  enterWithPasskey,
  finishPasskey,
  removeOwnPasskey,
  renameOwnPasskey,
  startPasskey,
  startPasskeySignIn,
} from './sign-in/passkeys.ts';
import { changePassword, enterByPassword, sendPasswordLink } from './sign-in/password.ts';
import { importPeople } from './sign-in/people-list.ts';
import { addPerson, changePerson } from './sign-in/person.ts';
import { enterByFactorCode } from './sign-in/second-factor.ts';
import {
  endOfPerson,
  endOne,
  readFactorRoles,
  readOfPerson,
  readOwnSecurity,
  removeOwnTotp,
  resetOfPerson,
  setRules,
} from './sign-in/security.ts';
import { describeSession, endSession, leaveEverywhere, renewCookie } from './sign-in/session.ts';
import { makeFirstAdministrator } from './sign-in/setup.ts';
import { finishTotp, renewRecovery, startTotp } from './sign-in/totp.ts';

/** A change of rights: every resolved actor of this process is forgotten. */
const changeRights = forgetAfter(forgetActors);

/** A change of the ways one signs in: only soon after signing in, and known to every actor at once. */
const changeOwnWays: typeof changeRights = (route, fn) =>
  changeRights(route, async (ctx, input, exchange) => {
    await requireFreshSession(ctx, exchange);
    return fn(ctx, input, exchange);
  });

export const routes: RouteHandler[] = [
  handle(contract.readSession, (ctx, _, exchange) => {
    renewCookie(ctx, exchange);
    return describeSession(ctx, ctx.actor);
  }),
  // Sign-ins commit by themselves: a refused try must stay counted, a transaction would take the count back.
  handle(contract.signInByPassword, enterByPassword, { transaction: 'none', perMinute: 30 }),
  handle(contract.sendSignInCode, sendCode, { perMinute: 10 }),
  handle(contract.checkSignInCode, enterByCode, { transaction: 'none', perMinute: 30 }),
  handle(contract.setPassword, changePassword, { transaction: 'none', perMinute: 10 }),
  handle(contract.setUp, makeFirstAdministrator, { transaction: 'none', perMinute: 30 }),
  handle(contract.signOut, (ctx, _input, exchange) => endSession(ctx, exchange), { transaction: 'none' }),
  handle(contract.savePins, (ctx, { body }) => savePins(ctx, body.pins)),
  changeRights(contract.signOutEverywhere, leaveEverywhere),

  handle(security.enterBySecondFactor, enterByFactorCode, { transaction: 'none', perMinute: 30 }),
  handle(security.beginPasskeySignIn, (ctx, _input, exchange) => startPasskeySignIn(ctx, exchange), {
    perMinute: 30,
  }),
  handle(security.enterByPasskey, enterWithPasskey, { transaction: 'none', perMinute: 30 }),
  handle(security.readOwnSecurity, (ctx, _input, exchange) => readOwnSecurity(ctx, exchange)),
  changeOwnWays(security.beginTotp, (ctx) => startTotp(ctx)),
  changeOwnWays(security.confirmTotp, (ctx, { body }) => finishTotp(ctx, body.code)),
  changeOwnWays(security.removeTotp, removeOwnTotp),
  changeOwnWays(security.renewRecoveryCodes, (ctx) => renewRecovery(ctx)),
  changeOwnWays(security.beginPasskey, (ctx, _input, exchange) => startPasskey(ctx, exchange)),
  changeOwnWays(security.addPasskey, finishPasskey),
  handle(security.renamePasskey, renameOwnPasskey),
  changeOwnWays(security.removePasskey, (ctx, { params }) => removeOwnPasskey(ctx, params.id)),
  changeRights(security.endOwnSession, (ctx, { params }) => endOne(ctx, params.id)),
  handle(security.readPersonSecurity, (ctx, { params }) => readOfPerson(ctx, params.id)),
  changeRights(security.endPersonSessions, endOfPerson),
  changeRights(security.resetFactors, (ctx, { params }) => resetOfPerson(ctx, params.id)),
  handle(security.readSecurityRules, async (ctx) => ({ factorRoles: await readFactorRoles(ctx.db) })),
  changeRights(security.setSecurityRules, setRules),

  handle(providers.listProviders, (ctx, { query }) => listOfferedProviders(ctx, query.audience)),
  handle(providers.listLevelRules, listLevelRules),
  handle(levels.listLevelSettings, listLevelSettings),
  handle(levels.setLevel, setLevel, { transaction: 'none' }),
  handle(providers.beginOutside, beginOutside, { transaction: 'none', perMinute: 30 }),
  handle(providers.finishOutside, finishOutside, { transaction: 'none', perMinute: 30 }),
  handle(providers.listProviderSettings, (ctx, _input, exchange) => readProviderSettings(ctx, exchange)),
  handle(providers.createProvider, addProvider),
  handle(providers.editProvider, changeProvider),
  handle(providers.checkProvider, (ctx, { params }) => tryProvider(ctx, params.id), { transaction: 'none' }),

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
  handle(importPeopleRoute, importPeople, { transaction: 'none', perMinute: 20 }),
  changeRights(people.editPerson, changePerson),
  handle(people.resetPassword, sendPasswordLink, { perMinute: 30 }),
  changeRights(people.setAbsence, addAbsence),
  changeRights(people.cancelAbsence, removeAbsence),

  handle(people.listUnits, readTree),
  handle(people.createUnit, addUnit),
  changeRights(people.editUnit, changeUnit),
];
