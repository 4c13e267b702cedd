import { readFileSync, writeFileSync } from 'node:fs';
import { printSettings, SETTINGS_END, SETTINGS_START } from '../server/lib/settings-page.ts';

/** `npm run docs:settings`: writes the tables of docs/settings.md anew from the settings themselves. */
const path = new URL('../docs/settings.md', import.meta.url);
const page = readFileSync(path, 'utf8');
const [head = '', rest = ''] = page.split(SETTINGS_START);
const [, tail = ''] = rest.split(SETTINGS_END);
writeFileSync(path, `${head}${SETTINGS_START}\n\n${printSettings()}\n\n${SETTINGS_END}${tail}`);
