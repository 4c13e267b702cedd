export {
  maskContact,
  maskEmail,
  maskPhone,
  normaliseEmail,
  normalisePhone,
} from '../../../shared/text/contacts.ts';
export { authenticate } from './actor.ts';
export { cityDay } from './city.ts';
export { identityModule } from './module.ts';
export { findRole, rolesWith, roleTitle } from './roles.ts';
