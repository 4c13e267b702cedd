import type { Expectation, RoleId } from './role-ids.ts';

/** Who loads tables of cases; a part of the table of all routes. Beside the administrator each starts and stops their own. */
export const importRoutes = (importers: readonly RoleId[]): Record<string, Expectation> => ({
  'imports.upload-import': { door: importers },
  'imports.list-imports': { door: importers },
  'imports.get-import': { door: importers },
  'imports.get-import-table': { door: importers, object: 'own' },
  'imports.start-import': { door: importers, object: 'own' },
  'imports.cancel-import': { door: importers, object: 'own' },
  'imports.list-import-lines': { door: importers },
  'imports.export-import-lines': { door: importers },
  'imports.classify-texts': { door: importers },
  'imports.classify-file': { door: importers },
});
