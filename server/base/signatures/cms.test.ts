import { beforeAll, describe, expect, it } from 'vitest';
import { makeSigner, signDetached, type TestSigner } from '../../../tests/support/cms.ts';
import { judgeCms } from './cms.ts';

const now = new Date('2026-11-24T05:00:00Z');
const document = Buffer.from('%PDF-1.7 протокол');
const signers: Partial<Record<TestSigner['kind'], TestSigner>> = {};
beforeAll(() => {
  for (const kind of ['rsa', 'ecdsa'] as const) signers[kind] = makeSigner(kind);
});

describe.each(['rsa', 'ecdsa'] as const)('%s', (kind) => {
  it('is whole, in binary and in base64 with lines around it', () => {
    const cms = signDetached(signers[kind]!, document);
    const pem = `-----BEGIN CMS-----\n${cms.toString('base64').replaceAll(/.{64}/g, '$&\n')}\n-----END CMS-----\n`;
    for (const file of [cms, Buffer.from(pem)])
      expect(judgeCms(file, document, now)).toMatchObject({ state: 'whole' });
    expect(judgeCms(cms, document, now).facts).toContainEqual({
      name: 'Владелец сертификата',
      value: 'Пробный П.П., Глава, Администрация',
    });
  });

  it('is whole where the signer is named by the number of the key, and nobody’s where it is another’s', () => {
    const by = (keyId: 'own' | 'foreign') =>
      judgeCms(signDetached(signers[kind]!, document, { keyId }), document, now);
    expect(by('own')).toMatchObject({ state: 'whole' });
    expect(by('foreign')).toMatchObject({ reason: 'в файле подписи нет сертификата подписавшего' });
  });

  it('is whole without attributes: then the document itself is signed', () => {
    const cms = signDetached(signers[kind]!, document, { without: 'all' });
    expect(judgeCms(cms, document, now)).toMatchObject({ state: 'whole' });
    expect(judgeCms(cms, Buffer.from('%PDF-1.7 протокоЛ'), now).state).toBe('wrong');
  });

  it.each(['digest', 'type'] as const)('without the attribute of %s is refused', (without) => {
    expect(judgeCms(signDetached(signers[kind]!, document, { without }), document, now)).toMatchObject({
      reason: 'в подписи нет отпечатка документа',
    });
  });

  it('of another file is told from a right one', () => {
    const cms = signDetached(signers[kind]!, document);
    expect(judgeCms(cms, Buffer.from('%PDF-1.7 протокоЛ'), now)).toMatchObject({
      reason: 'это подпись другого файла: отпечаток не сходится',
    });
  });

  it('with a byte flipped never throws, and a flip within what is signed is told', () => {
    const cms = signDetached(signers[kind]!, document);
    const flipped = (at: number) => {
      const forged = Buffer.from(cms);
      forged[at]! ^= 0x01;
      return judgeCms(forged, document, now).state;
    };
    for (let at = 0; at < cms.length; at += 23) expect(() => flipped(at)).not.toThrow();
    // The signature stands last in the file. The name in the certificate is covered by its issuer alone.
    for (const back of [1, 20, 40]) expect(flipped(cms.length - back)).toBe('wrong');
  });
});

it('of ГОСТ is recognised and left to a program of the settings', () => {
  const verdict = judgeCms(signDetached(signers.rsa!, document, { isGost: true }), document, now);
  expect(verdict.state).toBe('foreign');
  expect(verdict.facts.map(({ value }) => value)).toEqual(
    expect.arrayContaining(['ГОСТ Р 34.10-2012, 256 бит', 'ГОСТ Р 34.11-2012 (Стрибог), 256 бит']),
  );
});

it('attached, out of its days, of two signers, or no signature at all is refused with the reason', () => {
  const reason = (file: Buffer, at = now) => (judgeCms(file, document, at) as { reason?: string }).reason;
  expect(reason(signDetached(signers.rsa!, document, { isAttached: true }))).toContain('отсоединённая');
  const own = signDetached(signers.rsa!, document);
  for (const outside of ['2025-12-31T23:59:59Z', '2050-01-01T00:00:00Z'])
    expect(reason(own, new Date(outside)), outside).toBe('сертификат подписавшего сейчас не действует');
  for (const bound of ['2026-01-01T00:00:00Z', '2049-12-31T00:00:00Z'])
    expect(reason(own, new Date(bound)), bound).toBeUndefined();
  expect(reason(signDetached(signers.rsa!, document, { isTwice: true }))).toBe(
    'в файле должна быть ровно одна подпись',
  );
  for (const junk of ['', 'нет', '0', '\u00000', '%PDF-1.7'])
    expect(reason(Buffer.from(junk))).toBe('это не файл подписи CMS');
});
