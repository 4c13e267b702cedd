import { describe, expect, it } from 'vitest';
import type { Actor } from './context.ts';
import { isOwnWork, requireOtherPerson } from './two-people.ts';

const staff = (id: string) => ({ kind: 'staff', id }) as Actor;
const link: Actor = { kind: 'link', linkId: '7', caseId: '1', unitId: '1', name: 'Исполнитель' };

describe('two pairs of eyes', () => {
  it.each([
    ['who made it', staff('7'), 'staff:7', true],
    ['another', staff('8'), 'staff:7', false],
    ['who made it by a link', link, 'link:7', true],
    ['one of the same number, otherwise known', staff('7'), 'link:7', false],
    ['anybody, where nobody made it', staff('7'), null, false],
  ] as const)('%s', (_, actor, maker, isOwn) => {
    expect(isOwnWork(actor, maker)).toBe(isOwn);
    const ask = () => requireOtherPerson(actor, maker, 'должен другой');
    if (isOwn) expect(ask).toThrow('должен другой');
    else expect(ask).not.toThrow();
  });
});
