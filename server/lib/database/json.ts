/** An escape that may be half of a character: PostgreSQL keeps no such text, and its jsonb refuses the whole value. */
const HALF_ESCAPE = /\\u[dD][89a-fA-F]/;

/** Replaces halves of characters by «�» in every text of a parsed value, keys too; in place, without recursion. */
function mend(parsed: unknown): unknown {
  const root = { value: parsed };
  const waiting: Record<string, unknown>[] = [root];
  for (let holder = waiting.pop(); holder; holder = waiting.pop()) {
    for (const [key, value] of Object.entries(holder)) {
      if (typeof value === 'string') holder[key] = value.toWellFormed();
      else if (value !== null && typeof value === 'object') waiting.push(value as Record<string, unknown>);
      if (!key.isWellFormed()) {
        holder[key.toWellFormed()] = holder[key];
        delete holder[key];
      }
    }
  }
  return root.value;
}

/** Makes what was parsed of `source` storable; free where nothing is amiss. */
export const mendParsed = (source: string, parsed: unknown): unknown =>
  HALF_ESCAPE.test(source) ? mend(parsed) : parsed;

/** `JSON.parse` whose every text can be stored. Throws SyntaxError. */
export const parseStorable = (source: string): unknown => mendParsed(source, JSON.parse(source));
