/** @public */
export { type AssignmentInput, createAssignment } from './create.ts';
export { assignmentsModule } from './module.ts';
