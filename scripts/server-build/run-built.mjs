// Given to Node before the server: what was built of a source runs in its place, under the source's own name.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtServer, projectRoot } from '../support/places.mjs';

const here = pathToFileURL(`${projectRoot}/`).href;

/** Null where there is none: a source that is no server's. */
function readBuilt(url) {
  try {
    const file = decodeURI(url.slice(here.length)).replace(/\.ts$/, '.js');
    return readFileSync(join(builtServer, file), 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

registerHooks({
  // Sources name one another by their whole paths: nothing is looked for beside them, as Node would a thousand times.
  resolve(specifier, context, nextResolve) {
    const isOurs = /^\.\.?\/.*\.ts$/.test(specifier) && context.parentURL?.startsWith(here);
    return isOurs
      ? { url: new URL(specifier, context.parentURL).href, shortCircuit: true }
      : nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    const source = url.startsWith(here) && url.endsWith('.ts') ? readBuilt(url) : null;
    return source === null ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
  },
});
