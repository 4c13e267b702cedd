import type { ApiProblem } from './api-problem.ts';

/**
 * Errors of a form by the id of their control, for `ErrorSummary` and the fields. `ids` maps the server's field names
 * (with or without `body.`) to ids; what has no control, or a failure of the whole, goes to ''.
 */
export function fieldErrors(
  problem: ApiProblem | null,
  ids: Readonly<Record<string, string>> = {},
): Record<string, string> {
  if (!problem) return {};
  const entries = Object.entries(problem.fields);
  if (entries.length === 0) return { '': problem.message };
  return Object.fromEntries(
    entries.map(([name, words]) => {
      const plain = name.replace(/^body\./u, '');
      return [ids[plain] ?? plain, words];
    }),
  );
}
