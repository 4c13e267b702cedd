import { createHash } from 'node:crypto';

/** The bill of materials of a release in CycloneDX 1.6: what it is made of, with licences and where each came from. */

export interface Component {
  name: string;
  version: string;
  /** As the package says: SPDX id or expression; '' = it says nothing. */
  licence: string;
  /** Subresource integrity of package-lock.json, `sha512-…`. */
  integrity: string;
  author: string;
  /** `packages` lies in the archive as it is; `pages` is built into the pages; `runtime` is Node itself. */
  part: 'packages' | 'pages' | 'runtime';
}

const purlOf = ({ name, version, part }: Component): string =>
  part === 'runtime' ? `pkg:generic/node@${version}` : `pkg:npm/${name.replace('@', '%40')}@${version}`;

const hashesOf = (integrity: string) => {
  const [, content] = /^sha512-(.+)$/u.exec(integrity) ?? [];
  return content ? [{ alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') }] : [];
};

/** One name of a licence is an id; several with AND and OR are an expression. */
const licencesOf = (licence: string) => {
  if (!licence) return [];
  return /\s|\(/u.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
};

/** A number by what is inside: the same release has the same. */
function serialOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function makeSbom(
  release: { version: string; commit: string; madeAt: string },
  components: readonly Component[],
): object {
  const listed = components.toSorted((a, b) => (purlOf(a) < purlOf(b) ? -1 : 1));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialOf([release.commit, ...listed.map(purlOf)].join('\n')),
    version: 1,
    metadata: {
      timestamp: release.madeAt,
      component: {
        type: 'application',
        'bom-ref': `pkg:generic/otklik@${release.version}`,
        name: 'otklik',
        version: release.version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
        properties: [{ name: 'otklik:commit', value: release.commit }],
      },
    },
    components: listed.map((one) => ({
      type: one.part === 'runtime' ? 'platform' : 'library',
      'bom-ref': `${purlOf(one)}#${one.part}`,
      name: one.name,
      version: one.version,
      ...(one.author ? { author: one.author } : {}),
      licenses: licencesOf(one.licence),
      hashes: hashesOf(one.integrity),
      purl: purlOf(one),
      properties: [{ name: 'otklik:part', value: one.part }],
    })),
  };
}
