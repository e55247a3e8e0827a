import type { ServerResponse } from 'node:http';
import type { Sink } from './sink.ts';

/** Headers of an event stream: not stored, not transformed, not buffered by a proxy on the way. */
const headers = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-store, no-transform',
  'X-Accel-Buffering': 'no',
} as const;

/**
 * A sink on Node's own response, which costs a third of what a web stream in between does. Sends the headers at once,
 * beside those the response has already.
 */
export const serverSentEvents = (response: ServerResponse): Sink => {
  response.writeHead(200, headers);
  response.flushHeaders();
  response.socket?.setNoDelay(true);
  return {
    write: (text) => {
      if (!response.writableEnded) response.write(text);
    },
    get unreadBytes() {
      return response.writableLength;
    },
    drained: (waitMs) => {
      if (response.destroyed) return Promise.resolve(false);
      if (!response.writableNeedDrain) return Promise.resolve(true);
      return new Promise((resolve) => {
        const settle = (taken: boolean) => {
          clearTimeout(timer);
          response.off('drain', onDrain).off('close', onClose);
          resolve(taken);
        };
        const onDrain = () => settle(true);
        const onClose = () => settle(false);
        const timer = setTimeout(() => settle(false), waitMs);
        response.on('drain', onDrain).on('close', onClose);
      });
    },
    end: () => {
      response.end();
    },
    drop: () => {
      response.destroy();
    },
    onGone: (listener) => {
      if (response.destroyed) listener();
      else response.once('close', listener);
    },
  };
};
