import type { Expectation, RoleId } from './role-ids.ts';

const readers: readonly RoleId[] = [
  'operator',
  'reviewer',
  'approver',
  'editor',
  'chair',
  'deputy',
  'member',
  'head',
  'observer',
];
const keepers: readonly RoleId[] = ['editor', 'chair', 'deputy'];
const approvers: readonly RoleId[] = ['approver', 'chair', 'deputy'];

/** Who may do what with official pages and what they publish; a part of the table of all routes. */
export const pagesRoutes: Record<string, Expectation> = {
  'register.list-register': { door: readers },
  'register.list-archived': { door: readers },
  'register.count-needs': { door: readers },
  'register.read-page': { door: readers },
  'register.list-looks': { door: readers },
  'register.list-sources': { door: keepers },
  'register.create-page': { door: keepers },
  'register.change-page': { door: keepers },
  'register.keep-figures': { door: keepers },
  'register.archive-page': { door: keepers },
  'register.restore-page': { door: keepers },
  'register.save-body': { door: keepers },
  'register.add-exemption': { door: keepers },
  'register.end-exemption': { door: keepers },
  'register.look-at-page': { door: keepers },
  'register.move-verification': { door: keepers },
  'register.export-region': { door: readers },
  'register.import-region': { door: keepers },
  'register.get-official-pages': { door: 'anyone' },
  'publications.get-calendar': { door: readers },
  'publications.list-publications': { door: readers },
  'publications.count-shelves': { door: readers },
  'publications.list-ideas': { door: readers },
  'publications.get-priorities': { door: readers },
  'publications.read-publication': { door: readers },
  'publications.read-effect': { door: readers },
  'publications.create-publication': { door: keepers },
  'publications.begin-from-source': { door: keepers },
  'publications.check-publication': { door: keepers },
  'publications.change-publication': { door: keepers },
  'publications.submit-publication': { door: keepers },
  'publications.recall-publication': { door: keepers },
  'publications.cancel-publication': { door: keepers },
  'publications.publish-urgently': { door: keepers },
  'publications.move-variant': { door: keepers },
  'publications.retry-variant': { door: keepers },
  'publications.prove-variant': { door: keepers },
  'publications.correct-variant': { door: keepers },
  'publications.withdraw-variant': { door: keepers },
  'publications.settle-correction': { door: keepers },
  'publications.approve-publication': { door: approvers },
  'publications.return-publication': { door: approvers },
  'publications.review-urgent': { door: approvers },
  'publications.approve-correction': { door: approvers },
  'publications.return-correction': { door: approvers },
  'publications.save-quiet-day': { door: approvers },
  'publications.list-corrections': { door: 'anyone' },
  'publications.list-news': { door: 'anyone' },
  'publications.get-news-feed': { door: 'anyone' },
};

/** The register and the calendar are of the whole organisation: what is in them is shown to everybody. */
export const pagesThings = Object.keys(pagesRoutes).filter((id) =>
  /\.(?:read-p|read-effect|list-looks|change|keep|archive-page|restore|save|add|end|look|move|begin|submit|recall|cancel|publish|retry|prove|correct|withdraw|settle|approve|return|review)/u.test(
    id,
  ),
);
