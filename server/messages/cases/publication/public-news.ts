import { publicPlace } from '../../../base/territory/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { publicTitle } from './open-matters.ts';
import { filterAddress, selectPublished } from './public-feed.ts';

/** A message everybody may read of, as a letter tells it: of a home the topic and the street alone. */
export interface PublicNews {
  number: string;
  title: string;
  place: string | null;
  /** When it was shown, and when it was answered. */
  publishedAt: Date;
  answeredAt: Date | null;
}

interface Asked {
  block: string | null;
  district: string | null;
}

/** A year: what is older is news to nobody. */
const DAYS = 365;
/** More fit no letter. */
const MOST = 500;

const filterOf = ({ block, district }: Asked) => ({
  days: DAYS,
  ...(block !== null && { block }),
  ...(district !== null && { district }),
});

/**
 * What was shown or answered within a span, as it may be read now, the latest first of each: what was answered is not lost behind what was
 * shown. Plans: case_file_shown, case_file_answered.
 */
export async function listPublicNews(
  ctx: Ctx,
  asked: Asked,
  { since, until }: { since: Date; until: Date },
): Promise<PublicNews[]> {
  const within = (column: 'published_at' | 'answered_at') =>
    selectPublished(ctx, filterOf(asked))
      .where(column, '>', since)
      .where(column, '<=', until)
      .limit(MOST)
      .execute();
  const rows = [...(await within('published_at')), ...(await within('answered_at'))];
  const once = [...new Map(rows.map((row) => [row.number, row])).values()];
  return once.flatMap((row) =>
    row.published_at
      ? [
          {
            number: row.number,
            title: publicTitle(row),
            place: publicPlace(row).address,
            publishedAt: row.published_at,
            answeredAt: row.answered_at,
          },
        ]
      : [],
  );
}

/** Where the same messages stand on the site. */
export const publicListPath = ({ block, district }: Asked): string =>
  `/messages${filterAddress({ days: 30, ...(block !== null && { block }), ...(district !== null && { district }) })}`;
