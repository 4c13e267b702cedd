import { describe, expect, it, test } from 'vitest';
import { attendanceMarks } from '../../../../shared/contract/group/working-group-meetings.ts';
import { quorumOf, refusePresiding, type Seat } from './presiding.ts';

const seat = (role: Seat['role'], mark: Seat['mark']): Seat => ({ personId: role, name: role, role, mark });
const seats = (chair: Seat['mark'], deputy: Seat['mark']): Seat[] => [
  seat('chair', chair),
  seat('deputy', deputy),
  seat('secretary', 'present'),
  seat('member', 'present'),
];

describe('who presides', () => {
  test.each(attendanceMarks)('the chair marked «%s»', (mark) => {
    const may = refusePresiding(seats(mark, 'present'), 'chair', false) === null;
    expect(may).toBe(mark === 'present' || mark === 'remote');
  });

  test.each(attendanceMarks)(
    'the deputy where the chair is marked «%s»: only when absence is recorded',
    (mark) => {
      const may = refusePresiding(seats(mark, 'present'), 'deputy', false) === null;
      expect(may).toBe(mark === 'absent');
    },
  );

  it('the deputy must be here as well', () => {
    expect(refusePresiding(seats('absent', 'expected'), 'deputy', false)).toContain('присутствие');
    expect(refusePresiding(seats('absent', 'absent'), 'deputy', false)).toContain('отсутствие');
  });

  it('nobody else, neither a member nor a stranger', () => {
    for (const who of ['secretary', 'member', 'stranger'])
      expect(refusePresiding(seats('absent', 'absent'), who, false)).not.toBeNull();
  });

  it('an absentee vote asks for no mark of the chair, and the same of the deputy', () => {
    expect(refusePresiding(seats('expected', 'expected'), 'chair', true)).toBeNull();
    expect(refusePresiding(seats('expected', 'expected'), 'deputy', true)).not.toBeNull();
    expect(refusePresiding(seats('absent', 'expected'), 'deputy', true)).toBeNull();
  });

  it('a group without a chair is led by the deputy', () => {
    expect(refusePresiding([seat('deputy', 'present')], 'deputy', false)).toBeNull();
  });
});

test.each([
  [6, 3, 0.5, 4, false],
  [6, 4, 0.5, 4, true],
  [5, 3, 0.5, 3, true],
  [1, 1, 1, 1, true],
  [0, 0, 0.5, 0, false],
  [9, 6, 2 / 3, 7, false],
])('quorum of %d with %d present at a share of %d', (members, present, share, needed, isMet) => {
  const marks = Array.from({ length: members }, (_, at) => ({
    mark: at < present ? ('present' as const) : ('absent' as const),
  }));
  expect(quorumOf(marks, share)).toEqual({ members, present, needed, isMet });
});
