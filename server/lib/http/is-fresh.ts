type Headers = Record<string, string | string[] | undefined>;

/** What a reply is known by. */
export interface Marks {
  etag?: string | undefined;
  modifiedAt?: Date | undefined;
}

const one = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value.join(',') : value;

/**
 * Whether the caller holds this very reply (RFC 9110, 13.1): by its mark, compared weakly, for whoever packs a reply on its way makes
 * its mark a weak one; else by when it changed, where nothing is said of a mark.
 */
export function isFresh(headers: Headers, { etag, modifiedAt }: Marks): boolean {
  const known = one(headers['if-none-match']);
  if (known !== undefined) {
    if (etag === undefined) return false;
    const marks = known.split(',').map((mark) => mark.trim().replace(/^W\//u, ''));
    return marks.includes(`"${etag}"`) || marks.includes('*');
  }
  const since = Date.parse(one(headers['if-modified-since']) ?? '');
  // The header has no parts of a second.
  return modifiedAt !== undefined && Math.floor(modifiedAt.getTime() / 1000) * 1000 <= since;
}
