import { readdirSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtPages } from '../../../server/lib/pages/documents.ts';
import type { ScreenFiles } from '../../../shared/contract/pages.ts';
import { findCircle } from '../../support/circles.ts';
import { startSite } from '../../support/site/browser.ts';
import { listRoutes } from '../../support/site/screens.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** What a phone is sent before a page of the portal works: replies of the server as they travel, their headers too. */

const LIMIT = 160_000;
const screens = listRoutes('portal');

const byScreen = JSON.parse(readFileSync(join(builtPages, 'screens.json'), 'utf8')) as ScreenFiles;
const document = readFileSync(join(builtPages, 'index.html'), 'utf8');
const shell = [...document.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/gu)].map(([, name = '']) => name);

const filesOf = (path: string): string[] => [...shell, ...(byScreen[path]?.scripts ?? [])];
const scripts = [...new Set(screens.flatMap(filesOf))];

describe('the scripts of a page', () => {
  let site: TestSite;
  /** File → bytes of its reply. */
  const sizes = new Map<string, number>();
  beforeAll(async () => {
    site = await startSite();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (const name of scripts) sizes.set(name, await countReply(agent, new URL(name, site.url)));
    agent.destroy();
  });
  afterAll(() => site?.close());

  it.each(screens)('%s weigh at most 160 KB on the wire', (path) => {
    expect(byScreen[path], 'the build knows the screen').toBeDefined();
    const weight = filesOf(path).reduce((sum, name) => sum + (sizes.get(name) ?? Number.NaN), 0);
    expect(weight).toBeLessThanOrEqual(LIMIT);
  });

  it('bring no library of schemas', () => {
    const heavy = scripts.filter((name) => readFileSync(join(builtPages, name), 'utf8').includes('_zod'));
    expect(heavy).toEqual([]);
  });
});

/** Bytes that came to the socket for one file, as a browser asks for it. */
function countReply(agent: Agent, address: URL): Promise<number> {
  return new Promise((done, fail) => {
    const request = get(address, { agent, headers: { 'accept-encoding': 'gzip, deflate, br, zstd' } });
    request.on('error', fail);
    request.on('socket', (socket) => {
      const before = socket.bytesRead;
      request.on('response', (reply) => {
        if (reply.statusCode !== 200) fail(new Error(`${address.pathname}: ${reply.statusCode}`));
        reply.on('end', () => done(socket.bytesRead - before)).resume();
      });
    });
  });
}

/** Files that want each other at once cannot start: one of them meets what the other has not made yet. */
it('no file of the build waits for one that waits for it', () => {
  const folder = join(builtPages, 'assets');
  const files = new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .map((name) => {
        const text = readFileSync(join(folder, name), 'utf8');
        return [name, [...text.matchAll(/(?:from|import)"\.\/([^"]+\.js)"/gu)].map(([, to]) => to!)] as const;
      }),
  );
  expect(files.size).toBeGreaterThan(50);
  expect(findCircle(files)).toEqual([]);
});
