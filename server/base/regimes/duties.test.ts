import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { regimes } from '../../../shared/contract/base/regimes.ts';
import { type Act, acts, dutyRule, endsAnswer, type Need, needs, refusalOf, tellRefusal } from './duties.ts';
import { requireLawful } from './lawful.ts';

const fates = {
  идёт: 'kept',
  исполнено: 'done',
  переходит: 'passed',
  кончается: 'stopped',
  нет: 'none',
} as const;
const ordersOf: Record<string, readonly string[]> = {
  обращение: ['appeal_59fz'],
  сообщение: ['pos_message', 'open_source', 'internal'],
};

/** Rows of duties.md, which tells people what the code must do. */
const rows = readFileSync(new URL('duties.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) => line.slice(1, -1).split('|'))
  .map((cells) => cells.map((cell) => cell.trim()))
  .map(([order, title, act, register, forward, notify, answer, condition]) => ({
    order: order!,
    title: title!,
    act: act as Act,
    condition: condition!,
    words: [register!, forward!, notify!, answer!],
  }));

describe('what becomes of each duty', () => {
  it.each(rows)('$order: $title', ({ order, act, words, condition }) => {
    for (const regime of ordersOf[order]!) {
      const { fates: told, needs: asked, refused } = dutyRule(regime, act);
      if (words[0] === 'нельзя') {
        expect(words).toEqual(['нельзя', 'нельзя', 'нельзя', 'нельзя']);
        expect(refused?.legal, `${regime} ${act}`).toContain(condition);
        expect(refusalOf(regime, act, needs)).toBe(refused);
        continue;
      }
      expect(refused, `${regime} ${act}`).toBeNull();
      expect([told.register, told.forward, told.notify, told.answer]).toEqual(
        words.map((word) => fates[word as keyof typeof fates]),
      );
      expect(asked.join(', ')).toBe(condition);
    }
  });

  it('says it of every act in every order', () => {
    const told = rows.flatMap(({ order, act }) => ordersOf[order]!.map((regime) => `${regime} ${act}`));
    expect(told.toSorted()).toEqual(
      regimes.flatMap((regime) => acts.map((act) => `${regime} ${act}`)).toSorted(),
    );
  });
});

describe('what must hold first', () => {
  const conditioned = regimes.flatMap((regime) =>
    acts.flatMap((act) => dutyRule(regime, act).needs.map((need) => ({ regime, act, need }))),
  );
  it.each(conditioned)('$regime $act without $need is refused, with it is not', ({ regime, act, need }) => {
    const all: Need[] = [...dutyRule(regime, act).needs];
    expect(refusalOf(regime, act, all)).toBeNull();
    const without = all.filter((one) => one !== need);
    const refusal = refusalOf(regime, act, without)!;
    expect(refusal.legal).toMatch(/ФЗ, ст\. \d/u);
    expect(() => requireLawful(regime, act, without)).toThrow(refusal.legal);
  });
});

test('a refusal says what, by which article, and the lawful way, in one line', () => {
  const told = tellRefusal(refusalOf('appeal_59fz', 'merge')!);
  expect(told).toBe(
    'Обращение нельзя присоединить к другому делу: заявителю нужен свой письменный ответ в свой срок (59-ФЗ, ст. 5 п. 3, ст. 10 ч. 1 п. 4, ст. 12 ч. 1). Включите его в массовую проблему: свой срок и свой ответ у него останутся.',
  );
  expect(() => requireLawful('pos_message', 'merge')).not.toThrow();
});

test('an approval answers a message and does not answer an appeal', () => {
  expect(regimes.filter((regime) => endsAnswer(regime, 'approve'))).toEqual([
    'pos_message',
    'open_source',
    'internal',
  ]);
  expect(endsAnswer('appeal_59fz', 'send-answer')).toBe(true);
  expect(endsAnswer('appeal_59fz', 'withdraw-appeal')).toBe(false);
});
