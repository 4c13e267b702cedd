export { readAssignmentCard } from './card.ts';
/** @public */
export { type AssignmentInput, createAssignment } from './create.ts';
export { basisOf, type DecisionRow, isDecided } from './decision-rows.ts';
export { type DemoTargets, seedDemoAssignments } from './demo.ts';
export { requireTarget } from './link-rows.ts';
export { givenOrders, orderedTargets } from './links/given-orders.ts';
export { warningsOf } from './links/link-warnings.ts';
export { assignmentsModule } from './module.ts';
