export { decisionChanged } from './decide.ts';
export { seedDemoProtocols } from './demo-protocols.ts';
export { chairOn } from './members.ts';
export { workingGroupModule } from './module.ts';
export { protocolSigned } from './protocol-sign.ts';
