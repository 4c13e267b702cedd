export { chairOn } from './composition/members.ts';
export { rollDue } from './composition/rules-pack.ts';
export { seedDemoProtocols } from './demo/demo-protocols.ts';
export { type MeetingAhead, nextMeeting } from './meetings/ahead.ts';
export { decisionChanged } from './meetings/decide.ts';
export { listUnreachable } from './meetings/executor.ts';
export { workingGroupModule } from './module.ts';
export { requireWholeDecisions } from './protocol/protocol-rows.ts';
export { protocolSigned } from './protocol/protocol-sign.ts';
