import { describe, expect, test } from 'vitest';
import { readDays } from './official-days.ts';

/** A Tuesday. */
const ON = '2026-11-24';
const daysOf = (sentence: string, on = ON) =>
  readDays(sentence, on, 0).map(({ day, hour, role, sense }) =>
    [day, hour ?? '', role, sense].filter(Boolean).join(' '),
  );

describe('a day of a sentence', () => {
  test.each([
    ['отремонтируем 3.12', '2026-12-03'],
    ['отремонтируем 3.12.2027', '2027-12-03'],
    ['отремонтируем 3.12.27', '2027-12-03'],
    ['отремонтируем 3 декабря', '2026-12-03'],
    ['отремонтируем 3-го декабря 2027', '2027-12-03'],
    ['отремонтируем сегодня', '2026-11-24'],
    ['отремонтируем завтра', '2026-11-25'],
    ['отремонтируем послезавтра', '2026-11-26'],
  ])('«%s»', (sentence, day) => {
    expect(daysOf(sentence)).toEqual([`${day} end on`]);
  });

  test.each([
    ['январь', 1],
    ['февраля', 2],
    ['марта', 3],
    ['апреля', 4],
    ['мая', 5],
    ['май', 5],
    ['июня', 6],
    ['июля', 7],
    ['августа', 8],
    ['сентября', 9],
    ['октября', 10],
    ['ноября', 11],
    ['декабря', 12],
  ])('«%s» is month %i of the year that brings it nearest', (name, month) => {
    const on = `2026-${String(month).padStart(2, '0')}-05`;
    expect(daysOf(`отремонтируем 6 ${name}`, on)).toEqual([`${on.slice(0, 8)}06 end on`]);
  });

  test.each([
    ['отремонтируем в понедельник', '2026-11-30'],
    ['отремонтируем во вторник', '2026-12-01'],
    ['отремонтируем в среду', '2026-11-25'],
    ['отремонтируем в четверг', '2026-11-26'],
    ['отремонтируем в пятницу', '2026-11-27'],
    ['отремонтируем в субботу', '2026-11-28'],
    ['отремонтируем в воскресенье', '2026-11-29'],
  ])('«%s» is the next one', (sentence, day) => {
    expect(daysOf(sentence)).toEqual([`${day} end on`]);
  });

  test.each([
    ['откроем 5 января', '2026-12-30', '2027-01-05'],
    ['откроем 30 декабря', '2026-12-29', '2026-12-30'],
  ])('«%s», said on %s, is of the nearer year', (sentence, on, day) => {
    expect(daysOf(sentence, on)).toEqual([`${day} end on`]);
  });

  test.each([
    ['отремонтируем до 3 декабря', 'by'],
    ['отремонтируем к 3 декабря', 'by'],
    ['отремонтируем не позднее 3 декабря', 'by'],
    ['работы будут с 24 по 3 декабря', 'by'],
    ['отремонтируем 3 декабря', 'on'],
  ])('«%s» is meant %s', (sentence, sense) => {
    expect(daysOf(sentence)).toEqual([`2026-12-03 end ${sense}`]);
  });

  test.each([
    ['к пятнице отремонтируем', '2026-11-27 end by'],
    ['до конца дня отремонтируем', '2026-11-24 end by'],
    ['отремонтируем до конца недели', '2026-11-29 end about'],
    ['отремонтируем на этой неделе', '2026-11-29 end about'],
    ['отремонтируем на следующей неделе', '2026-12-06 end about'],
    ['отремонтируем до конца месяца', '2026-11-30 end about'],
    ['отремонтируем до конца года', '2026-12-31 end about'],
  ])('«%s»', (sentence, told) => {
    expect(daysOf(sentence)).toEqual([told]);
  });

  test('what begins is no end, until the span is named to its end', () => {
    expect(daysOf('начнем работы 25 ноября, завершим 27 ноября')).toEqual([
      '2026-11-25 begin on',
      '2026-11-27 end on',
    ]);
    expect(daysOf('начнем в среду, завершим 27 ноября, уберем до 29.11')).toEqual([
      '2026-11-25 begin on',
      '2026-11-27 end on',
      '2026-11-29 end by',
    ]);
    expect(daysOf('начнем в среду, завершим 27.11')).toEqual(['2026-11-25 begin on', '2026-11-27 end on']);
    expect(daysOf('приступим и будем вести по 27 ноября')).toEqual(['2026-11-27 end by']);
  });

  test.each(['положим', 'положат', 'уложим', 'выложат', 'проложим'])('«%s» promises', (verb) => {
    expect(daysOf(`${verb} асфальт до 27 ноября`)).toEqual(['2026-11-27 end by']);
  });

  test.each([
    'предположим, 27 ноября',
    'положение на 27 ноября',
    'письмо от 25 ноября: отремонтируем',
    'отремонтируем с 25 ноября',
    'отремонтируем после 25 ноября',
    'отремонтируем, как обещали 23 ноября',
    'отремонтируем 31 ноября',
    'отремонтируем 31.11',
    'отремонтируем по 12:30.11',
    'собрание 25 ноября',
  ])('«%s» promises none', (sentence) => {
    expect(daysOf(sentence)).toEqual([]);
  });

  test('a day of the year before is nearer than one of this year, and is over', () => {
    expect(daysOf('отремонтируем 31 декабря', '2027-01-03')).toEqual([]);
  });

  test('the day it was said on is not over', () => {
    expect(daysOf('отремонтируем 24 ноября')).toEqual(['2026-11-24 end on']);
  });
});

describe('an hour', () => {
  test.each([
    ['дадим воду 25 ноября к 18:00', '2026-11-25 18:00 end on'],
    ['дадим воду завтра к 9 часам', '2026-11-25 09:00 end on'],
    ['дадим воду завтра в 9.30', '2026-11-25 09:30 end on'],
    ['дадим воду завтра до 24 часов', '2026-11-25 24:00 end on'],
    ['дадим воду завтра до 25 часов', '2026-11-25 end on'],
    ['дадим воду завтра до 10:60', '2026-11-25 end on'],
    ['дадим воду завтра до 10:59', '2026-11-25 10:59 end on'],
    ['дадим воду к 18 ч', '2026-11-24 18:00 end by'],
    ['дадим воду завтра, после проверки всех стояков, к 18:00', '2026-11-25 end on'],
    ['дадим воду, прием с 9:00 до 18:00', undefined],
  ])('«%s»', (sentence, told) => {
    expect(daysOf(sentence)).toEqual(told ? [told] : []);
  });
});

test('where the words stand, the hour with its day', () => {
  const text = 'дадим воду завтра к 18:00';
  const [day] = readDays(text, ON, 100);
  expect([day?.from, day?.to]).toEqual([100 + text.indexOf('завтра'), 100 + text.length]);
  const bare = 'дадим воду завтра всем';
  const [withoutHour] = readDays(bare, ON, 100);
  expect(withoutHour?.to).toBe(100 + bare.indexOf(' всем'));
  const alone = 'дадим воду к 18:00 всем';
  const [hour] = readDays(alone, ON, 100);
  expect([hour?.from, hour?.to]).toEqual([100 + alone.indexOf('к 18'), 100 + alone.indexOf(' всем')]);
});
