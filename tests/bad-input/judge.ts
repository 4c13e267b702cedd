import type { LightMyRequestResponse } from 'fastify';
import { problem } from '../../shared/contract/errors.ts';

const CYRILLIC = /[а-яё]/i;
/** What only a program would say: a stack, a query, a library's or the database's own words. */
const INNARDS =
  /node_modules|\.ts:\d|\bat [\w.<>]+ \(|Error:|FST_|SELECT |INSERT |syntax error|violates|invalid input|Invalid |Expected|expected |required|undefined|\[object|ECONN|zod/i;

/** What is wrong with a reply to a bad request, or null: it must be a success or a refusal a person understands. */
export function findFault(reply: LightMyRequestResponse): string | null {
  const { statusCode: status, body, headers } = reply;
  if (status >= 200 && status < 300) {
    return headers['x-content-type-options'] === 'nosniff' || status === 204 ? null : `${status} без nosniff`;
  }
  if (status < 400 || status >= 500) return `${status} ${body.slice(0, 300)}`;
  if (!String(headers['content-type']).startsWith('application/problem+json'))
    return `${status} ${headers['content-type']} ${body.slice(0, 300)}`;
  const parsed = problem.safeParse(JSON.parse(body));
  if (!parsed.success) return `не problem+json: ${body.slice(0, 300)}`;
  const { title, detail, fields = {} } = parsed.data;
  const silent = [title, detail, ...Object.values(fields)].filter(
    (text) => !CYRILLIC.test(text) || INNARDS.test(text),
  );
  return silent.length > 0 ? `${status}: не по-русски: ${JSON.stringify(silent)}` : null;
}
