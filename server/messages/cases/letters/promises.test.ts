import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTold, otherLetters, stageLetters, weightOf } from '../../../../shared/text/letter-matrix.ts';
import { letterPromises } from '../../../../shared/text/letter-promises.ts';

const portal = join(import.meta.dirname, '../../../../web/portal');

/** Sentences of the portal that say something will come or be written, and no letter is meant. */
const noLetter = [
  // To a form of one's own: the resident's choice where the answer goes.
  'Укажите e-mail: ответ придёт туда',
  'Укажите почтовый адрес: письменный ответ придёт туда',
  'Отправьте ещё раз: дважды сообщение не придёт',
  // The code goes by the same request: `sign-in-code` is urgent.
  'Пришлём код из шести цифр',
];

const sources = readdirSync(portal, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => ({
    name,
    text: readFileSync(join(portal, name), 'utf8')
      .replaceAll(/\/\*[\s\S]*?\*\/|\/\/ .*/g, '')
      .replaceAll(/\s+/g, ' '),
  }));

describe('what screens promise', () => {
  it.each(Object.entries(letterPromises))('%s stands on the letter matrix', (_, { needs }) => {
    expect(needs.length).toBeGreaterThan(0);
    for (const [stage, person, channel] of needs)
      expect(isTold(stage, person, channel), `${stage} ${person} ${channel}`).toBe(true);
  });

  it('no screen promises a letter in words of its own', () => {
    const found = sources.flatMap(({ name, text }) => {
      const rest = noLetter.reduce((left, sentence) => left.replaceAll(sentence, ''), text);
      const promises = rest.matchAll(
        /[^.;'"`>]*(?<!\p{L})(?:напишем|пришлём|придёт|сообщим|уведомим)(?!\p{L})[^.;'"`<]*/giu,
      );
      return [...promises].map(([words]) => `${name}: ${words.trim()}`);
    });
    expect(found).toEqual([]);
  });

  it('codes and questions pass every wish: the settings say so', () => {
    expect([weightOf('sign-in-code'), weightOf('case-question')]).toEqual(['urgent', 'urgent']);
  });
});

describe('the letter matrix', () => {
  it('leaves no stage silent: what no letter tells stands on the page, and an SMS tells no more than the e-mail', () => {
    for (const [stage, { author, joiner, weight }] of Object.entries(stageLetters))
      for (const told of [author, joiner]) {
        if (told.sms === 'letter') expect(told.email, stage).toBe('letter');
        // What is owed at once or waited for reaches people without e-mail.
        if (weight !== 'step' && told.email === 'letter') expect(told.sms, stage).toBe('letter');
      }
  });

  it('what cannot be silenced says why, and what can has a kind', () => {
    const silent: string[] = [];
    for (const [purpose, row] of Object.entries(otherLetters)) {
      if (row.kind === null && !('always' in row && row.always)) silent.push(purpose);
    }
    expect(silent).toEqual([]);
  });
});
