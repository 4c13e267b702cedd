import { sql } from 'kysely';
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

/** What was shown or answered within a span, the latest first, as it may be read now. Plan: case_file_published. */
export async function listPublicNews(
  ctx: Ctx,
  asked: Asked,
  { since, until }: { since: Date; until: Date },
): Promise<PublicNews[]> {
  const rows = await selectPublished(ctx, filterOf(asked))
    .where(
      sql<boolean>`((published_at > ${since} AND published_at <= ${until}) OR (answered_at > ${since} AND answered_at <= ${until}))`,
    )
    .limit(MOST)
    .execute();
  return rows.flatMap((row) =>
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
