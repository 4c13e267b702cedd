/**
 * Rebuilds districts.geojson, streets.json and landmarks.json of the demonstration city from its boundary
 * and sources.ts. Run from the repository root: node scripts/city-pack/build.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { composePack } from './compose.ts';

const PACK = new URL('../../packs/base/city/kamensk-uralsky/', import.meta.url);
const files = composePack(readFileSync(new URL('boundary.geojson', PACK), 'utf8'));
for (const [name, text] of Object.entries(files)) {
  writeFileSync(new URL(name, PACK), text);
  console.log(`${name}: ${text.length} знаков`);
}
