import { pdfDocument, toMultipart } from '../pictures.ts';
import type { TestServer } from '../site/server.ts';

/** Sends a scan as its sender's browser does. */
export async function uploadScan(
  { inject }: Pick<TestServer, 'inject'>,
  cookie: string,
): Promise<{ fileId: string; token: string }> {
  const { payload, headers } = toMultipart(pdfDocument(), {
    filename: 'protocol.pdf',
    type: 'application/pdf',
  });
  const reply = await inject({ method: 'POST', url: '/api/files', payload, headers: { ...headers, cookie } });
  if (reply.statusCode !== 200) throw new Error(reply.body);
  const { fileId, token } = reply.json();
  return { fileId, token };
}
