import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Certificate {
  key: Buffer;
  cert: Buffer;
}

export interface Authority {
  /** Who trusts it, trusts what it gives: NODE_EXTRA_CA_CERTS. */
  file: string;
  /** A certificate of `localhost` that ends so many days from now; below nothing it has ended. */
  issue: (days: number) => Certificate;
}

const stamp = (at: Date): string => `${at.toISOString().slice(2, 19).replaceAll(/[-:T]/g, '')}Z`;

/** An authority of certificates of our own, in a folder. */
export function makeAuthority(folder: string): Authority {
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const subject = ['-subj', '/CN=Probe'];
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '30',
    ...subject,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  );
  writeFileSync(at('index'), '');
  writeFileSync(at('serial'), '01');
  writeFileSync(
    at('ca.conf'),
    `[ca]\ndefault_ca=own\n[own]\ndatabase=${at('index')}\nserial=${at('serial')}\nnew_certs_dir=${folder}\ncertificate=${at('ca.pem')}\nprivate_key=${at('ca.key')}\ndefault_md=sha256\npolicy=any\nunique_subject=no\nx509_extensions=site\n[any]\ncommonName=supplied\n[site]\nsubjectAltName=DNS:localhost,IP:127.0.0.1\n`,
  );
  return {
    file: at('ca.pem'),
    issue(days) {
      const end = new Date(Date.now() + days * 86_400_000);
      const begin = new Date(Math.min(Date.now(), end.getTime()) - 40 * 86_400_000);
      openssl(
        'req',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-subj',
        '/CN=localhost',
        '-keyout',
        'site.key',
        '-out',
        'site.csr',
      );
      openssl(
        'ca',
        '-batch',
        '-config',
        'ca.conf',
        '-startdate',
        stamp(begin),
        '-enddate',
        stamp(end),
        '-in',
        'site.csr',
        '-out',
        'site.pem',
        '-notext',
      );
      return { key: readFileSync(at('site.key')), cert: readFileSync(at('site.pem')) };
    },
  };
}
