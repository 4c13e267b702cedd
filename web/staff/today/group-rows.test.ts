import { describe, expect, it } from 'vitest';
import type { ListedMeeting, MeetingState } from '../../../shared/contract/group/working-group-meetings.ts';
import { listTodayRows } from './group-rows.ts';

const secretary = ['working-group.keep', 'assignments.control', 'head-reports.keep'];
const chair = [...secretary, 'head-reports.sign', 'cases.settle'];
const member: string[] = [];

const meeting = (state: MeetingState, day = '2026-11-24', number = 11): ListedMeeting => ({
  id: `${state} ${day}`,
  number,
  year: 2026,
  day,
  startsAt: '10:00',
  place: 'каб. 305',
  form: 'in_person',
  topic: '',
  state,
  items: 2,
  present: 0,
  members: 5,
  cancelReason: null,
  heldOn: null,
  isPresiding: false,
});
const rows = (roles: string[], more: Partial<Parameters<typeof listTodayRows>[0]> = {}) =>
  listTodayRows({
    meetings: [],
    reported: 0,
    reports: [],
    may: (permission) => roles.includes(permission),
    today: '2026-11-24',
    ...more,
  }).map(({ words, note }) => `${words}: ${note}`);

describe('what of the group waits', () => {
  it('is the meeting under way before the next one, and none that is past', () => {
    const meetings = [
      meeting('planned', '2026-12-22', 12),
      meeting('agenda_draft', '2026-11-01'),
      meeting('running'),
    ];
    expect(rows(member, { meetings })).toEqual(['Заседание № 11 24.11.2026: идёт']);
    expect(rows(member, { meetings: meetings.slice(0, 2) })).toEqual([
      'Заседание № 12 22.12.2026: в 10:00, повестка готовится',
    ]);
    expect(rows(secretary, { meetings: meetings.slice(0, 2) })).toEqual([
      'Заседание № 12 22.12.2026: разошлите приглашения с повесткой',
    ]);
    expect(rows(secretary, { meetings: [meeting('agenda_sent')] })).toEqual([
      'Заседание № 11 24.11.2026: в 10:00, каб. 305',
    ]);
    expect(rows(member, { meetings: [meeting('cancelled', '2026-12-01')] })).toEqual([]);
  });

  it.each([
    ['held', secretary, 'составьте протокол'],
    ['protocol_draft', secretary, 'отправьте протокол на рассмотрение'],
    ['protocol_review', secretary, 'протокол ждёт подписи'],
    // Leading the group is not presiding at a meeting: another may have.
    ['protocol_review', chair, 'протокол ждёт подписи'],
  ] as const)('is a protocol that is %s', (state, roles, note) => {
    expect(rows([...roles], { meetings: [meeting(state)] })).toEqual([`Заседание № 11 24.11.2026: ${note}`]);
    expect(rows(member, { meetings: [meeting(state)] })).toEqual([]);
  });

  it('is the signature of a protocol for whoever presided, with no right of the desk', () => {
    const meetings = [{ ...meeting('protocol_review'), isPresiding: true }];
    expect(rows(member, { meetings })).toEqual([
      'Заседание № 11 24.11.2026: подпишите протокол или верните его',
    ]);
    expect(rows(member, { meetings: [{ ...meeting('held'), isPresiding: true }] })).toEqual([]);
  });

  it('is what executors have reported, of who accepts it', () => {
    expect(rows(secretary, { reported: 2 })[0]).toContain('примите или верните: 2');
    expect(rows(member, { reported: 2 })).toEqual([]);
    expect(rows(secretary)).toEqual([]);
  });

  it.each([
    ['draft', secretary, ['проверьте и передайте на подпись']],
    ['draft', chair, ['проверьте и подпишите']],
    ['chair_signed', secretary, ['отправьте главе']],
    ['sent', chair, []],
    ['draft', member, []],
  ] as const)('is a report that is %s', (state, roles, notes) => {
    const reports = [{ id: '1', from: '2026-10-01', to: '2026-10-31', state }];
    const told = notes.map((note) => `Отчёт главе за 01.10.2026–31.10.2026: ${note}`);
    expect(rows([...roles], { reports })).toEqual(told);
  });
});
