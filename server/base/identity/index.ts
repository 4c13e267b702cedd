export { maskEmail, maskPhone, normaliseEmail, normalisePhone } from '../../../shared/text/contacts.ts';
export { appealIdentityOf } from './levels/lawful.ts';
export { fateOf, type LevelChannel } from './levels/level-of.ts';
export { findLevelRule, levelOfActor, requireLevel } from './levels/level-rules.ts';
export { identityModule } from './module.ts';
export { findUnable } from './people/able.ts';
export { demoId, listDemoSignIns, seedDemoPeople } from './people/demo-people.ts';
export { insertGrant as grantRole } from './people/grant.ts';
export {
  findStaffEmail,
  listFullNames,
  listStaffRecipients,
  residentEmails,
  type StaffRecipient,
} from './people/recipients.ts';
export { findOrCreateResident, findResidents, levelOfResident } from './people/resident.ts';
export { findRole, rolesWith } from './people/roles.ts';
export { scopesOf } from './people/scope.ts';
export { residentSince } from './people/since.ts';
export { requireStaffName } from './people/staff-name.ts';
export {
  createUnit,
  findUnit,
  findUnitForKind,
  listUnits,
  pickUnitForKind,
  type UnitInfo,
  unitWithDescendants,
} from './people/unit.ts';
export { findUnitByName } from './people/unit-by-name.ts';
export { authenticate, findStaffActor, findStaffActors } from './sign-in/actor.ts';
export { type Confirmed, confirmPerson } from './sign-in/confirm.ts';
export { sealedProviders } from './sign-in/oidc-provider.ts';
export { admitOnlooker } from './sign-in/onlooker.ts';
export { sealedSessions } from './sign-in/outside-session.ts';
export { insertPerson as createPerson } from './sign-in/person.ts';
export { hashPrivate } from './sign-in/secret.ts';
export { issueSetupCode } from './sign-in/setup.ts';
export { sealedTotp } from './sign-in/totp.ts';
