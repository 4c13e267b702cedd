import { gospublikiMakers } from './gospubliki-things.ts';
import { pagesMakers } from './pages-things.ts';
import { promiseMakers } from './promise-things.ts';
import { publicationMakers } from './publication-things.ts';
import type { Maker } from './thing-kit.ts';

/** What routes of the system `pages` act on. */
export const pagesSystemMakers: Record<string, Maker> = {
  ...pagesMakers,
  ...publicationMakers,
  ...gospublikiMakers,
  ...promiseMakers,
};
