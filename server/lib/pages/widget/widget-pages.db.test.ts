import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createWidget,
  readWidget,
  turnWidget,
  type WidgetCard,
} from '../../../../shared/contract/participation/widgets.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../../tests/support/site/sign-in.ts';
import { builtPages } from '../documents.ts';

const HOST = 'https://school5.example';
const OTHER = 'https://clinic.example';
let server: TestServer;
let editor: string;
let card: WidgetCard;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://city.example' });
  editor = await signInAs(server, 'editor');
  card = await make();
});
afterAll(() => server.close());

async function make(more: object = {}, isOn = true): Promise<WidgetCard> {
  const fields = {
    title: 'Школа № 5',
    hosts: [HOST, OTHER],
    offers: ['message' as const, 'polls' as const, 'done' as const],
    look: 'corner' as const,
    colour: 'blue' as const,
  };
  const made = await server.call(createWidget, { body: { ...fields, ...more } }, editor);
  if (!isOn) return made;
  const body = { version: made.version, isOn };
  return server.call(turnWidget, { params: { id: made.id }, body }, editor);
}

const get = (url: string, headers: Record<string, string> = {}) =>
  server.inject({ method: 'GET', url, headers });
const policyOf = ({ headers }: { headers: Record<string, unknown> }): Map<string, string> =>
  new Map(
    String(headers['content-security-policy'])
      .split('; ')
      .map((one) => {
        const [name = '', ...rest] = one.split(' ');
        return [name, rest.join(' ')] as const;
      }),
  );

/** A form as a browser sends it from a document without an origin. */
function post(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = { origin: 'null' },
) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'multipart/form-data; boundary=x', ...headers },
    payload: `${parts.join('')}--x--\r\n`,
  });
}

const KEY = '11111111-1111-4111-8111-111111111111';
const whole = {
  key: KEY,
  text: 'Яма на дороге у школы',
  address: 'Ленина, 5',
  phone: '+7 900 000-00-01',
  consent: 'on',
};

// Pages are not built where the API alone is tried.
describe.runIf(existsSync(join(builtPages, 'widget')))('a document of a widget', () => {
  test('is framed by exactly the sites of its list, is sandboxed and runs nothing but its own script', async () => {
    for (const path of ['', '/message', '/polls', '/done']) {
      const reply = await get(`/widget/${card.id}${path}`);
      expect(reply.statusCode, path).toBe(200);
      const policy = policyOf(reply);
      expect(policy.get('frame-ancestors')).toBe(`${HOST} ${OTHER}`);
      expect(policy.get('sandbox')).toBe(
        'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox',
      );
      expect(policy.get('default-src')).toBe("'none'");
      expect(policy.get('form-action')).toBe('https://city.example');
      expect([...policy.values()].join(' ')).not.toMatch(
        /unsafe|\*|https:(?!\/\/(?:city|school5|clinic)\.example)/u,
      );
      expect(policy.get('script-src')).toMatch(/^'sha256-[^' ]+'$/u);
      expect(reply.headers['x-frame-options']).toBeUndefined();
      expect(reply.headers['cross-origin-resource-policy']).toBe('cross-origin');
      expect(reply.body).not.toMatch(/\sstyle=|\son\w+=/u);
    }
  });

  test('sets no cookie and reads none: whoever is signed in is nobody there', async () => {
    const resident = await signInResident(server, 'anna@demo.invalid');
    const form = /name="key" value="[^"]+"/u;
    const bare = await get(`/widget/${card.id}/message`);
    for (const cookie of [resident, editor, 'vi=size:150;scheme:black']) {
      const reply = await get(`/widget/${card.id}/message`, { cookie });
      expect(reply.headers['set-cookie']).toBeUndefined();
      expect(reply.body.replace(form, '')).toBe(bare.body.replace(form, ''));
    }
    const sent = await post(`/widget/${card.id}/message`, whole, { origin: 'null', cookie: resident });
    expect(sent.headers['set-cookie']).toBeUndefined();
    const { rows } = await server.asOwner(
      "SELECT resident_id FROM cases.case_file WHERE body LIKE 'Яма на дороге у школы%'",
    );
    expect(rows).toEqual([{ resident_id: null }]);
  });

  test('offers what its settings say and nothing else', async () => {
    const only = await make({ offers: ['done'] });
    expect((await get(`/widget/${only.id}`)).body).toContain('Вы сообщили — мы сделали');
    expect((await get(`/widget/${only.id}/message`)).statusCode).toBe(404);
    expect((await post(`/widget/${only.id}/message`, whole)).statusCode).toBe(404);
    expect((await get(`/widget/${only.id}/polls/${KEY}`)).statusCode).toBe(404);
    expect((await get(`/widget/${card.id}/polls/${KEY}`)).body).toContain('Такого опроса нет');
    for (const wrong of ['none', KEY]) expect((await get(`/widget/${wrong}`)).statusCode).toBe(404);
  });

  test('of a widget that is off says so, and its script does nothing', async () => {
    const off = await make({}, false);
    const reply = await get(`/widget/${off.id}`);
    expect([reply.statusCode, reply.body.includes('Виджет выключен')]).toEqual([410, true]);
    expect((await post(`/widget/${off.id}/message`, whole)).statusCode).toBe(410);
    expect((await get(`/widget/${off.id}/widget.js`)).body).toBe('/* Виджет выключен. */\n');
    expect((await get(`/widget/${KEY}/widget.js`)).body).toBe('/* Виджет выключен. */\n');
  });

  test('a message is taken once for a key, and what is wrong comes back at its fields with every word kept', async () => {
    const wrong = await post(`/widget/${card.id}/message`, {
      ...whole,
      key: KEY.replaceAll('1', '2'),
      consent: '',
    });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Без согласия мы не вправе принять сообщение');
    expect(wrong.body).toContain('Яма на дороге у школы</textarea>');
    expect(policyOf(wrong).get('frame-ancestors')).toBe(`${HOST} ${OTHER}`);
    const key = KEY.replaceAll('1', '3');
    const first = await post(`/widget/${card.id}/message`, { ...whole, key });
    const number = /class="number">([^<]+)</u.exec(first.body)?.[1];
    expect(number).toMatch(/\d{4}/u);
    const second = await post(`/widget/${card.id}/message`, { ...whole, key });
    expect(second.body).toContain(number);
    expect(first.body).toMatch(/href="https:\/\/city\.example\/done\/[\d-]+\?k=[^"]+" target="_blank"/u);
    const foreign = await post(`/widget/${card.id}/message`, whole, { origin: 'https://evil.example' });
    expect(foreign.statusCode).toBe(403);
  });

  test('a trial sends nothing, counts nothing, works switched off, and is framed by our own pages alone', async () => {
    const off = await make({}, false);
    const reply = await get(`/widget/try/${off.id}`, { referer: HOST });
    expect(reply.statusCode).toBe(200);
    expect(policyOf(reply).get('frame-ancestors')).toBe("'self'");
    const count = 'SELECT count(*)::int AS count FROM cases.case_file';
    const before = (await server.asOwner(count)).rows;
    const tried = await post(`/widget/try/${off.id}/message`, { ...whole, key: KEY.replaceAll('1', '4') });
    expect(tried.body).toContain('Это была проба');
    expect((await server.asOwner(count)).rows).toEqual(before);
    const page = await get(`/widget/try/${off.id}/page`);
    expect(policyOf(page).get('frame-ancestors')).toBe("'self'");
    expect(page.body).toContain(`<script src="/widget/try/${off.id}/widget.js" async></script>`);
    expect((await server.call(readWidget, { params: { id: off.id } }, editor)).opened).toBe(0);
  });
});

describe.runIf(existsSync(join(builtPages, 'widget')))('what is no form', () => {
  test.each([
    ['application/json', '{"text":"Яма"}'],
    ['application/x-www-form-urlencoded', 'text=a'],
    ['multipart/form-data', 'nothing'],
    ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="text"\r\n\r\ncut'],
    ['text/plain', ''],
  ])('is refused in words: %s', async (type, payload) => {
    for (const url of [`/widget/${card.id}/message`, '/from-widget']) {
      const headers = { 'content-type': type, origin: 'null' };
      const reply = await server.inject({ method: 'POST', url, headers, payload });
      expect(reply.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode, url).toBeLessThan(500);
      expect(reply.body).toMatch(/[а-яё]{3}/iu);
    }
  });
});

describe.runIf(existsSync(join(builtPages, 'widget')))('openings', () => {
  test('are counted by the site the browser names: listed ones alone, once for the first page', async () => {
    const own = await make();
    const referers = [`${HOST}/`, `${HOST}/page?secret=1`, `${OTHER}/`, 'https://evil.example/', 'nonsense'];
    for (const referer of referers)
      expect((await get(`/widget/${own.id}`, { referer })).statusCode, referer).toBe(200);
    await get(`/widget/${own.id}`);
    await get(`/widget/${own.id}/done`, { referer: `${HOST}/` });
    const { openings } = await server.call(readWidget, { params: { id: own.id } }, editor);
    expect(openings.map(({ host, opened }) => [host, opened])).toEqual([
      [OTHER, 1],
      [HOST, 2],
    ]);
    const { rows } = await server.asOwner('SELECT * FROM widgets.opening');
    expect(JSON.stringify(rows)).not.toContain('secret');
  });
});

describe.runIf(existsSync(join(builtPages, 'widget')))('the script of a site', () => {
  test('weighs at most 15 KB packed, is whole, and holds nothing of a person', async () => {
    const reply = await get(`/widget/${card.id}/widget.js`);
    expect(gzipSync(reply.rawPayload).length).toBeLessThanOrEqual(15_000);
    expect(reply.headers).toMatchObject({
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/javascript; charset=utf-8',
    });
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect(reply.body).not.toContain('__OTKLIK_WIDGET__');
    expect(reply.body).not.toMatch(
      /\beval\(|new Function|innerHTML|document\.write|localStorage|\.cookie\b/u,
    );
    expect(reply.body).toContain(`"base":"https://city.example/widget/${card.id}"`);
  });

  test('closes no script by the words of its keeper', async () => {
    const own = await make({ title: '</script><script>alert(1)</script>', label: '`alert(1)`</script>' });
    expect((await get(`/widget/${own.id}/widget.js`)).body).not.toContain('</script>');
  });
});

describe.runIf(existsSync(join(builtPages, 'widget')))('what was begun in a widget', () => {
  test('is handed to the page that keeps it on the device: whole, in no address, and not written down here', async () => {
    const text = `Первая строка\nвторая <b>& «кавычки» ${'длинно '.repeat(2000)}`;
    const reply = await post('/from-widget', { ...whole, text });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers.location).toBeUndefined();
    expect(reply.headers['cache-control']).toBe('private, no-store');
    const state = JSON.parse(/id="page-state">([^<]*)</u.exec(reply.body)?.[1] ?? 'null');
    expect(state.form).toMatchObject({ kind: 'handed', key: KEY, values: { text, phone: whole.phone } });
    const { rows } = await server.asOwner("SELECT 1 FROM cases.case_file WHERE body LIKE 'Первая строка%'");
    expect(rows).toEqual([]);
  });

  test('answers of a poll come by their questions', async () => {
    const body = ['one:yard', 'one:why', 'words:more', 'one:../x', 'other'];
    const fields = Object.fromEntries(body.map((name) => [name, name.endsWith('more') ? 'Слова' : 'a']));
    const reply = await post('/from-widget', { key: KEY, poll: KEY, ...fields });
    const state = JSON.parse(/id="page-state">([^<]*)</u.exec(reply.body)?.[1] ?? 'null');
    expect(state.form).toMatchObject({ pollId: KEY, answers: { yard: ['a'], why: ['a'], more: 'Слова' } });
    expect(Object.keys(state.form.answers)).toHaveLength(3);
  });

  test('another site may not bring anything, and what has no key is refused', async () => {
    expect((await post('/from-widget', whole, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await post('/from-widget', { text: 'Яма' })).statusCode).toBe(400);
    expect((await get('/from-widget')).body).toContain('Сюда приходят из виджета');
  });
});
