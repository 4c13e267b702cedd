import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdfText } from '../../../tests/support/pdf-text.ts';
import { canStepDown, isRoot, stranger } from '../../../tests/support/site/root.ts';
import { toHtml } from './html.ts';
import { type OfficialDocument, tableSheet } from './model.ts';
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

/** A browser whose system gives it no sandbox: it says so and ends as Chromium does, and prints what it was told of ours. */
const WITHOUT_SANDBOX = `#!/bin/sh
case "$*" in *--no-sandbox*) ;; *) echo "[1:1:ERROR:content/browser/zygote_host/zygote_host_impl_linux.cc:130] No usable sandbox! If this" >&2; exit 1 ;; esac
for word; do case "$word" in --print-to-pdf=*) env > "\${word#--print-to-pdf=}" ;; esac; done
`;

test.skipIf(process.platform === 'win32' || (isRoot && !canStepDown))(
  'where the system gives no sandbox it prints without one, and the browser is told no key of ours',
  async () => {
    const browser = join(folder, 'browser');
    writeFileSync(browser, WITHOUT_SANDBOX, { mode: 0o755 });
    chmodSync(folder, 0o711);
    const code = `const { printPdf } = await import(${JSON.stringify(new URL('./pdf.ts', import.meta.url).href)});
      process.stdout.write(await printPdf('<p>'));`;
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '-e', code],
      {
        ...(isRoot ? stranger : {}),
        cwd: '/',
        env: {
          PATH: process.env.PATH,
          CHROMIUM_PATH: browser,
          DATABASE_URL: 'КЛЮЧ',
          OTKLIK_SEAL_KEY: 'КЛЮЧ',
        },
      },
    );
    expect(stdout).toMatch(/^HOME=.*otklik-pdf-/m);
    expect(stdout).not.toContain('КЛЮЧ');
    expect(stderr).toContain('PDF печатаются без неё');
  },
);

test.skipIf(!findChromium())('a paper is printed with all its letters, every time', async () => {
  const paper: OfficialDocument = {
    ...tableSheet({
      title: 'о проверке букв',
      date: '24.11.2026',
      number: '1',
      blocks: [{ kind: 'text', text: 'Обычные буквы абзаца. '.repeat(40) }],
    }),
    kind: 'ВЫПИСКА',
  };
  const html = await toHtml(paper);
  for (let time = 0; time < 6; time += 1) {
    const pdf = await printPdf(html);
    for (const letters of ['PTSerif-Regular', 'PTSerif-Bold']) expect(pdf.includes(letters)).toBe(true);
  }
});
