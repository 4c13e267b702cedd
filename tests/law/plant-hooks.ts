/**
 * Loaded before the product in a process of its own (`node --import`): plants one fault in the text of its sources as they are
 * read. The product has no switch for it, and its files are not touched.
 */
import { registerHooks } from 'node:module';
import { plants } from './plants.ts';

const id = process.env.LAW_PLANT;
const plant = plants.find((one) => one.id === id);
if (!plant) throw new Error(`no such plant: ${id}`);
const left = new Set(plant.changes.map(({ file }) => file));

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    for (const { file, find, put } of plant.changes) {
      if (!url.endsWith(`/${file}`)) continue;
      const text = String(loaded.source);
      if (text.split(find).length !== 2)
        throw new Error(`plant ${plant.id}: its words stand not once in ${file}: ${find}`);
      loaded.source = text.replace(find, () => put);
      left.delete(file);
    }
    return loaded;
  },
});

process.on('exit', (code) => {
  if (code !== 2 && left.size > 0) {
    console.error(`plant ${plant.id}: never read: ${[...left].join(', ')}`);
    process.exitCode = 2;
  }
});
