import { useRef, useState } from 'react';
import type { Route, RouteInput } from '../../../shared/contract/route.ts';
import { type CallArgs, callFile } from '../api.ts';
import { asProblem } from '../api-problem.ts';
import { saveFile } from '../save-file.ts';
import { showToast } from '../toast.ts';
import { tellFailure } from './tell-failure.ts';

interface DownloadOptions {
  /** Said after «Файл … сохранён.»: what to do with it. */
  more?: string;
  /** Milliseconds, for files that take longer to make than twenty seconds. */
  timeout?: number;
  /** Tells one button of several from another while it is busy. */
  name?: string;
}

/** Fetches a file and gives it to the person; that it was saved or why it was not is said at the foot of the page. */
export function useDownload() {
  const [busy, setBusy] = useState<string | null>(null);
  const abort = useRef<AbortController | null>(null);
  const download = async <R extends Route>(
    route: R,
    input: RouteInput<R>,
    options: DownloadOptions = {},
  ): Promise<void> => {
    if (busy !== null) return;
    setBusy(options.name ?? '');
    const { timeout } = options;
    abort.current = new AbortController();
    const call = { signal: abort.current.signal, ...(timeout && { timeout }) };
    try {
      const { file, name } = await callFile(route, ...([input, call] as CallArgs<R>));
      saveFile(file, name);
      showToast([`Файл «${name}» сохранён`, options.more].filter(Boolean).join('. '));
    } catch (error) {
      const problem = asProblem(error);
      tellFailure(problem, {
        title: 'Файл не получился',
        retry: () => void download(route, input, options),
      });
    }
    setBusy(null);
  };
  return { isBusy: busy !== null, busy, download, cancel: () => abort.current?.abort() };
}
