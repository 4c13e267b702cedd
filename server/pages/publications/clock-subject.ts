import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import { makeTitle } from '../../messages/cases/index.ts';

const approvers = [{ may: 'publications.approve' }];

/** Looks that are owed at pieces let out urgently, on the ladder of reminders. Plan: publication_unreviewed. */
export const reviewTerms: ToldSubject = {
  kind: 'publication-review',
  title: (clock) => (clock === 'publication-review' ? 'Проверить срочную публикацию' : undefined),
  terms: async (ctx) => {
    const rows = await ctx.db
      .selectFrom('publications.publication')
      .select(['id', 'text', 'made_by', 'state_at', 'review_by'])
      .where('is_urgent', '=', true)
      .where('reviewed_at', 'is', null)
      .where('review_by', 'is not', null)
      .execute();
    return rows.flatMap((row): SubjectTerm[] =>
      row.review_by
        ? [
            {
              id: row.id,
              clock: 'publication-review',
              startedAt: row.state_at,
              dueAt: row.review_by,
              name: 'Публикация без согласования',
              about: makeTitle(row.text),
              path: `/staff/publications?id=${row.id}`,
              notTo: [row.made_by],
              whom: (word) => (word === 'owner' || word === 'coordinator' ? approvers : undefined),
            },
          ]
        : [],
    );
  },
};
