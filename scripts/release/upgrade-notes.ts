/** What whoever upgrades has to know, out of CHANGELOG: the parts headed «Upgrading», newest first. */

interface Section {
  title: string;
  lines: string[];
}

const split = (text: string, mark: RegExp): Section[] => {
  const sections: Section[] = [];
  for (const line of text.split('\n')) {
    const title = mark.exec(line)?.[1];
    if (title !== undefined) sections.push({ title: title.trim(), lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
};

export function makeUpgradeNotes(
  changelog: string,
  { version, migrations }: { version: string; migrations: readonly string[] },
): string {
  const notes = split(changelog, /^## (.+)$/u).flatMap(({ title, lines }) => {
    const own = split(lines.join('\n'), /^### (.+)$/u).find((part) => part.title === 'Upgrading');
    const words = own?.lines.join('\n').trim();
    if (!words) return [];
    return [`## ${title === 'Unreleased' ? version : title}\n\n${words}`];
  });
  return [
    `# Upgrading to Otklik ${version}`,
    `The database of this version is at ${migrations.at(-1)}: an older one is brought there by the first start, a newer one is refused. ` +
      'How to upgrade and to go back: docs/install.md. All that changed: CHANGELOG.md.',
    ...notes,
    '',
  ].join('\n\n');
}
