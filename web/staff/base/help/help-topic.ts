/** One text of the help: of a screen, of one thing of its list, or a day of a role. */
export interface HelpTopic {
  /** As it stands in the address: `inbox`, `cases-one`, `guide-operator`. */
  id: string;
  /** Where its Markdown lies: links between texts are those of files. */
  path: string;
  title: string;
  /** Section of the map, `guides` for a day of a role. */
  section: string;
  text: string;
}

/** `/staff/cases/$number` → `cases-one`; the text of a screen lies in a file of this name. */
export const nameHelp = (screen: string): string =>
  screen
    .replace(/^\/(?:staff\/)?/u, '')
    .replaceAll(/\$[a-z]+/gu, 'one')
    .replaceAll('/', '-') || 'staff';

/** Of a thing without a text of its own, that of the list it is in. */
export function pickHelp(
  names: ReadonlySet<string>,
  screen: string | undefined,
  parent: string | undefined,
): string {
  const own = screen === undefined ? '' : nameHelp(screen);
  if (names.has(own)) return own;
  return parent === undefined ? 'staff' : pickHelp(names, parent, undefined);
}

/** A file of docs/help/<section>/ or docs/guides/ as a topic. */
export function readTopic(path: string, text: string): HelpTopic {
  const [, folder = '', name = ''] = /([^/]+)\/([^/]+)\.md$/u.exec(path) ?? [];
  const isGuide = folder === 'guides';
  return {
    id: isGuide ? `guide-${name}` : name,
    path,
    title: /^# (.+)$/mu.exec(text)?.[1]?.trim() ?? name,
    section: folder,
    text: text.replace(/^# .+\n+/u, ''),
  };
}
