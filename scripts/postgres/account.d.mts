export interface Account {
  uid: number;
  gid: number;
}

export interface Place {
  /** Folder of the passwords, the log and the marks. */
  dir: string;
  /** Folder of the cluster. */
  data: string;
  /** Who runs the server; undefined = ourselves. */
  account: Account | undefined;
}

/** True when the account may enter and read the folder. */
export function canReach(account: Account, dir: string): boolean;
/** Who runs the server of this folder and where its files lie. */
export function choosePlace(wantedDir: string, log?: (text: string) => void): Place;
/** Hands a folder and all in it to the account. */
export function giveTo(account: Account | undefined, dir: string): void;
