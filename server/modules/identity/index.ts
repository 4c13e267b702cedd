export { authenticate } from './actor.ts';
export { maskContact, maskEmail, maskPhone, normaliseEmail, normalisePhone } from './contacts.ts';
export { identityModule } from './module.ts';
export { findRole, rolesWith, roleTitle } from './roles.ts';
