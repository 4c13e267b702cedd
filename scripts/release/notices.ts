import type { Component } from './sbom.ts';

/** Who made what is inside, and on what terms: NOTICE is a list, LICENCES the words of every licence once. */

const parts: Readonly<Record<Component['part'], string>> = {
  runtime: 'Node.js',
  packages: 'Packages of node_modules',
  pages: 'Built into the pages (dist)',
};

const data = `Data

- Boundary and centre lines of the sample city: (c) OpenStreetMap contributors, ODbL 1.0.
- Production calendar 2019-2027: after the open data of xmlcalendar.`;

export function makeNotice(version: string, components: readonly Component[]): string {
  const lists = Object.entries(parts).map(([part, title]) => {
    const lines = components
      .filter((one) => one.part === part)
      .map(
        ({ name, version: own, licence, author }) =>
          `- ${name} ${own}: ${licence || 'no licence named'}${author ? `; ${author}` : ''}`,
      )
      .toSorted();
    return `${title}\n\n${[...new Set(lines)].join('\n')}`;
  });
  return [
    `Otklik ${version}`,
    'Licensed under the Apache License, Version 2.0 (LICENSE). It comes with the work of others, named here; the words of their licences are in LICENCES.txt.',
    ...lists,
    data,
    '',
  ].join('\n\n');
}

export interface LicenceText {
  /** `name version`. */
  of: string;
  text: string;
}

/** Each text once, below the names of all that come with it. */
export function joinLicences(texts: readonly LicenceText[]): string {
  const owners = new Map<string, Set<string>>();
  for (const { of, text } of texts) {
    const clean = text.replaceAll('\r\n', '\n').trim();
    owners.set(clean, (owners.get(clean) ?? new Set()).add(of));
  }
  return [...owners]
    .map(
      ([text, names]) =>
        `${'='.repeat(80)}\n${[...names].toSorted().join('\n')}\n${'-'.repeat(80)}\n\n${text}\n`,
    )
    .join('\n');
}
