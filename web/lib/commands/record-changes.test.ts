import { describe, expect, it } from 'vitest';
import { compareRecords, findRecord } from './record-changes.ts';

const card = { id: 'a', version: 3, title: 'Двор', dueOn: '2026-12-01', can: ['change'] };

describe('a record among the replies', () => {
  it('is the fullest object of that id and version', () => {
    const line = { id: 'a', version: 3 };
    const replies = [{ rows: [line, { id: 'b', version: 3 }] }, { page: { card } }];
    expect(findRecord(replies, 'a', (version) => version === 3)).toBe(card);
  });

  it('is known by its id under any name', () => {
    const letter = { caseId: 'a', version: 3 };
    expect(findRecord([[letter]], 'a', () => true)).toBe(letter);
  });

  it.each([
    ['another version', [{ id: 'a', version: 2 }]],
    ['another record', [{ id: 'b', version: 3 }]],
    ['no version', [{ id: 'a' }]],
    ['nothing', [null, undefined, 'a']],
  ])('%s is not it', (_, replies) => {
    expect(findRecord(replies, 'a', (version) => version === 3)).toBeNull();
  });
});

describe('what became of a record', () => {
  it('is the fields that differ, parts compared by content', () => {
    const after = { ...card, version: 4, dueOn: '2026-12-08', can: [] };
    expect(compareRecords(card, after)).toEqual([{ name: 'dueOn', was: '2026-12-01', now: '2026-12-08' }]);
    expect(compareRecords({ executor: { name: 'А' } }, { executor: { name: 'А' } })).toEqual([]);
  });

  it('is not what only one of the two knows', () => {
    expect(compareRecords({ title: 'Двор' }, { title: 'Двор', text: 'Яма' })).toEqual([]);
  });
});
