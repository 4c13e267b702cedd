import { describe, expect, it } from 'vitest';
import { judgeComposition } from './coverage.ts';
import { groupPack } from './rules-pack.ts';

const rules = groupPack.on('2026-11-24');
const judge = (members: Parameters<typeof judgeComposition>[0]) =>
  judgeComposition(members, rules, (code) => code);
const one = (role: 'chair' | 'deputy' | 'secretary' | 'member', ...blocks: string[]) => ({
  name: role,
  role,
  blocks,
});
const four = [one('chair'), one('deputy'), one('secretary'), one('member')];

describe('a composition held against the decree', () => {
  it('finds the decree’s own list of six without the eight sectors', () => {
    const { coverage, gaps } = judge([...four, one('member'), one('member')]);
    expect(coverage).toHaveLength(8);
    expect(coverage.every(({ members }) => members.length === 0)).toBe(true);
    expect(gaps).toEqual([{ text: expect.stringContaining('Без представителя 8'), clause: 'гл. 3 п. 2' }]);
  });

  it.each(['chair', 'deputy', 'secretary', 'member'] as const)('names the missing %s', (role) => {
    const { gaps } = judge(four.filter((member) => member.role !== role));
    expect(gaps.filter(({ clause }) => clause === 'гл. 3 п. 1')).toHaveLength(1);
  });

  it('is content with four roles and somebody for each block, even one for all', () => {
    const { gaps } = judge([...four, one('member', ...rules.sectorBlocks)]);
    expect(gaps).toEqual([]);
  });

  it('names the one block that is left bare', () => {
    const { gaps } = judge([
      ...four,
      one('member', ...rules.sectorBlocks.filter((code) => code !== 'energy')),
    ]);
    expect(gaps.map(({ text }) => text)).toEqual(['Без представителя 1 из 8 сфер: «energy»']);
  });

  it('keeps the rules of the first version for days before it, and refuses none after', () => {
    expect(groupPack.on('2020-01-01').version).toBe(groupPack.on('2021-05-20').version);
    expect(groupPack.on('2099-01-01').meetingsPerMonth).toBe(1);
  });
});
