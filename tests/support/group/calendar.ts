import { expect } from 'vitest';

/** Properties of a calendar by name, as RFC 5545 has its lines: CRLF after each, folded within 75 octets. */
export function readCalendar(text: string): Map<string, string> {
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  const lines = text.split('\r\n');
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/u);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
  const unfolded = lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n').filter(Boolean);
  return new Map(unfolded.map((line) => /^([A-Z-]+)[;:](.*)$/u.exec(line)!.slice(1, 3) as [string, string]));
}
