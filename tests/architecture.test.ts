import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roles } from '../server/base/identity/people/roles.ts';
import { checkManifests } from '../server/lib/module/registry.ts';
import { caseWorkflow } from '../server/messages/cases/core/workflow.ts';
import { modules } from '../server/modules.ts';
import { hasActionWords } from '../shared/text/journal.ts';
import { hotFunctions, longFiles, longFunctions } from './support/long-code.ts';
import { functionsOver } from './support/sizes.ts';

const root = resolve(import.meta.dirname, '..');
const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
const sources = tracked.filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.includes('.gen.'));
/** Files of the systems: `server/<system>/<module>/…`. */
const isOfModule = (path: string): boolean => /^server\/(?!lib\/|demo\/)[^/]+\/[^/]+\//u.test(path);
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the house', () => {
  it('has manifests that agree with each other', () => {
    expect(() => checkManifests(modules)).not.toThrow();
  });

  it('lets nobody through a route that does not say who may', () => {
    const routes = modules.flatMap((module) => module.routes ?? []);
    expect(routes.length).toBeGreaterThan(50);
    expect(routes.filter(({ route }) => !route.access).map(({ route }) => route.id)).toEqual([]);
    expect(routes.filter(({ route }) => !route.summary).map(({ route }) => route.id)).toEqual([]);
    expect(
      routes.filter(({ route }) => !route.path.startsWith('/api/')).map(({ route }) => route.id),
    ).toEqual([]);
  });

  it('binds every contract route and names each after its module', async () => {
    const bound = new Set(modules.flatMap((module) => (module.routes ?? []).map(({ route }) => route.id)));
    const declared: string[] = [];
    for (const path of tracked.filter(
      (name) => /^shared\/contract\/.*\.ts$/.test(name) && !name.includes('.test.'),
    )) {
      const exports = (await import(join(root, path))) as Record<string, unknown>;
      for (const value of Object.values(exports)) {
        if (value && typeof value === 'object' && 'path' in value && 'access' in value)
          declared.push(String((value as { id?: string }).id));
      }
    }
    expect(declared.filter((id) => !bound.has(id))).toEqual([]);
  });

  it('gives every declared permission to some role, and no role an undeclared one', () => {
    const declared = new Set(modules.flatMap((module) => Object.keys(module.permissions ?? {})));
    const given = new Set(roles.flatMap((role) => role.permissions));
    expect([...declared].filter((name) => !given.has(name))).toEqual([]);
    expect([...given].filter((name) => !declared.has(name))).toEqual([]);
  });

  it('has Russian words for every action the journal may hold', () => {
    const named = new Set<string>();
    for (const path of sources.filter((name) => name.startsWith('server/') && !name.includes('.test.'))) {
      const text = read(path);
      for (const [, choice] of text.matchAll(/\baction:([^,}]+)/g)) {
        for (const [, action] of choice!.matchAll(/'([a-z-]+\.[a-z-]+)'/g)) named.add(action!);
      }
      for (const [, action] of text.matchAll(/enter\(ctx, exchange, personId, '([a-z.-]+)'\)/g))
        named.add(action!);
    }
    for (const move of Object.keys(caseWorkflow.moves)) named.add(`cases.${move}`);
    expect(named.size).toBeGreaterThan(60);
    expect([...named].filter((action) => !hasActionWords(action))).toEqual([]);
  });

  it('has migrations numbered one after another, each number once', () => {
    const numbers = readdirSync(join(root, 'migrations')).map((name) => name.slice(0, 4));
    expect(numbers).toEqual(numbers.map((_, at) => String(at + 1).padStart(4, '0')));
  });

  it('keeps table names inside the module that owns the schema', () => {
    const owners = new Set(modules.map((module) => module.name.replaceAll('-', '_')));
    const offences: string[] = [];
    for (const path of sources.filter((name) => isOfModule(name) && !name.includes('.test.'))) {
      const [, system, folder] = path.split('/');
      // Figures are the heat map's own: their schema has the name of the system.
      const own = folder === 'figures' ? system! : folder!.replaceAll('-', '_');
      for (const [, schema, table] of read(path).matchAll(
        /\b(?:from|into|update|join|Table|From|Join|Into)\W{1,3}([a-z_]+)\.([a-z_]+)/gi,
      )) {
        if (owners.has(schema!) && schema !== own && !table!.startsWith('v_'))
          offences.push(`${path}: ${schema}.${table}`);
      }
    }
    expect(offences).toEqual([]);
  });

  it('keeps the doors that check everything by themselves few and known', () => {
    const raw = modules.flatMap((module) => (module.routes ?? []).filter((handler) => handler.raw));
    expect(raw.map(({ route }) => route.id).toSorted()).toEqual([
      'ballots.cast-ballot',
      'channels.receive-event',
      'networks.receive-event',
      'networks.receive-secret-event',
    ]);
    const plain = modules.flatMap((module) => (module.routes ?? []).filter((handler) => handler.isPlain));
    expect(plain.map(({ route }) => route.id)).toEqual(['cases.submit-message']);
  });

  it('draws charts in one place: what else is drawn is a sign, a map, a code or a photo with words', () => {
    const drawings = [
      ...['web/portal/submit/place-map.tsx', 'web/staff/base/case-kit/mini-map.tsx'],
      ...['web/staff/heatmap/figures/map-fallback.tsx', 'web/staff/settings/security/totp-part.tsx'],
      ...['web/ui/deadline.tsx', 'web/ui/icons.tsx', 'web/ui/mark.tsx', 'server/demo/scenes/pictures.ts'],
      ...['server/pages/publications/picture-card/draw-card.ts', 'server/demo/scenes/yard-plans.ts'],
    ];
    const drawn = sources.filter(
      (path) =>
        /^(?:web|server|shared)\//u.test(path) && !path.includes('.test.') && /<svg[\s\n]/u.test(read(path)),
    );
    const kit = ['web/ui/chart/', 'server/lib/charts/'];
    const own = drawn.filter((path) => !kit.some((folder) => path.startsWith(folder)));
    expect(drawn.length - own.length).toBeGreaterThan(1);
    expect(own.filter((path) => !drawings.includes(path))).toEqual([]);
    expect(drawings.filter((path) => !own.includes(path))).toEqual([]);
  });

  it('leaves G to «перейти»: a screen that took it would wait for no second key', () => {
    const taken = sources.filter(
      (path) => path.startsWith('web/') && /(?:keys|hint)\W+'KeyG'/u.test(read(path)),
    );
    expect(taken).toEqual([]);
  });

  it('keeps files short enough to read', () => {
    const long = sources.filter((path) => read(path).trimEnd().split('\n').length > 300);
    expect(long.sort()).toEqual(longFiles.toSorted());
  });

  it('keeps functions short enough to take in', () => {
    const code = sources.filter(
      (path) => /^(?:server|shared|scripts|web)\/.*\.tsx?$/u.test(path) && !path.includes('.test.'),
    );
    const long = code.flatMap((path) => functionsOver(60, path, read(path)).map((name) => `${path} ${name}`));
    expect(code.length).toBeGreaterThan(1000);
    // Whoever shortens one takes it off the list; none is put on it.
    expect(long.sort()).toEqual([...hotFunctions, ...longFunctions].toSorted());
  });

  it('spreads no literal: it would take anything for a property', () => {
    const packed = sources.filter((path) => /\.\.\.\{/u.test(read(path)));
    expect(packed).toEqual([]);
  });

  it('keeps folders small enough to take in', () => {
    const sizes = new Map<string, number>();
    for (const path of tracked) {
      const folder = dirname(path);
      sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
    }
    const flat = /^(migrations|docs\/|bench\/results)/u;
    expect([...sizes].filter(([folder, size]) => size > 40 && !flat.test(folder))).toEqual([]);
  });

  it('asks the context for the time, never the machine', () => {
    const offences = sources.filter(
      (path) => isOfModule(path) && !path.includes('.test.') && /new Date\(\)|Date\.now\(\)/.test(read(path)),
    );
    expect(offences).toEqual([]);
  });

  it('names what modules export so that a search finds it', () => {
    const verbs =
      'add|amend|begin|cancel|change|confirm|correct|create|decide|download|end|enter|find|get|list|may|move|nameOf|note|plan|present|presentRow|preview|read|readCard|refuse|remove|requireMove|save|send|set|settle|sign|start|stop|take|update|withdraw|write';
    const bare = new RegExp(`^export (?:async )?(?:function|const) (?:${verbs}|listAll|getOne)\\b`, 'mu');
    const modules = sources.filter((path) => isOfModule(path) && !path.includes('.test.'));
    expect(modules.filter((path) => bare.test(read(path)))).toEqual([]);
  });

  it('counts spans of time from one place', () => {
    // The oracle imports nothing of the product.
    const mayCount = /^(shared\/time\.ts$|tests\/law\/oracle\/)/u;
    const own = sources.filter(
      (path) => !mayCount.test(path) && /^const \w+ = 86_400_000;/mu.test(read(path)),
    );
    expect(own).toEqual([]);
  });

  it('keeps what changes in the memory of a server, not in variables of modules', () => {
    const ofServer = sources.filter((path) => path.startsWith('server/') && !path.includes('.test.'));
    expect(ofServer.filter((path) => /^(?:export )?let /mu.test(read(path)))).toEqual([]);
  });

  it('speaks to the world by one client, which guards where it goes and spares the hosts', () => {
    const inServer = sources.filter((path) => path.startsWith('server/') && !path.includes('.test.'));
    const speaks =
      /(?<![\w.])fetch\(|globalThis\.fetch|\bhttps?\)?\.(?:request|get)\(|from '(?:node:)?(?:undici|http2|tls|dgram)'|\b(?:createConnection|net\.connect|tls\.connect|sendNotification)\(|new (?:WebSocket|EventSource)\(/u;
    expect(inServer.filter((path) => speaks.test(read(path)))).toEqual([
      // Our own site by the address its keeper has named: its certificate is looked at, however bad it is.
      'server/lib/outbound/ask-site.ts',
      'server/lib/outbound/fetch-outside.ts',
    ]);
    const mail = inServer.filter((path) => /\bcreateTransport\(/u.test(read(path)));
    expect(mail).toEqual(['server/lib/outbound/smtp.ts']);
    // A library that would fetch keys by itself is given our way out.
    const keys = inServer.filter((path) => read(path).includes('createRemoteJWKSet('));
    expect(keys.filter((path) => !/\[customFetch\]: [^\n]*\bfetchOutside\(/u.test(read(path)))).toEqual([]);
  });

  it('refuses a stale version by one helper', () => {
    const found = (pattern: RegExp) =>
      sources
        .filter((path) => /^server\//u.test(path) && !path.includes('.test.') && pattern.test(read(path)))
        .sort();
    expect(found(/'lib\.changed-meanwhile'/u)).toEqual(['server/lib/module/stale.ts']);
    // `lockForMove` tells the right and the state first, and then asks the helper.
    expect(found(/\bversion !== (?:seenVersion|body\.version|query\.version|version\b)/u)).toEqual([]);
  });

  it('makes workbooks and CSV in one place each', () => {
    const users = (library: string) =>
      sources
        .filter((path) => !path.includes('.test.') && !path.startsWith('tests/'))
        .filter((path) => new RegExp(`(?:from |import\\()'${library}`, 'u').test(read(path)));
    expect(users('exceljs')).toEqual(['server/lib/tables/xlsx.ts']);
    expect(users('csv-stringify')).toEqual(['server/lib/tables/csv.ts']);
    const byHand = /replaceAll\('"', '""'\)/u;
    expect(sources.filter((path) => !path.includes('.test.') && byHand.test(read(path)))).toEqual([]);
  });

  it('lets no failed command of the client be silent', () => {
    const users = (name: string) =>
      sources
        .filter((path) => /^web\//u.test(path) && !/\.test\.|^web\/lib\/(?:api|commands\/)/u.test(path))
        .filter((path) => new RegExp(`\\b${name}\\b`, 'u').test(read(path)))
        .sort();
    // Calls by themselves: whoever makes one without a hook of `web/lib/commands` stands here with where its failure is shown.
    expect(users('callRoute')).toEqual(['web/lib/query.ts', 'web/staff/messages/case/use-case-desk.ts']);
    expect(users('callFile')).toEqual([]);
    expect(users('performOrThrow')).toEqual([
      'web/portal/me/push-part.tsx', // below the list of browsers
      'web/portal/parts/kept-photos.ts', // beside the photo
      'web/portal/polls/answer-queue.ts', // on the page of the poll
      'web/portal/sign-in/code-form.tsx', // at the field of the contact or the code
      'web/portal/submit/send-queue.ts', // in the list of drafts
      'web/portal/submit/use-sending.ts', // SendTrouble
      'web/staff/base/sign-in/use-passkey.ts', // on top of the page of sign-in
      'web/staff/messages/case/answer/answer-form.tsx', // beside the photo
      'web/staff/messages/inbox/use-triage.ts', // at the line that comes back
    ]);
    // What a failure holds is opened by its place alone.
    const openers = sources.filter((path) => /import \{[^}]*\binside\b[^}]*\} from/u.test(read(path)));
    expect(openers.sort()).toEqual([
      'web/lib/commands/use-command.ts',
      'web/staff/messages/case/use-case-desk.ts',
      'web/ui/failures/failures.tsx',
      'web/ui/failures/stale-note.tsx',
    ]);
  });

  it('gives the failure of every form a place beside its fields', () => {
    const withFields = sources.filter(
      (path) =>
        path.startsWith('web/') &&
        path.endsWith('.tsx') &&
        /\bfieldWords\(|\.fields\.[a-z]+\b(?!\()/iu.test(read(path)),
    );
    const places = /<Failures|<FormErrors|<Form\b|<FormDialog|<GroundDialog|<ReasonDialog/u;
    expect(withFields.filter((path) => !places.test(read(path)))).toEqual([]);
    // A form of the kit is shown by what tells of its failures and asks before it is left.
    const forms = sources.filter((path) => /\bconst form = useForm\b/u.test(read(path)));
    expect(forms.length).toBeGreaterThan(40);
    expect(forms.filter((path) => !/<(?:Form(?:Dialog)?|AnswerSheet)\b/u.test(read(path)))).toEqual([]);
  });

  it('wires no input of either world by hand', () => {
    const screens = sources.filter((path) => /^web\/(?:staff|portal)\/.*\.tsx$/u.test(path));
    const raw =
      /<(?:input|textarea|select|TextInput|TextArea|Select|Checkbox|RadioGroup|SegmentedChoice|Combobox)\b/u;
    expect(screens.length).toBeGreaterThan(300);
    expect(screens.filter((path) => raw.test(read(path)))).toEqual([
      ...['web/portal/from-widget/from-widget-page.tsx', 'web/portal/simple/simple-page.tsx'], // what the page of one form carries without being seen, and its photos
      'web/portal/simple/simple-photos.tsx', // the browser's own choice of files
      'web/portal/track/check-form.tsx', // hidden: who asks, for a page without scripts
    ]);
    const wired = /<\w+(?:\s[^<]*?)?\s(?:value|checked)=\{[^<]*?\sonChange=\{/u;
    expect(screens.filter((path) => wired.test(read(path)))).toEqual([]);
  });

  it('leads to pages in one way', () => {
    const own = /import \{[^}]*\b(?:Link|useNavigate|useParams)\b[^}]*\} from '@tanstack\/react-router'/u;
    const users = sources.filter((path) => /^web\//u.test(path) && own.test(read(path)));
    expect(users).toEqual(['web/lib/router.tsx', 'web/ui/page-link.tsx']);
  });

  it('knows a program by how it was started, through scripts/run.mjs too', () => {
    expect(sources.filter((path) => /\bimport\.meta\.main\b/u.test(read(path)))).toEqual([]);
  });

  it('carries no registry address and no path of one machine', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    expect(Object.values(lock.packages).filter((entry) => entry.resolved?.startsWith('http'))).toEqual([]);
  });
});
