import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWidget, turnWidget } from '../../../../shared/contract/participation/widgets.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { builtPages } from '../documents.ts';

let server: TestServer;
let id: string;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://city.example' });
  const editor = await signInAs(server, 'editor');
  const body = {
    title: 'Школа № 5',
    hosts: ['https://school5.example'],
    offers: ['message' as const],
    look: 'corner' as const,
    colour: 'blue' as const,
  };
  const { version, ...made } = await server.call(createWidget, { body }, editor);
  ({ id } = made);
  await server.call(turnWidget, { params: { id }, body: { version, isOn: true } }, editor);
});
afterAll(() => server.close());

const multipart = { 'content-type': 'multipart/form-data; boundary=x' };

function post(url: string, fields: Record<string, string>, headers: Record<string, string> = {}) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const payload = `${parts.join('')}--x--\r\n`;
  return server.inject({ method: 'POST', url, headers: { ...multipart, ...headers }, payload });
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
describe.runIf(existsSync(join(builtPages, 'widget')))('what another site may have put into a form', () => {
  test('whoever knows the key of a form is not given what another has sent by it', async () => {
    const key = KEY.replaceAll('1', '5');
    const own = await post(`/widget/${id}/message`, { ...whole, key });
    const link = /\/done\/[\d-]+\?k=[^"]+/u.exec(own.body)?.[0] ?? '';
    expect(link).not.toBe('');
    const guess = { ...whole, key, phone: '+7 900 000-00-02' };
    for (const url of [`/widget/${id}/message`, '/new/simple']) {
      const reply = await post(url, guess, {});
      expect([reply.statusCode, reply.body.includes(link)], url).toEqual([422, false]);
      expect(reply.body, url).toContain('уже отправлено с другим текстом');
      // It can be sent again, as a message of its own.
      expect(reply.body, url).not.toContain(key);
    }
  });

  test('takes no photo: a form that brings one or names one leaves nothing behind', async () => {
    const count = 'SELECT count(*)::int AS count FROM files.file';
    const before = (await server.asOwner(count)).rows;
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    for (const base of [`/widget/${id}`, `/widget/try/${id}`]) {
      const payload = Buffer.concat([
        Buffer.from(
          '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n',
        ),
        Buffer.from(png, 'base64'),
        Buffer.from('\r\n--x--\r\n'),
      ]);
      const headers = { ...multipart, origin: 'null' };
      const reply = await server.inject({ method: 'POST', url: `${base}/message`, headers, payload });
      expect(reply.statusCode).toBeGreaterThanOrEqual(400);
      expect(reply.statusCode).toBeLessThan(500);
    }
    expect((await server.asOwner(count)).rows).toEqual(before);
  });

  test('brings words and no consent: that is given where the message is sent, under a key of ours', async () => {
    const form = { ...whole, key: KEY.replaceAll('1', '6'), publish: 'on' };
    const own = { 'sec-fetch-site': 'same-origin' };
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    for (const [url, headers] of [
      ['/new/simple?begun', own],
      ['/new/simple', foreign],
    ] as const) {
      const reply = await post(url, form, headers);
      const state = JSON.parse(/id="page-state">([^<]*)</u.exec(reply.body)?.[1] ?? 'null');
      expect(state.form.values, url).toMatchObject({ text: whole.text, consent: '', publish: '' });
      expect(state.form.key, url).not.toBe(form.key);
    }
    const refused = await post(`/widget/${id}/message`, form, { origin: 'https://evil.example' });
    expect(refused.body).not.toMatch(/checked|66666666/u);
  });
});
