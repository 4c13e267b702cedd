import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

/** The line that logging these fields writes. */
function lineOf(fields: object): string {
  const lines: string[] = [];
  createLog('info', { write: (line) => void lines.push(line) }).error(fields, 'сбой');
  return lines.join('');
}

describe('a line of the log', () => {
  it('names what was violated and quotes no row', () => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "person_phone"'), {
      code: '23505',
      detail: 'Key (phone)=(+79120000001) already exists.',
      where: 'COPY person, line 1: "+79120000001"',
      constraint: 'person_phone',
      table: 'person',
    });
    const line = lineOf({ err: error });
    expect(line).not.toContain('+7912');
    expect(JSON.parse(line).err).toMatchObject({
      failure: '23505',
      constraint: 'person_phone',
      table: 'person',
    });
    expect(JSON.parse(line).err.stack).toContain('log.test.ts');
  });

  it('tells the cause of an error, without its row either', () => {
    const cause = Object.assign(new Error('связь прервана'), { detail: '+79120000001' });
    const line = lineOf({ err: new Error('не записано', { cause }) });
    expect(line).toContain('связь прервана');
    expect(line).not.toContain('+7912');
  });

  it('cuts secrets and contacts by name', () => {
    const line = lineOf({ phone: '+79120000001', body: { code: '123456', email: 'a@example.ru' } });
    expect(line).not.toMatch(/\+7912|123456|example/);
  });
});
