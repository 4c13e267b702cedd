import { expect, it } from 'vitest';
import { describeDevice } from './device.ts';

it.each([
  [
    'Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 Chrome/150.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/146 YaBrowser/26.9 Safari/537.36',
    'Яндекс Браузер, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1 Version/26 Mobile Safari/604.1',
    'Safari, iPhone',
  ],
  ['curl/8', 'Неизвестное устройство'],
  [null, 'Неизвестное устройство'],
])('%s', (agent, words) => {
  expect(describeDevice(agent)).toBe(words);
});
