/** What the server and the web's own renderer (web/portal/entry-server.tsx) say to each other about one page. */

export interface PageRequest {
  /** Path with its query, as the browser asked. */
  href: string;
  /** `https://city.example`. */
  origin: string;
  /** Epoch ms by the server's clock. */
  at: number;
  /** Cookie of «версия для слабовидящих». */
  vi: string | null;
  /** Reads a route of the contract in this process, as the caller of the page; rejects with `PageProblem`. */
  read: (routeId: string, input: unknown) => Promise<unknown>;
}

/** A refusal of a route, as much of it as a page shows. */
export interface PageProblem {
  code: string;
  message: string;
  status: number;
  requestId: string;
}

/** What was read for a page: its replies and refusals by the keys of the browser's cache. */
export interface PageReading {
  key: readonly unknown[];
  data?: unknown;
  problem?: PageProblem;
}

/** What the browser's first render needs to repeat the server's. */
export interface PageState {
  href: string;
  at: number;
  vi: string | null;
  origin: string;
  readings: PageReading[];
}

export interface DrawnPage {
  /** 200, 404 for what does not exist, 503 when something could not be read. */
  status: 200 | 404 | 503;
  title: string;
  html: string;
  state: PageState;
  /** Path of its screen in routes.tsx; null where there is none. */
  screen: string | null;
}

/** What the built renderer exports. */
export interface PageRenderer {
  /** Null: the screen is drawn by the browser alone. */
  drawPage: (request: PageRequest) => Promise<DrawnPage | null>;
}

/** Files a document names in its head, by the path of the screen; written by the build. */
export type ScreenFiles = Record<string, { styles: string[]; scripts: string[] }>;
