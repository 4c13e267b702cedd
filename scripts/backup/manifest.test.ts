import { randomBytes } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { type AgeKeys, decryptStream, encryptStream } from './age-stream.ts';
import { type Manifest, readManifest, writeManifest } from './manifest.ts';

const keyring = { macKey: randomBytes(32) };
const sample: Manifest = {
  id: '2026-11-30T03-00-12Z',
  system: '7512345678901234567',
  timeline: 1,
  startPosition: '0/3000028',
  stopPosition: '0/3000158',
  firstSegment: 3,
  lastSegment: 3,
  startedAt: 1,
  stoppedAt: 2,
  filesAt: 3,
  postgres: '17',
  migration: '0149_page-fixes.sql',
  zone: 'Asia/Yekaterinburg',
  counts: { cases: 41_812 },
  parts: [{ stem: 'cluster.tar.zst', mac: 'a'.repeat(32), bytes: 7, sha256: 'b'.repeat(64) }],
  files: { count: 2, bytes: 9 },
};

test('a manifest is read as it was written, under its own name and by its own key', () => {
  const text = writeManifest(keyring, sample);
  expect(readManifest(keyring, sample.id, text)).toEqual(sample);
  expect(readManifest(keyring, '2026-11-30T03-00-13Z', text)).toBeNull();
  expect(readManifest({ macKey: randomBytes(32) }, sample.id, text)).toBeNull();
});

test('no byte of a manifest can be changed, added or taken away', () => {
  const text = Buffer.from(writeManifest(keyring, sample));
  for (let at = 0; at < text.length; at += 1) {
    const flipped = Buffer.from(text);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(readManifest(keyring, sample.id, flipped.toString('utf8')), `byte ${at}`).toBeNull();
    expect(readManifest(keyring, sample.id, text.subarray(0, at).toString('utf8'))).toBeNull();
  }
  expect(readManifest(keyring, sample.id, `${text} `)).toBeNull();
});

async function makeKeys(): Promise<AgeKeys> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function gather(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces);
}

const piece = 64 * 1024;

test.each([0, 1, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 7])(
  '%i bytes: the library opens what we seal, and we what it seals',
  async (size) => {
    const keys = await makeKeys();
    const plain = randomBytes(size);
    const sealed = await gather(encryptStream(keys, inChunks(plain, 1000)));
    const decrypter = new Decrypter();
    decrypter.addIdentity(keys.identity);
    expect(Buffer.from(await decrypter.decrypt(sealed))).toEqual(plain);
    const encrypter = new Encrypter();
    encrypter.addRecipient(keys.recipient);
    const theirs = Buffer.from(await encrypter.encrypt(plain));
    expect(await gather(decryptStream(keys, inChunks(theirs, 777)))).toEqual(plain);
  },
);

test('what was changed, cut or sealed for another does not open', async () => {
  const keys = await makeKeys();
  const sealed = await gather(encryptStream(keys, inChunks(randomBytes(2 * piece + 5), piece)));
  const open = (bytes: Buffer, by = keys) => gather(decryptStream(by, inChunks(bytes, piece)));
  for (const at of [30, 90, 190, 250, sealed.length - 1, sealed.length - piece]) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 4;
    await expect(open(changed), `byte ${at}`).rejects.toThrow();
  }
  for (const length of [0, 20, 200, sealed.length - 1, sealed.length - 21, sealed.length - 5 - 16])
    await expect(open(sealed.subarray(0, length)), `length ${length}`).rejects.toThrow();
  await expect(open(sealed, await makeKeys())).rejects.toThrow();
});
