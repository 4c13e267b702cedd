import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type FakeFault, type FakeServer, serveFake } from '../../../tests/fakes/kit/fake-server.ts';
import { NetworkFailure } from '../../base/networks/index.ts';
import { forgiveHost } from '../../lib/outbound/fetch-outside.ts';
import { askNetwork, failByStatus, type NetworkCall, parseJson, readAnswer } from './ask-network.ts';

const reading: NetworkCall = { network: 'Сеть', isSpeech: false };
const speaking: NetworkCall = { network: 'Сеть', isSpeech: true };

let server: FakeServer;
beforeEach(async () => {
  server = await serveFake({ answer: () => ({ body: { done: true } }), control: {} });
});
afterEach(() => server.close());

async function ask(call: NetworkCall, address = server.url, mayBePrivate = true, timeout = 60_000) {
  try {
    const options = { timeout, limit: 10_000 };
    return await askNetwork(call, address, { mayBePrivate }, options);
  } catch (error) {
    if (error instanceof NetworkFailure) return { trouble: error.trouble, words: error.message };
    throw error;
  } finally {
    forgiveHost(server.url);
  }
}

test('an answer of any status is an answer, a redirect too', async () => {
  expect(await ask(reading, `${server.url}/x`)).toMatchObject({ status: 200, text: '{"done":true}' });
  server.faults.push({ kind: 'status', status: 500 }, { kind: 'redirect', to: 'http://127.0.0.1:9/' });
  expect(await ask(reading, `${server.url}/x`)).toMatchObject({ status: 500 });
  expect(await ask(reading, `${server.url}/x`)).toMatchObject({ status: 302 });
});

const silences: readonly [string, FakeFault, string][] = [
  ['a cut', { kind: 'cut' }, 'later'],
  ['silence', { kind: 'silent' }, 'later'],
  ['a huge reply', { kind: 'huge', bytes: 20_000 }, 'form'],
];

describe('no answer', () => {
  test.each(silences)(
    '%s: what was said may have been taken, what was read was not',
    async (_, fault, trouble) => {
      server.faults.push(fault, fault);
      const timeout = fault.kind === 'silent' ? 300 : 60_000;
      expect(await ask(reading, `${server.url}/x`, true, timeout)).toMatchObject({ trouble });
      expect(await ask(speaking, `${server.url}/x`, true, timeout)).toMatchObject({ trouble: 'unknown' });
    },
  );

  test('what has not left is no unknown: nobody there, a private address, a host that rests', async () => {
    expect(await ask(speaking, 'http://127.0.0.1:9/x')).toMatchObject({ trouble: 'later' });
    expect(await ask(speaking, `${server.url}/x`, false)).toMatchObject({ trouble: 'form' });
    server.faults.push({ kind: 'status', status: 429, retryAfter: 60 });
    await askNetwork(reading, `${server.url}/x`, { mayBePrivate: true }, { timeout: 60_000 });
    const rested = askNetwork(speaking, `${server.url}/x`, { mayBePrivate: true }, { timeout: 60_000 });
    await expect(rested).rejects.toMatchObject({ trouble: 'later', retryAfter: expect.any(Number) });
    expect(server.calls).toHaveLength(1);
    forgiveHost(server.url);
    forgiveHost('http://127.0.0.1:9');
  });
});

describe('an answer that is no success', () => {
  test.each([
    [429, 'later', 'later'],
    [503, 'later', 'later'],
    [401, 'key', 'key'],
    [403, 'rights', 'rights'],
    [404, 'missing', 'missing'],
    [410, 'missing', 'missing'],
    [400, 'refused', 'refused'],
    [499, 'refused', 'refused'],
    [500, 'later', 'unknown'],
    [502, 'later', 'unknown'],
    [302, 'form', 'unknown'],
    [204, 'form', 'unknown'],
  ])('%i: read %s, said %s', (status, read, said) => {
    const reply = { status, headers: new Headers({ 'retry-after': '7' }), text: '' };
    expect(failByStatus(reading, reply).trouble).toBe(read);
    expect(failByStatus(speaking, reply).trouble).toBe(said);
    const mayWait = ['later', 'unknown'].includes(said) && status >= 400;
    if (mayWait) expect(failByStatus(speaking, reply).retryAfter).toBe(7000);
  });

  test('its words are short, and end where the network says nothing', () => {
    const reply = { status: 400, headers: new Headers(), text: '' };
    expect(failByStatus(reading, reply).message).toBe('Сеть: ответ 400');
    expect(failByStatus(reading, reply, 'bad.text').message).toBe('Сеть: ответ 400: bad.text');
    expect(failByStatus(reading, reply, 'x'.repeat(500)).message.length).toBeLessThan(230);
  });
});

test('a reply of another form is unknown where something was said', () => {
  const form = z.object({ id: z.number() });
  expect(readAnswer(reading, '{"id":1}', form)).toEqual({ id: 1 });
  for (const text of ['{"id":', '', '<html>', '{"id":"1"}']) {
    expect(() => readAnswer(reading, text, form)).toThrow(expect.objectContaining({ trouble: 'form' }));
    expect(() => readAnswer(speaking, text, form)).toThrow(expect.objectContaining({ trouble: 'unknown' }));
  }
  expect(parseJson('{')).toBeUndefined();
});
