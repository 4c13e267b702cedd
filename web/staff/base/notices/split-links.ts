/** A piece of a text: an address by its path, or words. */
export interface TextPart {
  text: string;
  path: string | null;
}

/** The words of a letter of the program and the addresses of its workplace in them, in their order. */
export function splitLinks(text: string): TextPart[] {
  return text
    .split(/((?:https?:\/\/[^\s/]+|(?<=^|\s))\/(?:staff|head)(?:\/[^\s]*)?)/mu)
    .filter((part) => part !== '')
    .map((part) => ({
      text: part,
      path: /^(?:https?:\/\/[^\s/]+)?(\/(?:staff|head)(?:\/\S*)?)$/u.exec(part)?.[1] ?? null,
    }));
}
