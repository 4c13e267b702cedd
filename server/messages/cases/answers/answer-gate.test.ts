import { expect, test } from 'vitest';
import { bad } from '../../../../tests/support/gate-bad.ts';
import { good, type MessageName, messages, NUMBER } from '../../../../tests/support/gate-good.ts';
import { templateShare } from '../likeness/template-share.ts';
import { checkAnswer } from './answer-checks.ts';

const template =
  'Здравствуйте! Работы по адресу {адрес} выполнены {дата}. Фото до и после приложены. Если проблема вернётся, ответьте на это сообщение — дело откроем снова.';

function faultsOf(message: MessageName, body: string): string[] {
  const checks = checkAnswer({
    ...messages[message],
    body,
    outcome: 'solved',
    number: NUMBER,
    hasPhotoAfter: true,
    likeness: null,
    likenessNumber: null,
    templateShare: templateShare(body, template),
    ownFacts: 0,
    templateTitle: 'Сделано',
  });
  return checks.filter(({ ok }) => !ok).map(({ id }) => id);
}

test('at least 95 % of sixty planted faults are found, each by its own check', () => {
  const missed = bad.filter(([id, message, text]) => !faultsOf(message, text).includes(id));
  console.log(`planted ${bad.length}, found ${bad.length - missed.length}`);
  expect(bad.length).toBeGreaterThanOrEqual(60);
  expect(missed.length / bad.length, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(0.05);
});

test('at most 10 % of forty good answers raise any alarm', () => {
  const alarms = good.flatMap(([message, text]) => {
    const faults = faultsOf(message, text);
    return faults.length > 0 ? [[faults, text]] : [];
  });
  console.log(`good ${good.length}, alarms ${alarms.length}`);
  expect(good.length).toBeGreaterThanOrEqual(40);
  expect(alarms.length / good.length, JSON.stringify(alarms, null, 1)).toBeLessThanOrEqual(0.1);
});

test('marks point at the very words', () => {
  const body = 'Здравствуйте! Меры приняты, вопрос на контроле.';
  const checks = checkAnswer({
    ...messages.pothole,
    body,
    outcome: 'explained',
    number: NUMBER,
    hasPhotoAfter: false,
    likeness: null,
    likenessNumber: null,
    templateShare: null,
    ownFacts: 0,
    templateTitle: null,
  });
  const wordsOf = (id: string, text: string) =>
    checks.find((one) => one.id === id)?.marks.map(({ from, to }) => text.slice(from, to));
  expect(wordsOf('empty', body)).toEqual(['Меры приняты', 'на контроле']);
  expect(wordsOf('questions', messages.pothole.question)).toEqual([
    'Когда её заделают',
    'кто за неё отвечает?',
  ]);
});
