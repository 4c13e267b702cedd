import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCard, saveCard } from '../../../shared/contract/base/our-city.ts';
import { signDocument } from '../../../shared/contract/messages/office-documents.ts';
import { readDocxPart, wordsOf } from '../../../tests/support/group/paper.ts';
import { beginPaper, prolongTerm, registerLetter, takePaper } from '../../../tests/support/site/appeals.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInStaff } from '../../../tests/support/site/sign-in.ts';
import { findChromium } from '../../lib/documents/pdf.ts';

let server: TestServer;
let operator: { cookie: string; personId: string };
let chair: { cookie: string; personId: string };
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInStaff(server, 'operator');
  chair = await signInStaff(server, 'chair');
});
afterAll(() => server.close());

describe('papers', () => {
  async function signedNotice() {
    const done = await registerLetter(server, operator.cookie, { name: 'Пробная <Анна> & Сергеевна' });
    await prolongTerm(server, done.number, chair.cookie);
    const [draft] = (await beginPaper(server, done.id, 'extension-notice', operator.cookie)).documents;
    const signed = await server.call(
      signDocument,
      { params: { id: draft!.id }, body: { version: 1 } },
      chair.cookie,
    );
    return signed.documents[0]!;
  }

  test('DOCX by the margins of ГОСТ Р 7.0.97-2025: 20, 10, 20, 20 mm; no number on sheet 1; NBSP in the signature', async () => {
    const notice = await signedNotice();
    const reply = await takePaper(server, notice.id, 'docx', operator.cookie);
    expect(reply.headers['content-disposition']).toContain('docx');
    const xml = await readDocxPart(reply.rawPayload, 'word/document.xml');
    const margins = /<w:pgMar [^>]+>/.exec(xml)![0];
    for (const [side, twips] of [
      ['left', 1134],
      ['right', 567],
      ['top', 1134],
      ['bottom', 1134],
    ])
      expect(margins).toContain(`w:${side}="${twips}"`);
    expect(xml).toContain('<w:titlePg');
    expect(xml).toMatch(/<w:pgSz w:w="1190\d" w:h="1683\d"/);
    const words = wordsOf(xml);
    expect(words).toContain(`${notice.number}`);
    expect(words).toContain('О продлении срока рассмотрения обращения');
    expect(words).toMatch(/\p{Lu}\.\u00a0\p{Lu}\p{Ll}+/u);
    expect(words).toContain('Подписано простой электронной подписью');
    const styles = await readDocxPart(reply.rawPayload, 'word/styles.xml');
    expect(styles).toContain('Times New Roman');
    expect(styles).toContain('<w:sz w:val="26"/>');
    const header = await readDocxPart(reply.rawPayload, 'word/header1.xml');
    expect(header).toMatch(/PAGE/);
  });

  test('the page for print holds nothing of others: no script, no address, every word escaped', async () => {
    const notice = await signedNotice();
    const reply = await takePaper(server, notice.id, 'html', operator.cookie);
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none';style-src 'unsafe-inline'/);
    const html = reply.body;
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|https?:\/\/(?!otklik)/);
    expect(html).not.toContain('<Анна>');
  });

  test.skipIf(!findChromium())(
    'PDF is tagged: its structure tree is not empty',
    async () => {
      const reply = await takePaper(server, (await signedNotice()).id, 'pdf', operator.cookie);
      expect(reply.statusCode).toBe(200);
      const pdf = reply.rawPayload.toString('latin1');
      expect(pdf.startsWith('%PDF-')).toBe(true);
      expect(pdf).toContain('/MarkInfo');
      expect(pdf).toContain('/StructTreeRoot');
      expect(pdf).toMatch(/\/Lang\s*\(ru/);
      if (existsSync('/usr/bin/pdfinfo')) {
        const tree = execFileSync('pdfinfo', ['-struct-text', '-'], {
          input: reply.rawPayload,
          encoding: 'utf8',
        });
        expect(tree).toMatch(/H1/);
        expect(tree).toContain('О продлении срока');
      }
    },
    40_000,
  );

  test('a paper is drawn again by the edition of the card it was signed by; a new one by the new', async () => {
    const admin = await signInStaff(server, 'admin');
    const former = await signedNotice();
    server.setNow('2026-11-25T09:00:00Z');
    const { card, version } = await server.call(readCard, {}, admin.cookie);
    if (!card) throw new Error('there is no card');
    const organisation = { ...card.organisation, full: 'Администрация города Энска', lines: ['г. Энск'] };
    const body = { version, reason: '', card: { ...card, organisation } };
    await server.call(saveCard, { body }, admin.cookie);
    const read = async (id: string) => {
      const { rawPayload } = await takePaper(server, id, 'docx', operator.cookie);
      return {
        words: wordsOf(await readDocxPart(rawPayload, 'word/document.xml')),
        edition: /<cp:keywords>([^<]*)/u.exec(await readDocxPart(rawPayload, 'docProps/core.xml'))?.[1],
      };
    };
    const [old, fresh] = [await read(former.id), await read((await signedNotice()).id)];
    expect(old.words).toContain('Администрация Каменск-Уральского городского округа');
    expect(old.words).not.toContain('Энск');
    expect(old.edition).toBe(`Карточка города: редакция ${version}`);
    expect(fresh.words).toContain('Администрация города Энска г. Энск');
    expect(fresh.edition).toBe(`Карточка города: редакция ${version + 1}`);
  });

  test('the registration card is a paper too', async () => {
    const done = await registerLetter(server, operator.cookie);
    const reply = await server.inject({
      method: 'GET',
      url: `/api/office/appeals/${done.id}/card?format=docx`,
      headers: { cookie: operator.cookie },
    });
    const words = wordsOf(await readDocxPart(reply.rawPayload, 'word/document.xml'));
    for (const text of [
      'РЕГИСТРАЦИОННАЯ КАРТОЧКА',
      done.journalNumber!,
      'Пробная Анна Сергеевна',
      'Росархива',
    ])
      expect(words).toContain(text);
  });
});
