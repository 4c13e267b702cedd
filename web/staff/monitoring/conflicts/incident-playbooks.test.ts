import { expect, test } from 'vitest';
import type { AroundIncident } from '../../../../shared/contract/monitoring/incident-playbooks.ts';
import { freeOnIncident, playbookNote } from './incident-playbooks.tsx';

const step = (minutes: number) => ({ text: 'Ответить', minutes });
const playbook = (id: string) => ({ id, title: id, isFit: false, steps: [step(60)] });
const run = (id: string, doneAt: string | null, isVoid = false): AroundIncident['runs'][number] => ({
  id: `run of ${id}`,
  playbook: id,
  title: id,
  practiceId: null,
  startedAt: '2026-11-24T09:00:00Z',
  startedBy: 'Оператор',
  tasks: [
    {
      serial: 1,
      text: 'Ответить',
      dueAt: '2026-11-24T10:00:00Z',
      doneAt,
      doneBy: null,
      isVoid,
      isLate: false,
    },
  ],
});

test('what runs is not offered again; what is done or void is', () => {
  const playbooks = ['late', 'anger', 'deleted'].map(playbook);
  const runs = [run('late', null), run('anger', '2026-11-24T09:30:00Z'), run('deleted', null, true)];
  expect(freeOnIncident({ playbooks, runs }).map(({ id }) => id)).toEqual(['anger', 'deleted']);
  expect(freeOnIncident({ playbooks, runs: [] })).toEqual(playbooks);
});

const noBreaks = (words: string): string => words.replaceAll('\u00a0', ' ');

test('a playbook says how many steps it has and when the last is due', () => {
  expect(noBreaks(playbookNote({ steps: [step(10), step(60)] }))).toBe('2 шага, последний через 1 ч');
  expect(noBreaks(playbookNote({ steps: [step(30)] }))).toBe('1 шаг, срок через 30 мин');
});
