import { Buffer } from 'node:buffer';
import type { Locator } from 'playwright-core';
import { drawPicture, pdfDocument } from '../pictures.ts';

const words = 'Проверка формы: слова, которых хватит';
const day = (ahead: number): string =>
  new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).split('-').toReversed().join('.');

/** Fills whatever of a form is empty with what its kind of field takes. */
export async function fillFields(form: Locator): Promise<void> {
  const fields = form.locator(
    'textarea:visible, select:visible, input:visible:not([type=checkbox]):not([type=radio]):not([type=file])',
  );
  for (const field of await fields.all()) await fillOne(field).catch(() => {});
  for (const group of await form.locator('fieldset:visible').all()) {
    const first = group.locator('input[type=radio], input[type=checkbox]').first();
    const isChosen = (await group.locator('input:checked').count()) > 0;
    if (!isChosen && (await first.count())) await first.check({ force: true, timeout: 1000 }).catch(() => {});
  }
}

async function fillOne(field: Locator): Promise<void> {
  const kind = await field.evaluate((node) => ({
    tag: node.tagName,
    value: (node as HTMLInputElement).value,
    type: node.getAttribute('type') ?? 'text',
    mode: node.getAttribute('inputmode') ?? '',
    role: node.getAttribute('role') ?? '',
    label: (node as HTMLInputElement).labels?.[0]?.textContent ?? '',
    isDay: node.closest('.date') !== null,
  }));
  if (kind.value) return;
  if (kind.tag === 'SELECT') {
    await field.selectOption({ index: 1 }, { timeout: 1000 });
    return;
  }
  if (kind.role === 'combobox') return pickFirst(field);
  await field.fill(sampleFor(kind), { timeout: 1000 });
}

function sampleFor(kind: { type: string; mode: string; label: string; isDay: boolean; tag: string }): string {
  if (kind.tag === 'TEXTAREA') return words;
  if (kind.type === 'email' || /почт|mail/iu.test(kind.label)) return 'probe@example.invalid';
  if (kind.type === 'password') return 'long-enough-password-17';
  if (kind.type === 'url' || /^(?:Ссылка|Адрес страницы)/u.test(kind.label))
    return 'https://example.com/page';
  if (kind.isDay || /срок|дата|день|^до |^с |когда/iu.test(kind.label)) return day(5);
  if (/время|начало в/iu.test(kind.label)) return '10:00';
  if (kind.type === 'tel') return '+79120000017';
  if (kind.mode === 'numeric' || kind.mode === 'decimal' || kind.type === 'number') return '5';
  return words;
}

/** A file of a kind that a field agrees to. */
export async function sampleFile(
  accept: string,
): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  if (/\.csv/u.test(accept))
    return { name: 'probe.csv', mimeType: 'text/csv', buffer: Buffer.from('Номер;Текст\n1;Яма на дороге\n') };
  if (/json/u.test(accept))
    return { name: 'probe.json', mimeType: 'application/json', buffer: Buffer.from('{}') };
  if (/text|\.sig/u.test(accept))
    return { name: 'probe.txt', mimeType: 'text/plain', buffer: Buffer.from(words) };
  if (/^image/u.test(accept))
    return { name: 'probe.png', mimeType: 'image/png', buffer: await drawPicture('png') };
  return { name: 'probe.pdf', mimeType: 'application/pdf', buffer: pdfDocument() };
}

const refused = '[aria-invalid=true]:visible';

/** Fields of a form that its own check refused, by their labels; none where it was stopped by something else. */
export const listRefused = (form: Locator): Promise<string[]> =>
  form
    .locator(refused)
    .evaluateAll((fields) =>
      fields.map(
        (field) =>
          (field as HTMLInputElement).labels?.[0]?.textContent ?? field.getAttribute('aria-label') ?? '',
      ),
    );

/** Other samples where the first were refused: a day that has been instead of one to come, a number instead of words, or words. */
export async function refillRefused(form: Locator): Promise<void> {
  for (const field of await form.locator(refused).all()) {
    const value = await field.inputValue().catch(() => '');
    const isDay = /^\d\d\.\d\d\.\d{4}$/u.test(value);
    await field.fill(isDay ? day(-1) : value === words ? '10' : words, { timeout: 1000 }).catch(() => {});
  }
}

async function pickFirst(field: Locator): Promise<void> {
  const option = field.page().getByRole('option').first();
  // What is sought in lists of people, of streets, of organisations.
  for (const sought of ['ова', 'тит', 'а']) {
    await field.fill(sought, { timeout: 1000 });
    const isPicked = await option.click({ timeout: 1500 }).then(
      () => true,
      () => false,
    );
    if (isPicked) return;
  }
}
