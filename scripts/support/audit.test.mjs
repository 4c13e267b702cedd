import { describe, expect, it } from 'vitest';
import { audit, judgeAudit } from './audit.mjs';

const advisory = (severity, at = '1111') => ({
  source: 1,
  name: 'leaky',
  title: 'Leaks',
  url: `https://github.com/advisories/GHSA-aaaa-bbbb-${at}`,
  severity,
});
const report = (...via) =>
  JSON.stringify({
    vulnerabilities: {
      leaky: { name: 'leaky', severity: 'high', via },
      above: { name: 'above', severity: 'high', via: ['leaky'] },
    },
  });
const known = { id: 'GHSA-aaaa-bbbb-1111', package: 'leaky', reason: 'not called', until: '2027-01-31' };

describe('the audit of dependencies', () => {
  it('fails once for each severe advisory, and says which', () => {
    const judged = judgeAudit(
      report(advisory('high'), advisory('critical', '2222'), advisory('low', '3333')),
      [],
      '2026-12-01',
    );
    expect(judged).toMatchObject({ passed: 0, failed: 2 });
    expect(judged.lines).toEqual(['leaky: GHSA-aaaa-bbbb-1111 Leaks', 'leaky: GHSA-aaaa-bbbb-2222 Leaks']);
    expect(judgeAudit(report(advisory('moderate')), [], '2026-12-01')).toMatchObject({
      passed: 1,
      failed: 0,
    });
  });

  it('lets through what somebody looked at, until its day, with a reason alone', () => {
    const at = (day, ...list) => judgeAudit(report(advisory('high')), list, day).failed;
    expect([at('2027-01-31', known), at('2027-02-01', known)]).toEqual([0, 1]);
    expect(at('2026-12-01', { ...known, reason: '' })).toBe(1);
    expect(at('2026-12-01', { ...known, package: 'other' })).toBe(1);
  });

  it.each([
    ['a refusal', JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } }), /405/u],
    ['no network', JSON.stringify({ error: { code: 'ENOTFOUND', summary: 'getaddrinfo' } }), /getaddrinfo/u],
    ['no answer', '', /ответа нет/u],
    ['a page of a proxy', '<html>', /ответа нет/u],
  ])('is skipped in one line, and fails nothing, by %s', (_, text, words) => {
    const judged = judgeAudit(text, [], '2026-12-01');
    expect(judged).toMatchObject({ passed: 0, failed: 0, isSkipped: true });
    expect(judged.lines).toEqual([expect.stringMatching(words)]);
  });

  it('asks the registry of this machine and comes to an end, whatever it says', async () => {
    const said = [];
    const judged = await audit((text) => said.push(text));
    expect(judged.passed + judged.failed + (judged.isSkipped ? 1 : 0)).toBeGreaterThan(0);
    expect(said.join('')).toMatch(/^[^\n]+\n$/u);
  }, 40_000);
});
