const browsers: readonly (readonly [RegExp, string])[] = [
  [/YaBrowser\//u, 'Яндекс Браузер'],
  [/Edg\//u, 'Edge'],
  [/OPR\//u, 'Opera'],
  [/Firefox\/|FxiOS\//u, 'Firefox'],
  [/Chrome\/|CriOS\//u, 'Chrome'],
  [/Safari\//u, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/u, 'iPhone'],
  [/iPad/u, 'iPad'],
  [/Android/u, 'Android'],
  [/Windows/u, 'Windows'],
  [/Mac OS X/u, 'macOS'],
  [/CrOS/u, 'ChromeOS'],
  [/Linux/u, 'Linux'],
];

const find = (list: typeof browsers, agent: string): string | undefined =>
  list.find(([mark]) => mark.test(agent))?.[1];

/** A browser as its owner would name it, «Chrome, Android»; what it said of itself, it may have made up. */
export function describeDevice(agent: string | null | undefined): string {
  const words = [find(browsers, agent ?? ''), find(systems, agent ?? '')].filter(Boolean);
  return words.length > 0 ? words.join(', ') : 'Неизвестное устройство';
}
