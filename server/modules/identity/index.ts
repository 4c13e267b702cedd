export {
  maskContact,
  maskEmail,
  maskPhone,
  normaliseEmail,
  normalisePhone,
} from '../../../shared/text/contacts.ts';
export { authenticate, forgetActors } from './actor.ts';
export { cityDay, readCity } from './city.ts';
export { DEMO_PASSWORD, demoId, listDemoSignIns, seedDemoPeople } from './demo-people.ts';
export { insertGrant as grantRole } from './grant.ts';
export { identityModule } from './module.ts';
export { insertPerson as createPerson } from './person.ts';
export { findOrCreateResident } from './resident.ts';
export { findRole, rolesWith, roleTitle } from './roles.ts';
export { reaches, type Scope, scopesOf } from './scope.ts';
export { issueSetupCode } from './setup.ts';
export {
  createUnit,
  findUnit,
  findUnitForKind,
  listUnits,
  type UnitInfo,
  unitWithDescendants,
} from './unit.ts';
