export { maskEmail, maskPhone, normaliseEmail, normalisePhone } from '../../../shared/text/contacts.ts';
export { authenticate, findStaffActor } from './actor.ts';
export { type Confirmed, confirmPerson } from './confirm.ts';
export { demoId, listDemoSignIns, seedDemoPeople } from './demo-people.ts';
export { insertGrant as grantRole } from './grant.ts';
export { requireLevel } from './level-rules.ts';
export { identityModule } from './module.ts';
export { sealedProviders } from './oidc-provider.ts';
export { sealedSessions } from './outside-session.ts';
export { insertPerson as createPerson } from './person.ts';
export { findStaffEmail, listStaffRecipients, type StaffRecipient } from './recipients.ts';
export { findOrCreateResident } from './resident.ts';
export { findRole, rolesWith } from './roles.ts';
export { scopesOf } from './scope.ts';
export { issueSetupCode } from './setup.ts';
export { requireStaffName } from './staff-name.ts';
export { sealedTotp } from './totp.ts';
export {
  createUnit,
  findUnit,
  findUnitForKind,
  listUnits,
  pickUnitForKind,
  type UnitInfo,
  unitWithDescendants,
} from './unit.ts';
