/**
 * Where to go after signing in: the address asked for, when it is one of the workplace's own.
 * Anything else (another site, `//host`, a script) becomes «Моё сегодня»: a forged link must not lead away.
 */
export function readNextPath(next: string | undefined): string {
  if (!next || !/^\/(staff|head)(?=[/?#]|$)/u.test(next)) return '/staff';
  const isDoor = /^\/staff\/(sign-in|new-password|setup)(?=[/?#]|$)/u.test(next);
  return isDoor ? '/staff' : next;
}
