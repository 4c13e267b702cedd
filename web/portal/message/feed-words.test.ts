import { describe, expect, it } from 'vitest';
import { statuses, type TimelineEvent } from '../../../shared/contract/messages/cases.ts';
import { describeEvent, describeFeed } from './feed-words.ts';

let id = 0;
const event = (
  kind: string,
  data: Record<string, unknown> = {},
  text: string | null = null,
): TimelineEvent => ({
  id: ++id,
  at: `2026-11-24T09:${String(id).padStart(2, '0')}:00.000Z`,
  kind,
  visibility: 'public',
  actorName: 'Отклик',
  text,
  data,
});

describe('the feed in the words of a resident', () => {
  it('has words for every status', () => {
    for (const to of statuses) expect(describeEvent(event('status', { to }))?.title).toBeTruthy();
  });

  it('names the executor and the ground of a refusal', () => {
    expect(describeEvent(event('status', { to: 'assigned' }, 'Управление дорог'))).toEqual({
      title: 'Назначен исполнитель',
      note: 'Управление дорог',
    });
    expect(describeEvent(event('status', { to: 'rejected' }, 'Рекламу мы не рассматриваем.'))?.note).toMatch(
      /Реклам/,
    );
  });

  it('keeps the words of the house inside', () => {
    expect(describeEvent(event('status', { to: 'review' }, 'Ответ на согласовании, версия 1'))).toEqual({
      title: 'Ответ готов, его проверяют',
    });
  });

  it('says an answer once', () => {
    const feed = describeFeed([
      event('status', { to: 'answered' }),
      event('answer', { answerId: '1' }, 'Ответ дан'),
    ]);
    expect(feed.map(({ title }) => title)).toEqual(['Ответ дан']);
  });

  it('is newest first and counts those who joined in a row', () => {
    const feed = describeFeed([
      event('registered', { channel: 'site_form' }),
      event('joined'),
      event('joined'),
      event('joined'),
      event('status', { to: 'in_work' }),
      event('joined'),
    ]);
    expect(feed.map(({ title }) => title)).toEqual([
      'Присоединился ещё один житель',
      'Взято в работу',
      'Присоединились ещё 3\u00a0жителя',
      'Зарегистрировано',
    ]);
  });

  it('leaves out what is not for residents', () => {
    expect(describeEvent(event('field'))).toBeNull();
    expect(describeEvent(event('status', { to: 'nonsense' }))).toBeNull();
  });
});
