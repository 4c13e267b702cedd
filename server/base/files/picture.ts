import type { FileKind } from '../../../shared/contract/base/files.ts';
import type { Config } from '../../lib/config.ts';
import { placeFile, writeDraft } from './storage.ts';
import { prepareFile } from './upload.ts';

/** What is stored of a picture, ready for rows of files.file. */
export interface StoredPicture {
  sha256: string;
  kind: FileKind;
  bytes: number;
  width: number;
  height: number;
}

/**
 * Stores a picture the program itself has made or received by another way than an upload, without a row:
 * any number of rows may then point at its `sha256`. Throws as an upload does.
 */
export async function storePicture(config: Pick<Config, 'dataDir'>, picture: Buffer): Promise<StoredPicture> {
  async function* once() {
    yield picture;
  }
  const draft = await writeDraft(config, once(), picture.length);
  if (!draft) throw new Error('Picture is longer than itself');
  const { kind, variants } = await prepareFile(draft, false);
  if (!variants) throw new Error('Not a picture');
  await placeFile(config, draft, variants);
  return {
    sha256: draft.sha256,
    kind,
    bytes: picture.length,
    width: variants.width,
    height: variants.height,
  };
}
