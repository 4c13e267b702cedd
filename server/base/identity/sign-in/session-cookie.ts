import type { Config } from '../../../lib/config.ts';
import { isSecureSite } from '../../../lib/http/cookies.ts';

/** A signed-in browser of staff lives this long after its last request, ms: a working day. */
export const STAFF_IDLE = 12 * 3_600_000;
/** The same for a resident, and the life of the cookie itself, ms. */
export const RESIDENT_IDLE = 30 * 86_400_000;

/** What the sign-in library puts before the names of its cookies. */
export const COOKIE_PREFIX = 'otklik';

/** Name of the session cookie, as the sign-in library makes it. */
export const sessionCookie = (config: Pick<Config, 'publicUrl'>): string =>
  `${isSecureSite(config) ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`;
