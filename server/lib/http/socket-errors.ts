import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type ErrorCode, errorStatus, type Problem } from '../../../shared/contract/errors.ts';

const answers: Record<string, { code: ErrorCode; title: string; detail: string }> = {
  HPE_HEADER_OVERFLOW: {
    code: 'lib.too-large',
    title: 'Слишком длинный запрос',
    detail: 'Адрес или заголовки запроса слишком длинные. Откройте страницу заново.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    code: 'lib.bad-input',
    title: 'Запрос не дошёл',
    detail: 'Запрос шёл слишком долго и прервался. Повторите его.',
  },
};

const unreadable = {
  code: 'lib.bad-input',
  title: 'Запрос не читается',
  detail: 'Запрос составлен не по правилам HTTP. Обновите страницу и повторите.',
} as const;

/** Answers what could not even be read as a request, in the form of every other refusal, and closes the connection. */
export function refuseConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { code, title, detail } = answers[error.code ?? ''] ?? unreadable;
  const status = bareStatus[error.code ?? ''] ?? errorStatus[code];
  answerBare(socket, status, { code, title, detail });
}

/** Statuses of HTTP itself that no failure of ours has. */
const bareStatus: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Answers on the socket, where there is no request to reply to, and closes the connection. */
export function answerBare(
  socket: Socket,
  status: number,
  { code, title, detail }: { code: ErrorCode; title: string; detail: string } = unreadable,
): void {
  const body: Problem = { type: `/api#${code}`, title, status, detail, code, requestId: '' };
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${text}`,
  );
}
