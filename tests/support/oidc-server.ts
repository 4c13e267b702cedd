import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** A real OpenID Connect server on the loopback, as Keycloak or a gateway before ЕСИА would be. */
export interface OidcServer {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who is at its keyboard, and what it tells of them. */
  signInAs: (subject: string, claims: Record<string, unknown>) => void;
  /** Goes through its pages as a browser would; returns where it sends the person back to. */
  follow: (url: string, jar?: Map<string, string>) => Promise<URL>;
  /** Agrees to leave on its page of signing out; returns where it sends the person to. */
  leave: (url: string, jar: Map<string, string>) => Promise<URL>;
  /** How often somebody had to say there who they are. */
  logins: () => number;
  close: () => Promise<void>;
}

const claims = {
  openid: ['sub'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  profile: ['family_name', 'given_name', 'middle_name', 'trusted'],
};

export async function startOidcServer(redirectUris: string[], leaveUris: string[] = []): Promise<OidcServer> {
  const accounts = new Map<string, Record<string, unknown>>();
  let current = '';
  let logins = 0;
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clientSecret = 'a-secret-of-this-client-alone-0001';
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'otklik',
        client_secret: clientSecret,
        redirect_uris: redirectUris,
        post_logout_redirect_uris: leaveUris,
      },
    ],
    claims,
    scopes: ['openid', 'email', 'phone', 'profile'],
    conformIdTokenClaims: true,
    ttl: { IdToken: 60, AccessToken: 60, Interaction: 600, Session: 600, Grant: 600 },
    cookies: { keys: ['a-key-of-cookies'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, ...accounts.get(id) }) }),
  });
  answer = (request, response) => {
    const isAsked = request.url?.startsWith('/interaction/');
    const seen = (): void => {
      logins += 1;
    };
    const work = isAsked ? interact(provider, request, response, current, seen) : undefined;
    if (!work) return void provider.callback()(request, response);
    work.catch((error: unknown) => response.writeHead(500).end(String(error)));
  };
  return {
    issuer,
    clientId: 'otklik',
    clientSecret,
    signInAs: (subject, told) => {
      current = subject;
      accounts.set(subject, told);
    },
    follow: (url, jar) => follow(url, issuer, jar),
    leave: (url, jar) => leave(url, issuer, jar),
    logins: () => logins,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** The person signs in and agrees at once. */
async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  accountId: string,
  onLogin: () => void,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    onLogin();
    return provider.interactionFinished(request, response, { login: { accountId } });
  }
  const grant = new provider.Grant({ accountId: session!.accountId, clientId: String(params.client_id) });
  grant.addOIDCScope('openid email phone profile');
  const result = { consent: { grantId: await grant.save() } };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
}

/** One request with the cookies of a browser, which keeps those of the reply. */
async function ask(at: URL, jar: Map<string, string>, body?: URLSearchParams): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const reply = await fetch(at, {
    redirect: 'manual',
    headers: { cookie },
    ...(body && { method: 'POST', body }),
  });
  for (const header of reply.headers.getSetCookie()) {
    const [pair = ''] = header.split(';');
    jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
  }
  return reply;
}

async function follow(start: string, issuer: string, jar = new Map<string, string>()): Promise<URL> {
  let at = new URL(start);
  for (let step = 0; step < 10; step += 1) {
    if (at.origin !== issuer) return at;
    const reply = await ask(at, jar);
    const next = reply.headers.get('location');
    if (!next) throw new Error(`${at.pathname}: ${reply.status} ${await reply.text()}`);
    at = new URL(next, at);
  }
  throw new Error('The provider leads in a circle');
}

async function leave(start: string, issuer: string, jar: Map<string, string>): Promise<URL> {
  const page = await (await ask(new URL(start), jar)).text();
  const [, action, xsrf] = /action="([^"]+)".*name="xsrf" value="([^"]+)"/su.exec(page) ?? [];
  if (!action || !xsrf) throw new Error(`No page of signing out: ${page.slice(0, 300)}`);
  const reply = await ask(new URL(action, issuer), jar, new URLSearchParams({ xsrf, logout: 'yes' }));
  return new URL(reply.headers.get('location') ?? '', issuer);
}
