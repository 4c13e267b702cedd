import { describe, expect, it } from 'vitest';
import { resolveAudience } from '../../../base/clocks/index.ts';
import { loadReference } from '../../../base/deadlines/index.ts';
import type { StaffRecipient } from '../../../base/identity/index.ts';
import { caseWhom } from './clock-subject.ts';

loadReference('Asia/Yekaterinburg');

const person = (id: string, role: string, more: Partial<StaffRecipient> & { blocks?: string[] } = {}) => {
  const { blocks = [], ...rest } = more;
  const grants = [{ role, blocks, districts: [] as string[] }];
  const one: StaffRecipient = {
    id,
    name: id,
    email: `${id}@demo.invalid`,
    unitId: null,
    substituteId: null,
    grants,
    ...rest,
  };
  return [id, one] as const;
};
const subject = {
  clock: 'answer',
  block: 'roads',
  districtId: 'north.1',
  unitId: 'u1' as string | null,
  executorId: null as string | null,
};
const everybody = [
  person('oper', 'operator'),
  person('waste-oper', 'operator', { blocks: ['waste'] }),
  person('exec', 'executor', { unitId: 'u1' }),
  person('exec2', 'executor', { unitId: 'u1' }),
  person('foreign', 'executor', { unitId: 'u2' }),
  person('head-of-unit', 'reviewer', { unitId: 'u1' }),
  person('chair', 'chair'),
  person('approver', 'approver'),
];
const ask = (
  to: Parameters<typeof resolveAudience>[0],
  more: Partial<typeof subject> = {},
  staff = everybody,
  onDuty: string[] = [],
) => {
  const { clock, ...file } = { ...subject, ...more };
  const facts = { id: '1', name: '', about: '', path: '', ...file };
  return resolveAudience(
    to,
    { clock, facts: { ...facts, whom: (word, kind) => caseWhom(word, kind, file) } },
    { staff: new Map(staff), onDuty },
  );
};

describe('the audience of a step', () => {
  it.each([
    ['the person who has the case', ['owner'], { executorId: 'exec2' }, ['exec2']],
    ['all executors of the unit while nobody took it', ['owner'], {}, ['exec', 'exec2']],
    ['coordinators of the block while no unit has it', ['owner'], { unitId: null }, ['oper']],
    ['coordinators while it is checked', ['owner'], { clock: 'moderation' }, ['oper']],
    ['the approver while it is approved', ['owner'], { clock: 'approval' }, ['approver']],
    ['nobody while the resident is asked', ['owner'], { clock: 'clarification' }, []],
    ['the head of the unit', ['unit-head'], {}, ['head-of-unit']],
    ['coordinators where the unit has no head', ['unit-head'], { unitId: 'u2' }, ['oper']],
    ['each once', ['owner', 'coordinator', 'chair'], { clock: 'moderation' }, ['oper', 'chair']],
  ] as const)('is %s', (_, to, more, expected) => {
    expect(ask([...to], more)).toEqual([...expected]);
  });

  it('is the substitute of whoever is away, however far, and nobody twice', () => {
    const away = [
      ...everybody,
      person('exec', 'executor', { unitId: 'u1', substituteId: 'exec2' }),
      person('chair', 'chair', { substituteId: 'approver' }),
      person('approver', 'approver', { substituteId: 'oper' }),
    ];
    expect(ask(['owner'], {}, away)).toEqual(['exec2']);
    expect(ask(['chair'], {}, away)).toEqual(['oper']);
  });

  it('is nobody where two are away and stand in for each other', () => {
    const circle = [
      person('a', 'chair', { substituteId: 'b' }),
      person('b', 'operator', { substituteId: 'a' }),
    ];
    expect(ask(['chair'], {}, circle)).toEqual([]);
  });

  it('is whoever is on duty, or who stands in for them; nobody where nobody is', () => {
    const away = [...everybody, person('exec', 'executor', { unitId: 'u1', substituteId: 'exec2' })];
    expect(ask(['duty'], {}, everybody, ['exec', 'chair'])).toEqual(['exec', 'chair']);
    expect(ask(['duty'], {}, away, ['exec'])).toEqual(['exec2']);
    expect(ask(['duty'], {}, everybody, [])).toEqual([]);
  });
});
