import { describe, expect, test } from 'vitest';
import type { FederalKind } from '../../../shared/contract/monitoring/federal.ts';
import type { IncidentStatus } from '../../../shared/contract/monitoring/incidents.ts';
import { federalPack } from './pack.ts';
import { whyNotTaken } from './policy.ts';

const pack = federalPack.on('2026-12-01');
const NOW = new Date('2026-11-24T10:00:00Z');
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('theirs is taken by a press', () => {
  test.each<[FederalKind, string | null, IncidentStatus, Date | null, boolean]>([
    ['missing-there', null, 'sorted', null, false],
    ['answer', 'Воду дали', 'sorted', null, false],
    ['term', '25.11.2026', 'sorted', null, true],
    ['term', '25.11.2026', 'sorted', at(0), true],
    ['term', '25.11.2026', 'sorted', at(1), true],
    ['term', '25.11.2026', 'sorted', at(-1), false],
    ['status', 'Закрыт', 'published', null, true],
    ['status', 'Закрыт', 'dialogue', at(-1), true],
    ['status', 'Закрыт', 'sorted', null, false],
    ['status', 'Отклонён', 'published', null, false],
    ['status', null, 'published', null, false],
  ])('%s «%s» of what is %s, due %s: %s', (kind, theirs, status, dueAt, isTaken) => {
    expect(whyNotTaken({ kind, theirs }, { status, dueAt }, pack, NOW) === null).toBe(isTaken);
  });

  test('each refusal says what to do', () => {
    const ours = { status: 'sorted' as const, dueAt: at(-1) };
    const told = (['missing-there', 'answer', 'term', 'status'] as const).map((kind) =>
      whyNotTaken({ kind, theirs: null }, ours, pack, NOW),
    );
    expect(new Set(told).size).toBe(4);
    for (const words of told) expect(words).toMatch(/[а-я]{3}/u);
  });
});
