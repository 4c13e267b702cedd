// node scripts/run.mjs bench/gar.ts [MEGABYTES]: how fast a ГАР export is read, and how much memory it takes meanwhile.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeGarSample } from '../scripts/gar/gar-sample.ts';
import { openGar } from '../server/base/territory/gar/gar-archive.ts';
import { readGar } from '../server/base/territory/gar/gar-read.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-gar-'));
try {
  await writeGarSample(folder, Number(process.argv[2] ?? 60));
  const before = process.memoryUsage().rss;
  const began = performance.now();
  const archive = await openGar(folder, '66');
  const { bytes, rows } = await readGar(archive, { town: 'Каменск-Уральский', division: 'adm' });
  await archive.close();
  const seconds = (performance.now() - began) / 1000;
  const grown = (process.memoryUsage().rss - before) / 1e6;
  console.log(
    `ГАР: ${(bytes / 1e6).toFixed(0)} МБ, ${rows} записей, ${(bytes / 1e6 / seconds).toFixed(1)} МБ/с, память +${grown.toFixed(0)} МБ`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
