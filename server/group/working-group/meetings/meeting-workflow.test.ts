import { expect, test } from 'vitest';
import type { MeetingState } from '../../../../shared/contract/group/working-group-meetings.ts';
import {
  isAhead,
  isOnRecord,
  isProtocolSigned,
  type MeetingMove,
  meetingStateAfter,
  meetingWorkflow,
  wasHeld,
} from './meeting-workflow.ts';

const meetingStates = Object.keys(meetingWorkflow.states) as MeetingState[];
const where = (holds: (state: MeetingState) => boolean): MeetingState[] => meetingStates.filter(holds);

test.each<[string, (state: MeetingState) => boolean, MeetingState[]]>([
  ['ahead', isAhead, ['planned', 'agenda_draft', 'agenda_sent']],
  ['on record', isOnRecord, ['running', 'held', 'protocol_draft']],
  ['held', wasHeld, ['held', 'protocol_draft', 'protocol_review', 'signed', 'distributed', 'closed']],
  ['signed', isProtocolSigned, ['signed', 'distributed', 'closed']],
])('a meeting is %s in these states alone', (_name, holds, states) => {
  expect(where(holds).toSorted()).toEqual(states.toSorted());
});

test.each<[MeetingMove, MeetingState[], MeetingState]>([
  ['prepare', ['planned', 'agenda_draft', 'agenda_sent'], 'agenda_draft'],
  ['invite', ['planned', 'agenda_draft', 'agenda_sent'], 'agenda_sent'],
  ['open', ['agenda_draft', 'agenda_sent'], 'running'],
  ['finish', ['running'], 'held'],
  ['cancel', ['planned', 'agenda_draft', 'agenda_sent'], 'cancelled'],
  ['compose', ['held', 'protocol_draft'], 'protocol_draft'],
  ['review', ['protocol_draft'], 'protocol_review'],
  ['return', ['protocol_review'], 'protocol_draft'],
  ['sign', ['protocol_review'], 'signed'],
])('%s leads from %j to %s, and from nowhere else', (move, from, to) => {
  for (const state of meetingStates) {
    if (from.includes(state)) expect(meetingStateAfter(state, move)).toBe(to);
    else
      expect(() => meetingStateAfter(state, move), state).toThrow(
        expect.objectContaining({ code: 'lib.conflict' }),
      );
  }
});

test('a meeting that is over goes nowhere', () => {
  const ends = meetingStates.filter((state) => meetingWorkflow.states[state].isTerminal);
  expect(ends.toSorted()).toEqual(['cancelled', 'closed']);
});
