/** Shorter strings are ids, days and codes; a person's own words have a space in them. */
const isWritten = (value: unknown): value is string =>
  typeof value === 'string' && value.trim().includes(' ') && !/^\d{4}-\d\d-\d\dT/u.test(value);

/** What a person wrote in a command, for them to keep: every text of its body, in the order of the form; '' when there is none. */
export function writtenIn(input: unknown): string {
  const body = (input as { body?: unknown } | null | undefined)?.body;
  return collect(body).join('\n\n');
}

function collect(value: unknown): string[] {
  if (isWritten(value)) return [value.trim()];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(collect);
}
