import { simpleParser } from 'mailparser';
import { findTraces, type Trace } from './traces.ts';

/** What letters say that reached the mail server: traces of the other town, and links that lead nowhere. */
export async function judgeLetters(
  letters: readonly { to: string; source: string }[],
  url: string,
): Promise<{ traces: Trace[]; dead: string[] }> {
  const traces: Trace[] = [];
  const dead: string[] = [];
  for (const { to, source } of letters) {
    const { subject = '', text = '', from } = await simpleParser(source);
    traces.push(...findTraces(`письмо ${to} «${subject}»`, [subject, from?.text ?? '', text].join('\n')));
    const links = text.match(/\S*\/(?:m|e|staff|unsubscribe)[/?]\S*/gu) ?? [];
    dead.push(...links.filter((link) => !link.startsWith(`${url}/`)).map((link) => `${to}: ${link}`));
  }
  return { traces, dead };
}
