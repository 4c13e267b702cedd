import { expect, test } from 'vitest';
import { playbookNote } from './incident-playbooks.tsx';

const step = (minutes: number) => ({ text: 'Ответить', minutes });
const noBreaks = (words: string): string => words.replaceAll('\u00a0', ' ');

test('a playbook says how many steps it has and when the last is due', () => {
  expect(noBreaks(playbookNote({ steps: [step(10), step(60)] }))).toBe('2 шага, последний через 1 ч');
  expect(noBreaks(playbookNote({ steps: [step(30)] }))).toBe('1 шаг, срок через 30 мин');
});
