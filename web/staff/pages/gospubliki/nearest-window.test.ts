import { expect, test } from 'vitest';
import { nearestWindow } from './nearest-window.ts';

const card = { windowFrom: '2026-11-26', windows: ['10:00', '16:00'] };

test.each([
  ['before the window, its first hour', '2026-11-25', '23:00', '2026-11-26', '10:00'],
  ['on its first day, the next hour', '2026-11-26', '10:00', '2026-11-26', '16:00'],
  ['within it, today', '2026-11-28', '09:59', '2026-11-28', '10:00'],
  ['when the hours of today are over, tomorrow', '2026-11-28', '16:01', '2026-11-29', '10:00'],
])('%s', (_, today, time, on, at) => expect(nearestWindow(card, today, time)).toEqual({ on, at }));
