import type { Account } from './account.mjs';

/** A folder with bin/, lib/ and share/ from which the account can run the server. */
export function prepareBinaries(account: Account | undefined): { native: string; major: string };
