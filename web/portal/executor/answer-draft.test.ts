import { describe, expect, it } from 'vitest';
import { checkAnswer } from './answer-draft.ts';

const full = { text: 'Яма заделана 26 ноября.', outcome: 'solved' as const, promised: '', dropFiles: [] };

describe('an executor’s answer', () => {
  it('passes when it has words and a result', () => {
    expect(checkAnswer(full)).toEqual({});
  });

  it('asks for what is missing', () => {
    expect(checkAnswer({ ...full, text: ' ', outcome: '' })).toEqual({
      text: 'Напишите ответ',
      outcome: 'Выберите результат',
    });
  });

  it('does not let a template go with its blanks', () => {
    expect(checkAnswer({ ...full, text: 'Работы выполнены … числа' })).toHaveProperty('text');
  });

  it('wants a real day for a promise', () => {
    expect(checkAnswer({ ...full, outcome: 'planned', promised: '31.02.2027' })).toHaveProperty('promised');
    expect(checkAnswer({ ...full, outcome: 'planned', promised: '15.12.2026' })).toEqual({});
  });
});
