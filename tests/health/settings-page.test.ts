import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readConfig, usualSetting } from '../../server/lib/config.ts';
import { isServerSetting, listUnknownSettings, settingsGuide } from '../../server/lib/settings-guide.ts';
import { printSettings } from '../../server/lib/settings-page.ts';

it('docs/settings.md tells every setting with what it usually is: npm run docs:settings', () => {
  const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8');
  expect(page).toContain(printSettings());
});

it('tells usual values as the server takes them', () => {
  expect(usualSetting('PORT')).toBe('3000');
  expect(usualSetting('HOST')).toBe('');
  expect(usualSetting('OTKLIK_BACKUPS')).toBe('off');
  expect(usualSetting('DATABASE_URL')).toBe('');
  expect(usualSetting('OTKLIK_FIGURES_MB')).toBe('1024');
});

it.each(Object.entries(settingsGuide))(
  '%s has words, and a value where it usually has none',
  (name, setting) => {
    expect(setting.what).toMatch(/^[А-Я0-9].{3,}[^.]$/u);
    if (!isServerSetting(name) || usualSetting(name) === '') expect(setting.usual, name).toBeTruthy();
  },
);

it('names what was meant for it and is not read', () => {
  const env = {
    OTKLIK_URL: 'x',
    OTKLIK_TRUSTED_PROXY: '10.0.0.1',
    OTKLIK_SHARED: 'x',
    PATH: '/bin',
    OTKLIK_A: '',
  };
  expect(listUnknownSettings(env)).toEqual(['OTKLIK_A', 'OTKLIK_TRUSTED_PROXY']);
  const config = readConfig({ DATABASE_URL: 'postgres://nobody', OTKLIK_TRUSTED_PROXY: '10.0.0.1' });
  expect(config.unknownSettings).toEqual(['OTKLIK_TRUSTED_PROXY']);
});
