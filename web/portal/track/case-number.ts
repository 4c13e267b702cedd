/** «№ 2026-11-0412», «2026 11 412», «2026110412» → «2026-11-0412»; null for anything else. */
export function readCaseNumber(text: string): string | null {
  const parts = /^№?\s*(\d{4})\D?(\d{2})\D?(\d{1,7})$/u.exec(text.trim());
  if (!parts) return null;
  const [, year, month, serial = ''] = parts;
  return `${year}-${month}-${serial.padStart(4, '0')}`;
}

/** Why a number cannot be read. */
export const numberError = (text: string): string =>
  text.trim() ? 'Номер записан не так. Пример: 2026-11-0412' : 'Впишите номер сообщения';
