import { usualSetting } from './config.ts';
import { printTable } from './print-table.ts';
import { isServerSetting, settingsGuide } from './settings-guide.ts';

/** The tables of docs/settings.md stand between these. */
export const SETTINGS_START = '<!-- настройки: npm run docs:settings -->';
export const SETTINGS_END = '<!-- конец настроек -->';

const code = (text: string): string => (text ? `\`${text}\`` : '');
/** A bar would end the cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Every setting with what it is where it is not given, by groups. */
export function printSettings(): string {
  const groups = Map.groupBy(Object.entries(settingsGuide), ([, { group }]) => group);
  return [...groups]
    .map(([group, settings]) => {
      const rows = settings.map(([name, { what, usual, example }]) => {
        const value = isServerSetting(name) ? code(usualSetting(name)) : '';
        return [code(name), `${what}.${example ? ` Например: ${code(example)}` : ''}`, usual ?? value].map(
          cell,
        );
      });
      return `## ${group}\n\n${printTable(['Переменная', 'Что это', 'Обычно'], rows)}`;
    })
    .join('\n\n');
}
