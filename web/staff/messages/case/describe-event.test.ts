import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../../../shared/contract/messages/cases.ts';
import { describeEvent, type EventNames, foldEvents, matchesFilter } from './describe-event.ts';

let nextId = 1;
const event = (kind: string, more: Partial<TimelineEvent> = {}): TimelineEvent => ({
  id: nextId++,
  at: '2026-11-24T09:06:00.000Z',
  kind,
  visibility: 'staff',
  actorName: 'Сафонова А.В.',
  text: null,
  data: {},
  ...more,
});
const names: EventNames = {
  fact: () => 'Дороги · яма',
  unit: () => 'Управление дорог',
  district: () => 'Красногорский район',
  answers: [],
  moment: () => '26.11 09:00',
};
const words = (one: TimelineEvent) => describeEvent(one, names).text;

describe('the feed of a case', () => {
  it('tells a chain made at once by its last step', () => {
    const passed = event('status', {
      data: { from: 'moderation', to: 'coordination', move: 'pass-moderation' },
    });
    const assigned = event('status', {
      text: 'Управление дорог',
      data: { from: 'coordination', to: 'assigned', move: 'assign' },
    });
    expect(foldEvents([passed, assigned])).toEqual([assigned]);
    expect(words(assigned)).toBe('Принято: Сафонова А.В. Передано: Управление дорог');
  });

  it('keeps a step that stood alone', () => {
    const passed = event('status', {
      data: { from: 'moderation', to: 'coordination', move: 'pass-moderation' },
    });
    const later = event('status', {
      at: '2026-11-25T09:00:00.000Z',
      data: { from: 'coordination', to: 'assigned', move: 'assign' },
    });
    expect(foldEvents([passed, later])).toHaveLength(2);
  });

  it('tells a return by its reason and an answer by its text, once each', () => {
    const returned = event('status', { data: { move: 'return', from: 'approval', to: 'rework' } });
    const reason = event('return', { text: 'Назовите дату' });
    const waits = event('answer', { data: { state: 'review' } });
    expect(foldEvents([waits, returned, reason])).toEqual([reason]);
    expect(describeEvent(reason, names)).toMatchObject({ isReturn: true });
  });

  it('never draws a note as an answer', () => {
    expect(describeEvent(event('note', { text: 'Выезд в 11:00' }), names).box).toBe('note');
    expect(describeEvent(event('answer', { data: { outcome: 'solved' } }), names)).toMatchObject({
      box: 'answer',
      lead: 'Ответ жителю: решено.',
    });
  });

  it.each([
    [event('registered', { actorName: 'Житель', data: { channel: 'site_form' } }), 'Поступило с сайта'],
    [
      event('registered', { data: { channel: 'phone_call' } }),
      'Поступило по телефону, записано: Сафонова А.В.',
    ],
    [
      event('rating', { actorName: 'Житель', data: { score: 2, resolved: 'no' }, text: 'Не сделали' }),
      'Оценка 2 из 5, проблема решена: нет. «Не сделали»',
    ],
    [event('field', { data: { field: 'fact', to: 'x' } }), 'Тема: Дороги · яма — Сафонова А.В.'],
    [
      event('snooze', { text: 'Отложено: ждём ЖКХ', data: { until: '2026-11-26T04:00:00Z' } }),
      'Отложено до 26.11 09:00: ждём ЖКХ — Сафонова А.В.',
    ],
    [event('comment', { actorName: 'Житель', data: { photos: 2 } }), 'Житель дополнил. Добавлено: 2 фото.'],
    [
      event('status', { data: { move: 'merge', into: '2026-11-0398' } }),
      'Присоединено к № 2026-11-0398 — Сафонова А.В.',
    ],
  ])('says %#', (one, text) => expect(words(one).replaceAll('\u00a0', ' ')).toBe(text));

  it('filters', () => {
    expect(matchesFilter(event('note'), 'internal')).toBe(true);
    expect(matchesFilter(event('answer', { visibility: 'public' }), 'internal')).toBe(false);
    expect(matchesFilter(event('question', { visibility: 'resident' }), 'answers')).toBe(true);
  });
});
