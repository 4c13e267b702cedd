import { describe, expect, test } from 'vitest';
import type { Believed } from './commitments.ts';
import { hashLine, type Line } from './lines.ts';
import { judgeLine } from './verify-record.ts';

const guard = { kind: 'paper', relation: 'office.paper', title: 'документ' };
const salt = Buffer.alloc(16, 1);
const line = (given: Partial<Line> = {}): Line => ({
  id: '7',
  content: '["слово"]',
  isDue: true,
  salt,
  within: null,
  ...given,
});
const said = (given: Partial<Believed> = {}): Believed => ({
  hash: hashLine(salt, 'paper', line()),
  day: '2026-11-21',
  ground: null,
  ...given,
});
const none = line({ isDue: false });

describe('a line that is there', () => {
  test.each<[string, Line, Believed | undefined, boolean, string | null]>([
    ['as it was committed', line(), said(), false, null],
    [
      'with another word',
      line({ content: '["иное"]' }),
      said(),
      false,
      'содержание не то, что закреплено 2026-11-21',
    ],
    [
      'with another word, of today',
      line({ content: '["иное"]' }),
      said({ day: null }),
      false,
      'содержание не то, что закреплено в журнале',
    ],
    [
      'with another salt',
      line({ salt: Buffer.alloc(16, 2) }),
      said(),
      false,
      'содержание не то, что закреплено 2026-11-21',
    ],
    [
      'without its salt',
      line({ salt: null }),
      said(),
      false,
      'соли нет, содержание не с чем сверить (закреплено 2026-11-21)',
    ],
    ['no more final', none, said(), false, 'в базе она больше не окончательная, а закреплено 2026-11-21'],
    ['that left the journal', line(), said({ hash: null }), false, 'в журнале её больше нет, а в базе есть'],
    ['that left the journal and is not final', none, said({ hash: null }), false, null],
    ['that the journal does not know', line(), undefined, false, 'добавлена мимо журнала'],
    ['not final yet', none, undefined, false, null],
    ['not final, of something that is', none, undefined, true, 'добавлена мимо журнала'],
  ])('%s', (_, given, believed, isPart, fault) => {
    expect(judgeLine(guard, given, { believed, isPart })).toBe(
      fault && `office.paper, строка 7 — документ: ${fault}`,
    );
  });
});
