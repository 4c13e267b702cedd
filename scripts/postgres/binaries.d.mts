import type { Account } from './account.mjs';

/** A folder with bin/, lib/ and share/ from which the account can run the server. */
export function prepareBinaries(account: Account | undefined): { native: string; major: string };

/** Makes the library links listed by the package; existing ones stay. Throws when the folder is read-only. */
export function makeLinks(packageDir: string): void;
