import type { App } from '../../../server/app.ts';

export interface TestSite {
  /** `http://127.0.0.1:<port>` */
  url: string;
  app: App;
  close: () => Promise<void>;
}
