import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import type { Actor } from './context.ts';
import { lockSeen, refuseStale, staleRecord, tellChanges } from './stale.ts';
import type { JournalLine, Services } from './unit-of-work.ts';

const kind = { words: 'Дело', object: 'case', module: 'cases' };
const missing = () => new AppError('lib.not-found', 'Нет');
const row = { id: 'one', version: 7 };

const thrown = (run: () => void): AppError => {
  try {
    run();
  } catch (error) {
    return error as AppError;
  }
  throw new Error('Nothing was refused');
};

describe('a version that was seen', () => {
  it.each([[7], [undefined]])('%s lets the change pass', (seen) => {
    expect(() => refuseStale(kind, row, seen)).not.toThrow();
  });

  it.each([[6], [8], [1], ['7']])('%s is refused, and the present one is named', (seen) => {
    const error = thrown(() => refuseStale(kind, row, seen));
    expect(error.code).toBe('lib.changed-meanwhile');
    expect(error.status).toBe(409);
    expect(error.message).toMatch(/^Дело успели изменить/u);
    expect(error.details).toEqual({ version: 7, changes: [] });
  });

  const query = (found: typeof row | undefined) => ({
    forUpdate: () => ({ executeTakeFirst: async () => found }),
  });

  it('is looked at under a lock; what is foreign is missing, not stale', async () => {
    expect(await lockSeen(kind, query(row), { seen: 7, missing })).toBe(row);
    await expect(lockSeen(kind, query(row), { seen: 6, missing })).rejects.toThrow('Дело успели изменить');
    await expect(lockSeen(kind, query(undefined), { seen: 6, missing })).rejects.toThrow('Нет');
  });
});

const line = (actorRef: string, actorName = ''): JournalLine => ({
  at: new Date('2026-11-20T09:05:00Z'),
  actorRef,
  actorName,
  what: 'Сменён исполнитель',
});

const staff = { kind: 'staff', id: 'me' } as Actor;
const services = (lines: JournalLine[] | Error, asked: object[] = []) =>
  ({
    latestChanges: async (_: unknown, input: object) => {
      asked.push(input);
      if (lines instanceof Error) throw lines;
      return lines;
    },
  }) as unknown as Services;
const told = async (reader: Actor, lines: JournalLine[] | Error, error: unknown = staleRecord(kind, row)) =>
  ((await tellChanges(services(lines), reader, error)) as AppError).details as { changes: { by: string }[] };

describe('who changed it', () => {
  it.each([
    ['staff:other', 'Иванова А. П.', 'Иванова А. П.'],
    ['staff:me', 'Петров П. П.', 'вы'],
    ['link:5', '', 'исполнитель по ссылке'],
    ['system:reconcile', '', 'Отклик'],
    ['resident:5', '', 'житель'],
    ['anonymous', '', 'житель'],
  ])('%s is told to staff as %s → %s', async (ref, name, words) => {
    expect((await told(staff, [line(ref, name)])).changes).toEqual([
      { at: '2026-11-20T09:05:00.000Z', by: words, what: 'Сменён исполнитель' },
    ]);
  });

  it.each([[{ kind: 'link', linkId: '1' }], [{ kind: 'resident', id: '1' }], [{ kind: 'anonymous' }]])(
    '%o learns when, not who',
    async (reader) => {
      const { changes } = await told(reader as Actor, [line('staff:other', 'Иванова А. П.')]);
      expect(changes[0]!.by).toBe('');
    },
  );

  it('stays untold when the journal does not answer; the refusal stands', async () => {
    expect(await told(staff, new Error('away'))).toEqual({ version: 7, changes: [] });
  });

  it('is asked for as many changes as were missed, three at most, under the id of the journal', async () => {
    const asked: { most: number; id: string }[] = [];
    const ask = (seen: number | string, journalId?: string) =>
      tellChanges(
        services([], asked),
        staff,
        thrown(() => refuseStale(kind, journalId ? { ...row, journalId } : row, seen)),
      );
    await ask(6);
    await ask(5);
    await ask(1);
    await ask('edition', 'case');
    expect(asked.map(({ most, id }) => [most, id])).toEqual([
      [1, 'one'],
      [2, 'one'],
      [3, 'one'],
      [1, 'case'],
    ]);
  });

  it('another failure passes unchanged', async () => {
    const other = new AppError('lib.conflict', 'Уже закрыто');
    expect(await tellChanges(services([line('staff:other')]), staff, other)).toBe(other);
  });
});
