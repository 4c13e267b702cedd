/** True when the account may enter and read the folder. */
export function canReach(account: { uid: number; gid: number }, dir: string): boolean;
