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

/** Who may do what with the register of official pages; a part of the table of all routes. */
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
};

/** The register is of the whole organisation: what is in it is shown to everybody. */
export const pagesThings = Object.keys(pagesRoutes).filter((id) =>
  /\.(?:read-page|list-looks|change|keep|archive-page|restore|save|add|end|look|move)/u.test(id),
);
