export { recordCall } from './calls.ts';
export { authenticateMachine, readMachineKey } from './known-keys.ts';
export { machinesModule } from './module.ts';
