import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { placesOf } from '../../scripts/kit/places.ts';
import { renderUnits } from '../../scripts/kit/units.ts';
import { listUnknownSettings } from '../../server/lib/settings-guide.ts';

/** The samples of `deploy` agree with the program, and with the programs they are for where the machine has those. */

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const numberIn = (path: string, pattern: RegExp): number => {
  const [, found] = pattern.exec(read(path)) ?? [];
  if (!found) throw new Error(`${path}: ${pattern}`);
  return found.split('*').reduce((product, part) => product * Number(part.replaceAll('_', '')), 1);
};

/** The largest request the program takes: all photos of the page that works without scripts. */
const largest =
  numberIn('server/lib/pages/simple-form.ts', /MOST_PHOTOS = (\d+)/u) *
  numberIn('server/lib/pages/simple-form.ts', /FILE_BYTES = ([\d_ *]+);/u);

const has = (program: string): boolean => spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'otklik-samples-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): { code: number; words: string } {
  const done = spawnSync(file, args, { encoding: 'utf8', cwd: folder, env: { ...process.env, ...env } });
  return { code: done.status ?? 1, words: `${done.stdout}${done.stderr}` };
}

describe('before the portal', () => {
  const nginx = read('deploy/nginx/otklik.conf');
  const caddy = read('deploy/caddy/Caddyfile');

  it('takes the largest request, and not many times more', () => {
    const inNginx = Number(/client_max_body_size (\d+)m;/u.exec(nginx)?.[1]) * 1024 * 1024;
    const inCaddy = Number(/max_size (\d+)MB/u.exec(caddy)?.[1]) * 1_000_000;
    for (const bytes of [inNginx, inCaddy]) {
      expect(bytes).toBeGreaterThan(largest);
      expect(bytes).toBeLessThan(largest * 1.2);
    }
  });

  it('closes figures, tells the caller and the scheme, believes nobody else', () => {
    expect(nginx).toMatch(/location = \/metrics \{\s*return 404;/u);
    expect(nginx).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    expect(nginx).toContain('proxy_set_header X-Forwarded-Proto $scheme;');
    expect(nginx).not.toContain('$proxy_add_x_forwarded_for');
    expect(caddy).toMatch(/@closed path \/metrics\s+respond @closed 404/u);
    expect(caddy).not.toContain('trusted_proxies');
  });

  it.skipIf(!has('nginx') || !has('openssl'))('passes nginx -t (skipped where there is no nginx)', () => {
    mkdirSync(join(folder, 'nginx'));
    const key = join(folder, 'nginx/key.pem');
    const certificate = join(folder, 'nginx/cert.pem');
    const subject = ['-subj', '/CN=otklik.example.org', '-days', '1'];
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-keyout',
        key,
        '-out',
        certificate,
        ...subject,
      ],
      { stdio: 'ignore' },
    );
    const own = nginx
      .replace('/etc/nginx/otklik/fullchain.pem', certificate)
      .replace('/etc/nginx/otklik/privkey.pem', key);
    const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (one) => `${one}_temp_path ${folder}/nginx/${one};`,
    );
    const whole = `pid ${folder}/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${places.join('\n')}\n${own}\n}\n`;
    writeFileSync(join(folder, 'nginx.conf'), whole);
    const { code, words } = run('nginx', ['-t', '-c', join(folder, 'nginx.conf'), '-p', folder]);
    expect(words).toContain('syntax is ok');
    expect(code).toBe(0);
  });

  it.skipIf(!has('caddy'))('passes caddy validate (skipped where there is no Caddy)', () => {
    const { code, words } = run(
      'caddy',
      ['validate', '--adapter', 'caddyfile', '--config', join(root, 'deploy/caddy/Caddyfile')],
      { HOME: folder },
    );
    expect(words).toContain('Valid configuration');
    expect(code).toBe(0);
  });
});

describe('a database on three machines', () => {
  const settings = read('deploy/patroni/patroni.yml');

  it('acknowledges nothing that is on one disk alone', () => {
    expect(settings).toMatch(/^ {4}synchronous_mode: true$/mu);
    expect(settings).toMatch(/^ {4}synchronous_mode_strict: true$/mu);
  });

  it('has passwords Patroni can send: it knows Latin letters alone', () => {
    const passwords = [...settings.matchAll(/password: (.+)/gu)].map(([, word]) => word);
    expect(passwords).toHaveLength(2);
    for (const word of passwords) expect(word).toMatch(/^[\x21-\x7e]+$/u);
  });

  it.skipIf(!has('haproxy'))('passes haproxy -c (skipped where there is no HAProxy)', () => {
    const { code } = run('haproxy', ['-c', '-f', join(root, 'deploy/patroni/haproxy.cfg')]);
    expect(code).toBe(0);
  });
});

describe('watching', () => {
  const sources = execFileSync('git', ['grep', '-hoE', "name: 'otklik_[a-z_]+'", '--', 'server'], {
    cwd: root,
    encoding: 'utf8',
  });
  const own = new Set([...sources.matchAll(/'([a-z_]+)'/gu)].map(([, name = '']) => name));
  const ofNode = /^(?:process_|nodejs_)|^up$/u;
  const named = (text: string): string[] =>
    [...text.matchAll(/\b(?:otklik|process|nodejs)_[a-z0-9_]+/gu)].map(([name]) => name);

  it('asks for figures there are', () => {
    expect(own.size).toBeGreaterThan(5);
    const words = ['deploy/prometheus/otklik-alerts.yml', 'deploy/grafana/otklik.json'].flatMap((path) =>
      named(read(path)),
    );
    expect(words.length).toBeGreaterThan(20);
    const missing = words.filter(
      (name) => !own.has(name.replace(/_(?:count|sum|bucket)$/u, '')) && !ofNode.test(name),
    );
    expect(missing).toEqual([]);
    for (const name of own) expect(words.join(' '), name).toContain(name);
  });

  it('says how each job ends as jobs say it', () => {
    const results = [...read('server/lib/jobs/jobs.ts').matchAll(/end\(\{ result: '(\w+)'/gu)].map(
      ([, word]) => word,
    );
    const asked = [...read('deploy/prometheus/otklik-alerts.yml').matchAll(/result="(\w+)"/gu)].map(
      ([, word]) => word,
    );
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((word) => !results.includes(word))).toEqual([]);
  });

  it.skipIf(!has('promtool'))('passes promtool (skipped where there is no Prometheus)', () => {
    cpSync(join(root, 'deploy/prometheus'), join(folder, 'prometheus'), { recursive: true });
    const scrape = read('deploy/prometheus/scrape.yml').replaceAll(
      '/etc/prometheus/otklik-token',
      join(folder, 'token'),
    );
    writeFileSync(join(folder, 'token'), 'x');
    writeFileSync(join(folder, 'prometheus/scrape.yml'), scrape);
    const { code, words } = run('promtool', ['check', 'config', join(folder, 'prometheus/scrape.yml')]);
    expect(words).toMatch(/SUCCESS: \d+ rules found/u);
    expect(code).toBe(0);
  });
});

it('names no variable that nothing reads', () => {
  const files = readdirSync(join(root, 'deploy'), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const words = files.flatMap((entry) => [
    ...readFileSync(join(entry.parentPath, entry.name), 'utf8').matchAll(/\bOTKLIK_[A-Z_]+/gu),
  ]);
  expect(words.length).toBeGreaterThan(8);
  expect(listUnknownSettings(Object.fromEntries(words.map(([name]) => [name, '1'])))).toEqual([]);
});

it.skipIf(!has('systemd-analyze'))(
  'units pass systemd-analyze verify (skipped where there is no systemd)',
  () => {
    const places = placesOf('', '');
    const units = renderUnits({ places, account: 'root', hasOwnDatabase: false, backupTo: '/mnt/копии 1' });
    mkdirSync(join(folder, 'units'));
    const program = join(folder, 'true');
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 });
    const made = Object.entries(units).map(([name, text]) => {
      // What is asked is whether each line is known and said rightly: the program itself is not on this machine.
      const path = join(folder, 'units', name);
      writeFileSync(
        path,
        text.replaceAll(/^ExecStart=\S+/gmu, `ExecStart=${program}`).replaceAll(/^Documentation=.*$/gmu, ''),
      );
      return path;
    });
    const { code, words } = run('systemd-analyze', ['verify', '--man=no', '--recursive-errors=no', ...made]);
    expect(words).toBe('');
    expect(code).toBe(0);
  },
);
