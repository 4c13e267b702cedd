import { describe, expect, it } from 'vitest';
import { formatLocal } from './day.ts';
import { openZone, TimeZoneUnknown } from './zone.ts';

const utc = (text: string) => Date.parse(`${text}:00Z`);

describe('openZone', () => {
  it.each([
    ['Asia/Yekaterinburg', '2026-11-24T09:05', '2026-11-24T14:05'],
    ['Europe/Kaliningrad', '2026-11-24T09:05', '2026-11-24T11:05'],
    ['Asia/Kamchatka', '2026-11-24T13:05', '2026-11-25T01:05'],
    ['America/New_York', '2026-07-01T12:00', '2026-07-01T08:00'],
    ['America/New_York', '2026-12-01T12:00', '2026-12-01T07:00'],
    ['Asia/Kathmandu', '2026-07-01T12:00', '2026-07-01T17:45'],
  ])('%s: %s UTC is %s there', (id, instant, local) => {
    const zone = openZone(id);
    expect(formatLocal(zone.toLocal(utc(instant)))).toBe(local);
    expect(zone.toInstant(utc(local))).toBe(utc(instant));
  });

  it('agrees with Intl at every change of the clocks and between', () => {
    for (const id of [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Europe/Moscow',
      'Asia/Beirut',
    ]) {
      const zone = openZone(id);
      const intl = new Intl.DateTimeFormat('sv', { timeZone: id, dateStyle: 'short', timeStyle: 'short' });
      for (let at = utc('2009-12-31T00:10'); at < utc('2031-01-01T00:00'); at += 5_400_000) {
        const want = intl.format(at).replace(' ', 'T');
        const got = formatLocal(zone.toLocal(at));
        if (got !== want) expect.soft(got, `${id} ${new Date(at).toISOString()}`).toBe(want);
      }
    }
    // Six hundred thousand answers of Intl take a second or two of an idle machine.
  }, 30_000);

  it('moves an hour that does not exist on, and takes the second of two equal hours', () => {
    const berlin = openZone('Europe/Berlin');
    expect(new Date(berlin.toInstant(utc('2026-03-29T02:30'))).toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    );
    expect(new Date(berlin.toInstant(utc('2026-10-25T02:30'))).toISOString()).toBe(
      '2026-10-25T01:30:00.000Z',
    );
  });

  it('refuses a name no one knows', () => {
    expect(() => openZone('Asia/Otklik')).toThrow(TimeZoneUnknown);
  });
});
