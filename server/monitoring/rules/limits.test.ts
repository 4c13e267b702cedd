import { expect, test } from 'vitest';
import { parseRule } from './language/parse-rule.ts';
import { RuleMistake } from './language/rule-node.ts';
import { refuseForbidden } from './limits.ts';
import { startingRulesOn } from './rule-pack.ts';

const { limits } = startingRulesOn('2026-11-30');

test.each([
  ['вода | митинги', /Слово «митинги» ищет политические взгляды людей/, 'митинги'],
  ['митинг*', /политические взгляды/, 'митинг*'],
  ['мити*', /политические взгляды/, 'мити*'],
  ['=митинг', /политические взгляды/, '=митинг'],
  ['двор ~3 «наши мусульмане»', /веру людей/, '«наши мусульмане»'],
  ['подъезд & (цыгане | крысы)', /национальность людей/, 'цыгане'],
  ['вич', /болезни людей/, 'вич'],
  ['=вич', /болезни людей/, '=вич'],
  ['=спидом', /болезни людей/, '=спидом'],
  ['двор ~3 =геи', /частную жизнь людей/, '=геи'],
  ['геев*', /частную жизнь людей/, 'геев*'],
  ['любовница', /частную жизнь людей/, 'любовница'],
])('«%s» is refused', (rule, words, part) => {
  const tell = () => {
    try {
      refuseForbidden(parseRule(rule), limits);
    } catch (error) {
      if (error instanceof RuleMistake) return [error.message, rule.slice(error.from, error.to)];
      throw error;
    }
    return ['', ''];
  };
  const [said, at] = tell();
  expect(said).toMatch(words);
  expect(at).toBe(part);
});

test.each([
  'вода -митинг',
  'поликлиника ~3 врач',
  'вичуга',
  'вичуг*',
  '=вичуге',
  'партия',
  'инвалид ~3 пандус',
])('«%s» is not', (rule) => expect(() => refuseForbidden(parseRule(rule), limits)).not.toThrow());
