/** @public */
export { type AssignmentInput, createAssignment } from './create.ts';
export { type DemoTargets, seedDemoAssignments } from './demo.ts';
export { assignmentsModule } from './module.ts';
