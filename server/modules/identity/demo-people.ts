/** Password of every demo sign-in: the demo is open to everybody, and says so on each page. */
export const DEMO_PASSWORD = 'otklik-demo';

/** Role → e-mail of its demo holder; `.invalid` is a zone where no letter can arrive (RFC 2606). */
export const demoEmails: ReadonlyMap<string, string> = new Map();
