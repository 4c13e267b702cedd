import { describe, expect, it, test } from 'vitest';
import { attendanceMarks } from '../../../../shared/contract/group/working-group-meetings.ts';
import { quorumOf, refuseHandOver, refusePresiding, type Seat } from './presiding.ts';

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

describe('presiding passes', () => {
  const at = new Date('2026-11-24T05:20:00Z');
  const early = '2026-11-24T05:00:00Z';
  const late = '2026-11-24T05:30:00Z';
  const pass = (
    to: string,
    chair: Partial<Seat>,
    deputy: Partial<Seat>,
    from = to === 'chair' ? 'deputy' : 'chair',
  ) =>
    refuseHandOver(
      [
        { ...seat('chair', 'present'), ...chair },
        { ...seat('deputy', 'present'), ...deputy },
        seat('member', 'present'),
      ],
      { from, to, at },
    );

  it('to the chair who has come by then', () => {
    expect(pass('chair', { arrivedAt: early }, {})).toBeNull();
    expect(pass('chair', { arrivedAt: at.toISOString() }, {})).toBeNull();
    expect(pass('chair', { arrivedAt: late }, {})).toContain('не раньше прихода');
    expect(pass('chair', { mark: 'absent' }, {})).toContain('отсутствие');
    expect(pass('chair', { arrivedAt: early, leftAt: early }, {})).toContain('уход');
  });

  it('to the deputy with the leave of the chair who presided, and to nobody else', () => {
    expect(pass('deputy', { arrivedAt: early }, { arrivedAt: early })).toBeNull();
    expect(pass('deputy', { arrivedAt: early, leftAt: late }, { arrivedAt: early }, 'other')).toContain(
      'Передайте ведение',
    );
    expect(pass('deputy', { arrivedAt: early, leftAt: early }, {}, 'other')).toBeNull();
    expect(pass('deputy', {}, { leftAt: early })).toContain('уход');
    expect(pass('deputy', {}, { mark: 'expected' })).toContain('отметьте присутствие');
    expect(pass('member', {}, {})).toContain('а при его отсутствии — заместитель');
    expect(pass('chair', {}, {}, 'chair')).toContain('и так');
  });

  it('after which the deputy may sign only while the chair is away or has left', () => {
    const seats = (chair: Partial<Seat>) => [
      { ...seat('chair', 'present'), ...chair },
      seat('deputy', 'present'),
    ];
    expect(refusePresiding(seats({ arrivedAt: early }), 'deputy', false)).toContain('Передайте ведение');
    expect(refusePresiding(seats({ mark: 'expected' }), 'deputy', false)).toContain('не записано');
    expect(refusePresiding(seats({ leftAt: late }), 'deputy', false)).toBeNull();
    expect(refusePresiding(seats({ leftAt: late }), 'chair', false)).toContain('уход');
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
