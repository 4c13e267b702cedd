import { expect, test } from 'vitest';
import { parseRule } from '../language/parse-rule.ts';
import { createRuleMatcher } from './rule-matcher.ts';

/** The words of the text that a rule was caught by; null where it was not. */
function caught(rule: string, text: string): string[] | null {
  const [match] = createRuleMatcher([parseRule(rule)])(text);
  return match ? match.words.map(({ from, to }) => text.slice(from, to)) : null;
}

test.each([
  ['вода', 'Где воду взять, воды нет', ['воду', 'воды']],
  ['вода', 'Водный мир', null],
  ['ёлка', 'На елке и под ЁЛКОЙ', ['елке', 'ЁЛКОЙ']],
  ['отоп*', 'Отопление включат в отопительный сезон', ['Отопление', 'отопительный']],
  ['отопл*', 'неотоплен', null],
  ['=пар', 'Пара дней, идёт пар', ['пар']],
  ['=пар', 'пара дней', null],
  ['«нет воды»', 'У нас нет горячей воды', null],
  ['«нет воды»', 'Нету. Нет воды!', ['Нет', 'воды']],
  ['«нет воды»', 'Света нет. Воды хватает', null],
  ['«не чищен*»', 'дорога не чищена', ['не', 'чищена']],
  ['воды ~2 нет', 'Нет уже второй день воды', null],
  ['воды ~3 нет', 'Нет уже второй день воды', ['Нет', 'воды']],
  ['воды ~0 нет', 'воды нет', ['воды', 'нет']],
  ['воды ~0 нет', 'воды уже нет', null],
  ['воды ~3 нет', 'Воды много. Нет света', null],
  ['воды ~3 нет', 'Воды на ул. Мира нет', ['Воды', 'нет']],
  ['воды ~3 нет', 'Воды\nнет', ['Воды', 'нет']],
  ['воды ~3 нет', 'Воды\n\nнет', null],
  ['воды ~3 нет', 'Воды! нет', null],
  ['воды ~3 нет', 'Воды? нет', null],
  ['воды ~3 нет', 'Воды; нет', null],
  ['воды ~3 нет', 'Воды… нет', null],
  ['воды ~3 нет', 'Воды, нет', ['Воды', 'нет']],
  ['напор ~3 атм', 'Напор 0.5 атм', ['Напор', 'атм']],
  ['(вода | отопление) ~1 нет', 'отопления пока нет', ['отопления', 'нет']],
  ['лифт ~1 стоит ~1 опять', 'лифт так и стоит опять', null],
  ['лифт ~2 стоит ~1 опять', 'лифт так и стоит опять', ['лифт', 'стоит', 'опять']],
  ['«горячая вода» ~2 нет', 'нет вторую неделю горячей воды', ['нет', 'горячей', 'воды']],
  ['нет ~2 «горячая вода»', 'горячей воды неделю как нет', ['горячей', 'воды', 'нет']],
  ['вода ~1 вода', 'вода', null],
  ['вода ~1 вода', 'вода и вода', ['вода', 'вода']],
  ['вода нет', 'Нет. Совсем. И вода ржавая', ['Нет', 'вода']],
  ['вода нет', 'вода ржавая', null],
  ['вода -реклама', 'вода и РЕКЛАМА', null],
  ['вода -реклама', 'вода', ['вода']],
  ['вода -«живая вода»', 'живая, вода', null],
  ['вода -«живая вода»', 'живая. Вода', ['Вода']],
  ['свет -(конец ~1 света)', 'конец нашего света', null],
  ['(свет -лампа) | газ', 'свет, лампа, газ', ['газ']],
  ['(свет -лампа) | газ', 'свет, лампа', null],
  ['свет | газ', 'Газа нет, света нет', ['Газа', 'света']],
  ['нет ~2 света', 'света', null],
  ['covid', 'COVID-19', ['COVID']],
  ['тко', 'ТКО не вывозят', ['ТКО']],
  ['маршрут ~0 5', 'маршрут №5', ['маршрут', '5']],
  ['вода', '', null],
  ['вода', '🙂 🙂', null],
])('«%s» and «%s»', (rule, text, words) => expect(caught(rule, text)).toEqual(words));

test('what is not seen cuts no word apart, and the words are marked in the text as it came', () => {
  expect(caught('батарей ~2 нет', 'Батаре\u0438\u0306 нет')).toEqual(['Батаре\u0438\u0306', 'нет']);
  expect(caught('ёлка', 'е\u0308лка стоит')).toEqual(['е\u0308лка']);
  expect(caught('вода', 'во\u00adда\u200b.')).toEqual(['во\u00adда\u200b']);
  expect(caught('вода', 'во\u0301ды')).toEqual(['во\u0301ды']);
});

test('many rules are tried at once, each by itself', () => {
  const rules = ['вода ~2 нет', 'свет', 'вода -свет', 'газ'].map(parseRule);
  const found = createRuleMatcher(rules)('нет воды и света');
  expect(found.map(({ rule }) => rule)).toEqual([0, 1]);
  const match = createRuleMatcher(rules);
  expect(match('света нет').map(({ rule }) => rule)).toEqual([1]);
  expect(match('вода').map(({ rule }) => rule)).toEqual([2]);
  expect(match('газу').map(({ rule }) => rule)).toEqual([3]);
});

test('marks twenty words at most', () => {
  expect(caught('вода', 'вода '.repeat(50))).toHaveLength(20);
});

test('a text that repeats a word without end is read in time', () => {
  const rules = Array.from({ length: 200 }, (_, n) =>
    parseRule(`(вода | газ) ~20 (нет | свет) ~20 слово${n} | вода ~20 вода`),
  );
  const match = createRuleMatcher(rules);
  const start = performance.now();
  expect(match('вода нет '.repeat(700))).toHaveLength(200);
  expect(performance.now() - start).toBeLessThan(2000);
});
