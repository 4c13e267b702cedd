/** Only a path of this site: an address in a link must not lead elsewhere after signing in. */
export function safePath(to: string | undefined): string {
  return to && /^\/(?![/\\])[\w\-./?=&%]*$/u.test(to) ? to : '/me';
}
