import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdfText } from '../../../tests/support/pdf-text.ts';
import { findChromium, printPdf } from './pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-hostile-'));
const secret = join(folder, 'secret.html');
const asked: string[] = [];
const other = createServer((request, reply) => {
  asked.push(request.url ?? '');
  reply.setHeader('access-control-allow-origin', '*');
  reply.setHeader('content-type', 'text/html');
  reply.end('<p>NETWORKMARKER</p>');
});
let origin = '';

beforeAll(async () => {
  writeFileSync(secret, '<p>FILEMARKER</p>');
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
});
afterAll(() => {
  other.close();
  rmSync(folder, { recursive: true, force: true });
});

const print = async (body: string) =>
  readPdfText(await printPdf(`<!doctype html><html lang="ru">${body}</html>`));

test.skipIf(!findChromium())(
  'a hostile page prints itself alone: no file, no address, no script',
  async () => {
    const text = await print(`
    <style>@import url("${origin}/import.css"); @import url("file://${secret}"); body { background: url(${origin}/back.png) }</style>
    <p>OWNMARKER</p>
    <iframe src="file://${secret}"></iframe><iframe src="${origin}/frame"></iframe>
    <object data="file://${secret}"></object><embed src="${origin}/embed">
    <img src="${origin}/picture.png"><img src="file://${secret}">
    <link rel="stylesheet" href="${origin}/link.css">
    <script>
      document.body.append('SCRIPTMARKER');
      for (const url of ['file://${secret}', '${origin}/fetch'])
        fetch(url).then((reply) => reply.text()).then((text) => document.body.append(text));
    </script>`);
    expect(text).toContain('OWNMARKER');
    for (const marker of ['FILEMARKER', 'NETWORKMARKER', 'SCRIPTMARKER']) expect(text).not.toContain(marker);
    expect(asked).toEqual([]);
  },
);

test.skipIf(!findChromium())('a page cannot send the browser elsewhere before it is printed', async () => {
  for (const target of [`file://${secret}`, `${origin}/refresh`]) {
    const text = await print(`<meta http-equiv="refresh" content="0;url=${target}"><p>OWNMARKER</p>`);
    expect(text).not.toContain('FILEMARKER');
    expect(text).not.toContain('NETWORKMARKER');
  }
  expect(asked).toEqual([]);
});
