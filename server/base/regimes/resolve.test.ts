import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { regimes } from '../../../shared/contract/base/regimes.ts';
import { channels } from '../../../shared/contract/messages/cases.ts';
import { readShippedRules } from '../deadlines/packs.ts';
import { currentRegimes, decideRegime, requireSigns } from './current.ts';
import { loadRegimePack } from './pack.ts';
import { type ContactFacts, forbidsAppeal, reasonLine } from './resolve.ts';

/** Rows of table.md: a case, what is known of it, what must come out. */
function readRows() {
  const text = readFileSync(new URL('table.md', import.meta.url), 'utf8');
  const lines = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2);
  return lines.map((line) => {
    const cells = line
      .slice(1, line.lastIndexOf('|'))
      .split('|')
      .map((cell) => cell.trim());
    const [name, channel, identity, declares, receivedOn, signs, regime, rule, legal, answer, follows] =
      cells;
    const given = {
      channel: channel as ContactFacts['channel'],
      identity: identity || 'anonymous',
      ...(declares && { declares: declares as 'appeal' }),
      receivedOn: receivedOn || '2026-11-24',
      signs: signs!.split(' ').filter(Boolean),
    };
    return { name: name!, given, regime, rule, legal, answer: answer || null, follows: follows! };
  });
}

const rows = readRows();

const facts = (given: Partial<ContactFacts>): ContactFacts => ({
  channel: 'paper',
  identity: 'anonymous',
  receivedOn: '2026-11-24',
  ...given,
});

describe('which order applies, and why', () => {
  it('has at least sixty rows, each cites the rule it comes from', () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  });

  it.each(rows)('$name', ({ given, regime, rule, legal, answer, follows }) => {
    const decision = decideRegime(facts(given));
    expect(decision).toMatchObject({ regime, ruleId: rule, legal, answerRule: answer });
    expect(reasonLine(decision)).toBe(`${decision.reason}: ${legal}`);
    const codes = {
      '+': decision.clocks,
      '!': decision.forbids,
      '=': decision.duties,
      '?': decision.offers,
    };
    const all = Object.values(codes).flat();
    for (const word of follows.split(' ')) {
      const mark = word[0]!;
      const code = word.slice(1);
      if (mark === '-')
        expect(
          all.map((effect) => effect.code),
          word,
        ).not.toContain(code);
      else
        expect(
          codes[mark as keyof typeof codes].map((effect) => effect.code),
          word,
        ).toContain(code);
    }
  });

  it('cites an article or an order for everything that follows', () => {
    for (const { given } of rows) {
      const decision = decideRegime(facts(given));
      for (const effect of [...decision.clocks, ...decision.forbids, ...decision.duties, ...decision.offers])
        expect(effect.legal, effect.id).toMatch(/ФЗ|порядок|набор сроков/);
    }
  });

  it('uses every rule and every effect of the pack', () => {
    const used = new Set<string>();
    for (const { given } of rows) {
      const { ruleId, clocks, forbids, duties, offers } = decideRegime(facts(given));
      for (const id of [ruleId, ...[...clocks, ...forbids, ...duties, ...offers].map((entry) => entry.id)])
        used.add(id);
    }
    const { rules, effects } = currentRegimes();
    expect([...rules, ...effects].map(({ id }) => id).filter((id) => !used.has(id))).toEqual([]);
  });

  it('says where the law leaves no choice: no appeal of a post, a call, an e-mail', () => {
    const forbidden = (given: Partial<ContactFacts>) => forbidsAppeal(decideRegime(facts(given)));
    expect(forbidden({ channel: 'social_post' })).toBe(true);
    expect(forbidden({ channel: 'phone_call' })).toBe(true);
    expect(forbidden({ channel: 'email' })).toBe(true);
    expect(forbidden({ channel: 'email', receivedOn: '2025-03-29' })).toBe(false);
    expect(forbidden({ channel: 'paper' })).toBe(false);
  });
});

describe('the pack', () => {
  it('decides for every channel on every day', () => {
    for (const channel of channels)
      for (const receivedOn of ['2019-01-10', '2025-03-29', '2025-03-30', '2027-12-31'])
        expect(regimes, `${channel} ${receivedOn}`).toContain(
          decideRegime(facts({ channel, receivedOn })).regime,
        );
  });

  it('starts only clocks that the deadline pack has', () => {
    const { byId } = readShippedRules();
    const named = [
      ...currentRegimes().rules.flatMap(({ answerRule }) => answerRule ?? []),
      ...currentRegimes().effects.flatMap(({ clock, drops }) => [...(clock ? [clock] : []), ...drops]),
    ];
    expect(named.filter((id) => !byId.has(id))).toEqual([]);
  });

  it('marks what no public text confirmed', () => {
    const { rules, effects } = currentRegimes();
    const marked = [...rules, ...effects].filter(({ toVerify }) => toVerify).map(({ id }) => id);
    expect(marked).toEqual(
      expect.arrayContaining(['crime-forward', 'migration-clock', 'site-appeal-account', 'pos']),
    );
    expect(
      decideRegime(facts({ signs: ['reports-crime'] })).duties.find(({ code }) => code === 'forward-crime')
        ?.toVerify,
    ).toBe(true);
  });

  it('refuses a pack that contradicts itself', () => {
    const read = () =>
      JSON.parse(
        readFileSync(new URL('../../../packs/base/regimes/regimes-2026.json', import.meta.url), 'utf8'),
      );
    const twice = read();
    twice.rules.push(twice.rules[0]);
    expect(() => loadRegimePack(twice)).toThrow(/записано дважды/);
    const foreign = read();
    foreign.rules[0].when.signs = ['no-such-sign'];
    expect(() => loadRegimePack(foreign)).toThrow(/нет признака/);
    const mute = read();
    delete mute.effects[0].clock;
    expect(() => loadRegimePack(mute)).toThrow(/не назван срок/);
    expect(() => loadRegimePack({})).toThrow(/не читаются/);
  });

  it('knows its signs', () => {
    expect(() => requireSigns(['migration'])).not.toThrow();
    expect(() => requireSigns(['nothing'])).toThrow(/признака нет/);
  });
});
