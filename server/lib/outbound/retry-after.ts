import { DAY } from '../../../shared/time.ts';

/** The longest wait another side may ask for, ms. */
const LONGEST = DAY;

/** ms that Retry-After asks to wait, in seconds or as a date (RFC 9110 10.2.3); undefined = it asks for nothing. */
export function readRetryAfter(headers: Headers, now = Date.now()): number | undefined {
  const said = headers.get('retry-after')?.trim() ?? '';
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - now;
  return wait > 0 ? Math.min(wait, LONGEST) : undefined;
}
