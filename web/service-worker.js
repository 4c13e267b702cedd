/**
 * The portal without a network: its pages and scripts lie here from the first visit on. What the server said is kept for
 * three things only: who is signed in — as nobody, no name stays —, the topics, and an executor's case by its link.
 * Nothing is sent from here: drafts send themselves when their page sees the network (web/portal/submit/send-queue.ts).
 * The build writes the list of files and its version.
 */
const VERSION = '__VERSION__';
const SHELL = `otklik-shell-${VERSION}`;
const DATA = 'otklik-data';
const FILES = __FILES__;
/** A page with nothing drawn in it yet: without a network the device draws every address into it. */
const BLANK = '/index.html';
/** ms a page waits for a slow network before the kept one is shown. */
const PATIENCE = 5000;
/** ms an executor's case stays here after it was last seen. */
const KEEP = 14 * 86_400_000;

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(SHELL);
      await cache.add(BLANK);
      // One file that does not come costs its screen, not the rest.
      await Promise.all(FILES.map((file) => cache.add(file).catch(() => {})));
    })(),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== SHELL && name !== DATA) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

const isStaff = (path) => /^\/(staff|head)(\/|$)/u.test(path);
const isKept = (path) =>
  path === '/api/session' ||
  path === '/api/taxonomy' ||
  path === '/api/identity-levels' ||
  /^\/api\/executor\/[^/]+$/u.test(path);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') {
    if (!isStaff(url.pathname) && !/^\/(api|basemap|metrics|healthz|readyz)(\/|$)/u.test(url.pathname))
      event.respondWith(openPage(request));
  } else if (url.pathname.startsWith('/assets/') || FILES.includes(url.pathname))
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  else if (isKept(url.pathname)) event.respondWith(askOrRemember(request, url.pathname));
});

/** A document of the network while it is quick, else the kept one: it draws every address of the portal. */
async function openPage(request) {
  try {
    const reply = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (reply.status < 500) return reply;
  } catch {
    // The kept one, below.
  }
  return (await caches.match(BLANK, { cacheName: SHELL, ignoreVary: true })) ?? Response.error();
}

async function askOrRemember(request, path) {
  const cache = await caches.open(DATA);
  try {
    const reply = await fetch(request);
    if (reply.ok) await cache.put(path, await forget(path, reply.clone()));
    else if (reply.status < 500) await cache.delete(path);
    return reply;
  } catch (error) {
    const kept = await cache.match(path);
    const isOld = kept && Date.now() - Number(kept.headers.get('x-kept-at')) > KEEP;
    if (!kept || isOld) throw error;
    return kept;
  }
}

/** The reply as it may lie on the device: of a session only what is true of nobody. */
async function forget(path, reply) {
  const headers = { 'content-type': 'application/json', 'x-kept-at': String(Date.now()) };
  if (path !== '/api/session') return new Response(await reply.blob(), { headers });
  const { city, isDemo } = await reply.json();
  const nobody = { kind: 'anonymous', name: '', person: null, level: 'anonymous', city, isDemo };
  const empty = { roles: [], permissions: [], units: [], blocks: [], districts: [], substitutes: [] };
  const more = { needsSetup: false, mustSetUpFactor: false };
  return new Response(JSON.stringify({ ...nobody, ...empty, ...more }), { headers });
}

self.addEventListener('push', (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    // A notice without words still says that there is news.
  }
  const { title = 'Отклик', text = 'Есть новости по вашему сообщению.', id, path } = told;
  const options = { body: text, tag: id, lang: 'ru', icon: '/icon-192.png', data: { path } };
  event.waitUntil(self.registration.showNotification(title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const path = event.notification.data?.path;
  // A path of this site alone, whoever wrote the notice.
  const target = typeof path === 'string' && /^\/(?![/\\])/u.test(path) ? path : '/me';
  event.waitUntil(self.clients.openWindow(target));
});
