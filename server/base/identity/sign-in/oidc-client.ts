import { createHash } from 'node:crypto';
import type { JWTVerifyGetKey } from 'jose';
import { z } from 'zod';
import { AppError } from '../../../lib/errors.ts';
import { OutboundRefused } from '../../../lib/outbound/failures.ts';
import { fetchOutside } from '../../../lib/outbound/fetch-outside.ts';

/** A provider as the protocol needs it. */
export interface OidcParty {
  id: string;
  issuer: string;
  clientId: string;
  clientSecret: string | null;
  scope: string;
  mayBePrivate: boolean;
}

/** What the flow began with and must end with. */
export interface OidcFlow {
  nonce: string;
  verifier: string;
  redirectUri: string;
}

export type Claims = Record<string, unknown>;

const metadata = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  end_session_endpoint: z.url().optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});
export type OidcMetadata = z.infer<typeof metadata>;

/** Signatures by keys of the provider alone: with a shared secret (HS256) or none anybody could make a token. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'RS384', 'RS512', 'PS384', 'PS512'];
/** ms */
const METADATA_LIFE = 600_000;
/** A clock that is off by this much is forgiven, s. */
const CLOCK_TOLERANCE = 30;

/** Loaded by the first sign-in through another system. */
const openJose = () => import('jose');

const known = new Map<string, { at: number; value: OidcMetadata; keys: JWTVerifyGetKey }>();

export const refuseProvider = (reason: string): AppError =>
  new AppError(
    'identity.outside-refused',
    'Ответ системы входа не прошёл проверку, вход не состоялся. Попробуйте ещё раз или войдите иначе.',
    { cause: new Error(reason) },
  );

const silent = (cause: unknown): AppError =>
  new AppError('lib.unavailable', 'Система входа не отвечает. Попробуйте позже или войдите иначе.', {
    cause,
  });

async function ask(party: OidcParty, url: string, options: Parameters<typeof fetchOutside>[1] = {}) {
  try {
    return await fetchOutside(url, { ...options, mayBePrivate: party.mayBePrivate });
  } catch (error) {
    if (error instanceof OutboundRefused)
      throw new AppError(
        'identity.outside-refused',
        'Адрес системы входа ведёт во внутреннюю сеть, а настройка этого не разрешает.',
        { cause: error },
      );
    throw silent(error);
  }
}

/** What the provider says of itself; believed for ten minutes. Throws when it calls itself otherwise than the setting. */
export async function discoverProvider(party: OidcParty, now: Date, isFresh = false) {
  const key = `${party.id} ${party.issuer} ${party.mayBePrivate}`;
  const old = known.get(key);
  if (old && !isFresh && now.getTime() - old.at < METADATA_LIFE) return old;
  const reply = await ask(party, `${party.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (reply.status !== 200) throw silent(`discovery: ${reply.status}`);
  const parsed = metadata.safeParse(await reply.json().catch(() => null));
  if (!parsed.success) throw refuseProvider(`metadata: ${z.prettifyError(parsed.error)}`);
  if (parsed.data.issuer !== party.issuer)
    throw refuseProvider(`metadata name another issuer: ${parsed.data.issuer}`);
  const { createRemoteJWKSet, customFetch } = await openJose();
  const keys = createRemoteJWKSet(new URL(parsed.data.jwks_uri), {
    [customFetch]: (url: string) => fetchOutside(url, { mayBePrivate: party.mayBePrivate }),
  });
  const fresh = { at: now.getTime(), value: parsed.data, keys };
  known.set(key, fresh);
  return fresh;
}

/** Where the browser goes: authorization code with PKCE (S256), state and nonce. */
export function authorizationUrl(
  found: OidcMetadata,
  party: OidcParty,
  flow: OidcFlow,
  state: string,
): string {
  const url = new URL(found.authorization_endpoint);
  const challenge = createHash('sha256').update(flow.verifier).digest('base64url');
  for (const [name, value] of Object.entries({
    response_type: 'code',
    client_id: party.clientId,
    redirect_uri: flow.redirectUri,
    scope: party.scope,
    state,
    nonce: flow.nonce,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }))
    url.searchParams.set(name, value);
  return url.href;
}

const tokens = z.object({ id_token: z.string(), access_token: z.string().optional() });

async function exchangeCode(found: OidcMetadata, party: OidcParty, flow: OidcFlow, code: string) {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: flow.redirectUri,
    code_verifier: flow.verifier,
    client_id: party.clientId,
  });
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  const methods = found.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (party.clientSecret && methods.includes('client_secret_basic')) {
    const pair = [party.clientId, party.clientSecret].map((part) => encodeURIComponent(part)).join(':');
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
    body.delete('client_id');
  } else if (party.clientSecret) body.set('client_secret', party.clientSecret);
  const reply = await ask(party, found.token_endpoint, { method: 'POST', headers, body: body.toString() });
  if (reply.status >= 500) throw silent(`token endpoint: ${reply.status}`);
  const parsed = tokens.safeParse(await reply.json().catch(() => null));
  if (reply.status !== 200 || !parsed.success) throw refuseProvider(`token endpoint: ${reply.status}`);
  return parsed.data;
}

/** Claims not in the token are asked of the provider; what it says must be of the same subject. */
async function readUserinfo(found: OidcMetadata, party: OidcParty, subject: string, accessToken: string) {
  if (!found.userinfo_endpoint) return {};
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const reply = await ask(party, found.userinfo_endpoint, { headers });
  if (reply.status !== 200) return {};
  const info: unknown = await reply.json().catch(() => null);
  if (typeof info !== 'object' || info === null) return {};
  if ((info as Claims).sub !== subject) throw refuseProvider('userinfo is of another subject');
  return info as Claims;
}

/**
 * Where the browser goes to end the session there too (RP-Initiated Logout 1.0); null when the provider has no such
 * address or does not answer: then the session ends here alone.
 */
export async function endSessionUrl(
  party: OidcParty,
  idToken: string,
  returnTo: string,
  now: Date,
): Promise<string | null> {
  const found = await discoverProvider(party, now).catch(() => null);
  const address = found?.value.end_session_endpoint;
  if (!address) return null;
  const url = new URL(address);
  url.searchParams.set('id_token_hint', idToken);
  url.searchParams.set('client_id', party.clientId);
  url.searchParams.set('post_logout_redirect_uri', returnTo);
  return url.href;
}

/** Changes the code for the token, checks it, and returns who the person is, with the token that said so. */
export async function readIdentity(
  party: OidcParty,
  flow: OidcFlow,
  answer: { code: string; issuer: string },
  now: Date,
): Promise<{ claims: Claims & { sub: string }; idToken: string }> {
  const { value: found, keys } = await discoverProvider(party, now);
  // RFC 9207: an answer of another provider must not be taken for this one's.
  const isNamed = answer.issuer !== '' || found.authorization_response_iss_parameter_supported;
  if (isNamed && answer.issuer !== party.issuer)
    throw refuseProvider(`answer of another issuer: ${answer.issuer}`);
  const { id_token: idToken, access_token: accessToken } = await exchangeCode(
    found,
    party,
    flow,
    answer.code,
  );
  const { errors, jwtVerify } = await openJose();
  const { payload } = await jwtVerify(idToken, keys, {
    issuer: party.issuer,
    audience: party.clientId,
    algorithms: ALGORITHMS,
    requiredClaims: ['sub', 'iat', 'exp', 'nonce'],
    clockTolerance: CLOCK_TOLERANCE,
    currentDate: now,
  }).catch((error: unknown) => {
    throw error instanceof errors.JOSEError ? refuseProvider(`id token: ${error.code}`) : silent(error);
  });
  if (payload.nonce !== flow.nonce) throw refuseProvider('id token: foreign nonce');
  if (payload.azp !== undefined && payload.azp !== party.clientId)
    throw refuseProvider('id token: made for another');
  const subject = payload.sub ?? '';
  const more = accessToken ? await readUserinfo(found, party, subject, accessToken) : {};
  return { claims: { ...more, ...payload, sub: subject }, idToken };
}
