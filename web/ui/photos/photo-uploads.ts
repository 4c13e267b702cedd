import { useCallback, useEffect, useRef, useState } from 'react';
import { formatBytes } from '../../../shared/text/numbers.ts';
import { asProblem, isPassing } from '../../lib/api-problem.ts';
import { makeRandomKey } from '../../lib/random-key.ts';

export interface PhotoUpload<T> {
  id: string;
  file: File;
  /** Address of the preview made on this device. */
  preview: string;
  status: 'sending' | 'sent' | 'failed';
  /** 0 to 1 while sending. */
  progress: number;
  error?: string;
  /** The failure may pass: what the server has refused is not offered to be sent again. */
  canRetry?: boolean;
  /** What the server answered; it holds the file's id. */
  result?: T;
}

export interface PhotoUploadOptions<T> {
  /** `(file, onProgress, signal) => call(uploadFile, {}, { file, onProgress, signal })` */
  send: (file: File, onProgress: (share: number) => void, signal: AbortSignal) => Promise<T>;
  /** How many at most; 5 by default. */
  max?: number;
  /** Bytes of one file; 20 MB by default. The server checks again. */
  maxBytes?: number;
}

export interface PhotoUploads<T> {
  uploads: readonly PhotoUpload<T>[];
  max: number;
  add: (files: Iterable<File>) => void;
  retry: (id: string) => void;
  remove: (id: string) => void;
  /** Why some of the chosen files were not taken. */
  refusal: string;
  isSending: boolean;
}

/** Photos on their way to the server, each with its own progress and retry; text around them is never touched. */
export function usePhotoUploads<T>(options: PhotoUploadOptions<T>): PhotoUploads<T> {
  const { max = 5, maxBytes = 20 * 1024 * 1024 } = options;
  const { uploads, setUploads, running, start } = useSending(options.send);
  const [refusal, setRefusal] = useState('');
  const add = (files: Iterable<File>) => {
    const { taken, words } = chooseFiles([...files], max - uploads.length, maxBytes);
    setRefusal(words);
    const fresh = taken.map((file) => ({
      id: makeRandomKey(),
      file,
      preview: URL.createObjectURL(file),
      status: 'sending' as const,
      progress: 0,
    }));
    setUploads((all) => [...all, ...fresh]);
    for (const { id, file } of fresh) void start(id, file);
  };
  const remove = (id: string) => {
    running.current.get(id)?.abort();
    const gone = uploads.find((one) => one.id === id);
    if (gone) URL.revokeObjectURL(gone.preview);
    setUploads((all) => all.filter((one) => one.id !== id));
    setRefusal('');
  };
  const retry = (id: string) => {
    const one = uploads.find((upload) => upload.id === id);
    if (one) void start(id, one.file);
  };
  return {
    uploads,
    max,
    add,
    retry,
    remove,
    refusal,
    isSending: uploads.some((one) => one.status === 'sending'),
  };
}

/** The list of uploads and the sending of one of them; leaving the screen stops all. */
function useSending<T>(sendFile: PhotoUploadOptions<T>['send']) {
  const [uploads, setUploads] = useState<readonly PhotoUpload<T>[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const send = useRef(sendFile);
  useEffect(() => {
    send.current = sendFile;
  });
  useEffect(() => {
    const all = running.current;
    return () => {
      for (const abort of all.values()) abort.abort();
    };
  }, []);

  const start = useCallback(async (id: string, file: File) => {
    const abort = new AbortController();
    running.current.set(id, abort);
    const patch = (change: Partial<PhotoUpload<T>>) =>
      setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...change } : one)));
    patch({ status: 'sending', progress: 0, error: undefined });
    try {
      const result = await send.current(file, (progress) => patch({ progress }), abort.signal);
      patch({ status: 'sent', progress: 1, result });
    } catch (error) {
      if (abort.signal.aborted) return;
      const problem = asProblem(error);
      patch({
        status: 'failed',
        error: problem.message,
        canRetry: isPassing(problem) || problem.status === 429,
      });
    }
  }, []);
  return { uploads, setUploads, running, start };
}

/** Takes what fits and says in words why the rest was left. */
export function chooseFiles<F extends { name: string; size: number; type: string }>(
  files: readonly F[],
  room: number,
  maxBytes: number,
): { taken: F[]; words: string } {
  const reasons: string[] = [];
  const fit = files.filter((file) => {
    // Some phones give HEIC without a type; then the name decides.
    const isPicture = file.type
      ? file.type.startsWith('image/')
      : /\.(jpe?g|png|webp|hei[cf])$/iu.test(file.name);
    if (!isPicture) reasons.push(`«${file.name}» — не фото.`);
    else if (file.size > maxBytes) reasons.push(`«${file.name}» больше ${formatBytes(maxBytes)}.`);
    return isPicture && file.size <= maxBytes;
  });
  const taken = fit.slice(0, Math.max(0, room));
  if (taken.length < fit.length) reasons.push('Лишние фото не добавлены: места больше нет.');
  return { taken, words: reasons.join(' ') };
}
