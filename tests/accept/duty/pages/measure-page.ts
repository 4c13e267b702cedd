import type { Browser, CDPSession } from 'playwright-core';

/** What Lighthouse calls a phone on slow 4G when it slows the browser itself: latency, speed and processor. */
const SLOW_4G = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6 * 1024 * 1024 * 0.9) / 8,
  uploadThroughput: (750 * 1024 * 0.9) / 8,
};
const SLOWER = 4;
const PHONE = { width: 412, height: 823 };
/** ms without a request, after which a page has come. */
const QUIET = 2000;
const LONGEST = 60_000;

export interface PageFigures {
  /** ms until the largest paint. */
  lcp: number;
  cls: number;
  /** Bytes of scripts as they travelled. */
  scripts: number;
  /** What was painted largest, what moved. */
  largest: string;
  moved: string;
}

/** Opens an address as a phone that has never seen the site. */
export async function measurePage(browser: Browser, address: string): Promise<PageFigures> {
  const context = await browser.newContext({
    viewport: PHONE,
    deviceScaleFactor: 1.75,
    isMobile: true,
    hasTouch: true,
    locale: 'ru-RU',
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const wire = await watchWire(session);
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await page.addInitScript(watchPaint);
    await page.goto(address, { waitUntil: 'load', timeout: LONGEST });
    // A page that its scripts draw may have nothing on it while nothing is asked for.
    await page.waitForFunction(() => (window as unknown as Watched).seen.lcp > 0, null, { timeout: LONGEST });
    await wire.whenQuiet();
    const seen = await page.evaluate(() => (window as unknown as Watched).seen);
    return { ...seen, scripts: wire.scripts() };
  } finally {
    await context.close();
  }
}

async function watchWire(session: CDPSession) {
  const scripts = new Set<string>();
  const open = new Set<string>();
  let bytes = 0;
  let last = Date.now();
  session.on('Network.requestWillBeSent', ({ requestId, type }) => {
    last = Date.now();
    open.add(requestId);
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    last = Date.now();
    open.delete(requestId);
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  session.on('Network.loadingFailed', ({ requestId }) => {
    last = Date.now();
    open.delete(requestId);
  });
  await session.send('Network.enable');
  const whenQuiet = async () => {
    const end = Date.now() + LONGEST;
    while (Date.now() < end && (open.size > 0 || Date.now() - last < QUIET))
      await new Promise((done) => setTimeout(done, 100));
  };
  return { scripts: () => bytes, whenQuiet };
}

interface Watched {
  seen: Omit<PageFigures, 'scripts'>;
}

/** Runs in the page before anything of it: the largest paint, and the worst second of movement as the metric sums it. */
function watchPaint(): void {
  const seen = { lcp: 0, cls: 0, largest: '', moved: '' };
  (window as unknown as Watched).seen = seen;
  const nameOf = (node: Node | null | undefined): string =>
    node instanceof Element
      ? `${node.tagName.toLowerCase()}.${node.className}`
      : (node?.parentElement?.className ?? '');
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      seen.lcp = entry.startTime;
      seen.largest = nameOf((entry as PerformanceEntry & { element?: Element }).element);
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  interface Shift extends PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
    sources: { node?: Node }[];
  }
  const group = { sum: 0, from: 0, last: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue;
      const { startTime: at } = entry;
      if (at - group.last > 1000 || at - group.from > 5000) Object.assign(group, { sum: 0, from: at });
      group.sum += entry.value;
      group.last = at;
      if (group.sum <= seen.cls) continue;
      seen.cls = group.sum;
      seen.moved = entry.sources.map(({ node }) => nameOf(node)).join(', ');
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
