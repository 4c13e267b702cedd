import type { LightMyRequestResponse } from 'fastify';
import { toMultipart } from './pictures.ts';
import type { Speaker } from './site/server.ts';

export interface SentFile {
  status: number;
  /** The reply of the upload, or the problem of a refusal. */
  body: {
    fileId: string;
    token: string;
    kind: string;
    width: number | null;
    height: number | null;
    position: { lat: number; lon: number; takenAt: string | null } | null;
    code: string;
    detail: string;
  };
}

export interface SendOptions {
  filename?: string;
  type?: string;
  fields?: Record<string, string>;
  cookie?: string;
}

let caller = 0;

/** Uploads a file from an address of its own, so that the limit of 60 a minute does not count tests. */
export async function sendFile(server: Speaker, bytes: Buffer, options: SendOptions = {}): Promise<SentFile> {
  const { payload, headers } = toMultipart(bytes, options);
  caller += 1;
  const reply = await server.inject({
    method: 'POST',
    url: '/api/files',
    payload,
    headers: { ...headers, ...(options.cookie && { cookie: options.cookie }) },
    remoteAddress: `203.0.113.${caller % 250}`,
  });
  return { status: reply.statusCode, body: reply.json() };
}

/** Asks for a variant of an uploaded file, by its token unless another query is given. */
export const showFile = (
  server: Speaker,
  sent: SentFile,
  variant: string,
  query: Record<string, string> = { token: sent.body.token },
): Promise<LightMyRequestResponse> =>
  server.inject({ method: 'GET', url: `/api/files/${sent.body.fileId}/${variant}`, query });
