export { healthStart } from './database-checks.ts';
export { commandChecks, printFaults } from './doctor-table.ts';
export { gatherHealth } from './gather.ts';
export { machineChecks } from './machine-checks.ts';
export { healthModule } from './module.ts';
