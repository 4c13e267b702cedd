import { expect, test } from 'vitest';
import { socialWords } from './reports.ts';

const topic = (title: string, received: number, posts: number) => ({ title, received, posts });

test.each([
  ['signed before posts were counted', undefined, /к системе ещё не подключены\.$/u],
  ['of no page anything is known', null, /ни одна не читается\.$/u],
  [
    'nothing is told of too little',
    { count: 21, unsure: 3, isJudged: true, under: [] },
    /вышло 21 запись; тем, о которых пишут много, а рассказано мало, нет\.$/u,
  ],
  [
    'of too few the topic is known',
    { count: 5, unsure: 5, isJudged: false, under: [] },
    /вышло 5 записей; о чём они, по их словам не понять, и сравнить не с чем\.$/u,
  ],
  [
    'three topics are named, the most written of',
    {
      count: 2,
      unsure: 0,
      isJudged: true,
      under: [topic('Ямы', 41, 0), topic('Снег', 22, 1), topic('Свет', 21, 2), topic('Вода', 20, 0)],
    },
    /вышло 2 записи\. Мало рассказано: «Ямы» — 41 сообщение, 0 записей; «Снег» — 22 сообщения, 1 запись; «Свет» — 21 сообщение, 2 записи\.$/u,
  ],
])('%s', (_, posts, words) => {
  const told = socialWords({ fromNetworks: 1, drafts: 2, topics: [], posts });
  expect(told.replaceAll('\u00a0', ' ')).toMatch(words);
  expect(told).toMatch(
    /^Из социальных сетей пришло 1\sсообщение\. Готовы черновики «вы сообщили — мы сделали»: 2\. /u,
  );
});
