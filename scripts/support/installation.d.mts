import type { FilesOfAccount } from '../account/act.mjs';

export interface OpenedInstallation {
  url: string;
  /** Under the account that owns the tables; empty where DATABASE_URL names the only one. */
  ownerUrl: string;
  /** Who works on the files of the folder, which must exist. */
  files: () => FilesOfAccount;
  close: () => Promise<void> | undefined;
}

/** The data folder of `npm start` where none is named. */
export function defaultData(): string;
/** Whether the folder, or DATABASE_URL, has a database already. */
export function hasInstallation(data: string): boolean;
/** Throws a sentence when the folder holds no database yet and DATABASE_URL names none. */
export function requireInstallation(data: string): void;
export function openInstallation(data: string): Promise<OpenedInstallation>;
