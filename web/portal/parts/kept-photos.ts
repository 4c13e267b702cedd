import { useEffect, useRef, useState } from 'react';
import { uploadFile } from '../../../shared/contract/base/files.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { performOrThrow } from '../../lib/commands/perform.ts';
import { findFiles, forgetFiles, keepFiles } from '../../lib/draft-files.ts';
import { useOnline } from '../../lib/online.ts';
import { type PhotoUploads, usePhotoUploads } from '../../ui/photos/photo-uploads.ts';

type Uploaded = RouteReply<typeof uploadFile>;

export interface KeptPhotos {
  photos: PhotoUploads<Uploaded>;
  /** What a message is sent with. */
  refs: { fileId: string; token: string }[];
  hasFailed: boolean;
  /** Why a form with them cannot be sent yet. */
  gap: string | null;
  forget: () => void;
}

const send = (file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<Uploaded> =>
  performOrThrow(uploadFile, {}, { file, onProgress, signal });

/**
 * Photos sent as they are chosen and kept on this device until the form is sent: a closed tab loses none of them.
 * What failed for want of a network goes again when it is back.
 */
export function useKeptPhotos(
  key: string,
  max = 5,
  /** What becomes of a chosen photo before it is sent. */
  prepare?: (file: File) => Promise<File>,
): KeptPhotos {
  const photos = usePrepared(usePhotoUploads<Uploaded>({ send, max }), prepare);
  useKeeping(key, photos);
  useRetryOnline(photos);
  const { uploads } = photos;
  return {
    photos,
    refs: uploads.flatMap(({ result }) => (result ? [{ fileId: result.fileId, token: result.token }] : [])),
    hasFailed: uploads.some(({ status }) => status === 'failed'),
    gap: photos.isSending ? 'Дождитесь, пока уйдут фото' : null,
    forget: () => {
      for (const { id } of uploads) photos.remove(id);
      void forgetFiles(key);
    },
  };
}

/** The same uploads, whose chosen files are prepared first; sending waits for that as for the photos themselves. */
function usePrepared(
  photos: PhotoUploads<Uploaded>,
  prepare: ((file: File) => Promise<File>) | undefined,
): PhotoUploads<Uploaded> {
  const [waiting, setWaiting] = useState(0);
  const add = useRef(photos.add);
  add.current = photos.add;
  if (!prepare) return photos;
  const addPrepared = async (files: readonly File[]) => {
    setWaiting((count) => count + 1);
    add.current(await Promise.all(files.map(prepare)));
    setWaiting((count) => count - 1);
  };
  return {
    ...photos,
    add: (files) => void addPrepared([...files]),
    isSending: photos.isSending || waiting > 0,
  };
}

function useKeeping(key: string, photos: PhotoUploads<Uploaded>): void {
  const [isRestored, setRestored] = useState(false);
  const add = useRef(photos.add);
  add.current = photos.add;
  useEffect(() => {
    if (key === '') return;
    let isGone = false;
    void findFiles(key).then((files) => {
      if (isGone) return;
      if (files.length > 0) add.current(files);
      setRestored(true);
    });
    return () => {
      isGone = true;
    };
  }, [key]);
  const files = photos.uploads.map(({ file }) => file);
  const signature = photos.uploads.map(({ id }) => id).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signature stands for the list of files
  useEffect(() => {
    if (!isRestored) return;
    void (files.length > 0 ? keepFiles(key, files) : forgetFiles(key));
  }, [key, isRestored, signature]);
}

function useRetryOnline({ uploads, retry }: PhotoUploads<Uploaded>): void {
  const isOnline = useOnline();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the return of the network sends again by itself
  useEffect(() => {
    if (!isOnline) return;
    for (const { id, status, canRetry } of uploads) if (status === 'failed' && canRetry) retry(id);
  }, [isOnline]);
}
