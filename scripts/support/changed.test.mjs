import { describe, expect, it } from 'vitest';
import { findTests } from './changed.mjs';

const asLists = (found) => Object.fromEntries([...found].map(([name, files]) => [name, [...files].sort()]));

describe('tests of what was changed', () => {
  it('of a rule are those beside it and those that bear its name, not the whole module', async () => {
    const { unit, db } = asLists(await findTests(['server/base/deadlines/remaining.ts']));
    expect(unit).toContain('server/base/deadlines/remaining.test.ts');
    expect([...unit, ...(db ?? [])].filter((path) => path.startsWith('server/messages/imports/'))).toEqual(
      [],
    );
  });

  it('of a test is that test, in its own project', async () => {
    const changed = ['tests/e2e/base/weight.test.ts', 'server/base/files/attach.db.test.ts'];
    expect(asLists(await findTests(changed))).toEqual({
      e2e: ['tests/e2e/base/weight.test.ts'],
      db: ['server/base/files/attach.db.test.ts'],
    });
  });

  it('of a document are none', async () => {
    expect([...(await findTests(['README.md']))]).toEqual([]);
  });
});
