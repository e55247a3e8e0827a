/** An event of a stream, as dispatched. */
export interface StreamEvent {
  readonly type: string;
  readonly data: string;
}

/** What a stream says, piece by piece. */
export interface StreamListener {
  readonly onEvent: (event: StreamEvent, id: string) => void;
  /** The stream told an id, with an event or without. */
  readonly onId: (id: string) => void;
  readonly onRetry: (retryMs: number) => void;
}

/**
 * Reads the event stream format (WHATWG HTML, 9.2.6) from pieces of text, cut anywhere.
 * @returns takes the next piece
 */
export const eventStreamParser = ({ onEvent, onId, onRetry }: StreamListener): ((piece: string) => void) => {
  let rest = '';
  let type = '';
  let data: string[] = [];
  let id = '';

  const dispatch = (): void => {
    if (data.length > 0) onEvent({ type: type === '' ? 'message' : type, data: data.join('\n') }, id);
    // The id counts only now: of an event that was cut off, it was not seen.
    onId(id);
    type = '';
    data = [];
  };

  const field = (name: string, value: string): void => {
    if (name === 'data') data.push(value);
    else if (name === 'event') type = value;
    else if (name === 'id' && !value.includes('\0')) id = value;
    else if (name === 'retry' && /^[0-9]+$/.test(value)) onRetry(Number(value));
  };

  const line = (text: string): void => {
    const colon = text.indexOf(':');
    if (text === '') dispatch();
    else if (colon === -1) field(text, '');
    // A line that begins with a colon is a comment.
    else if (colon > 0) field(text.slice(0, colon), text.slice(colon + 1).replace(/^ /, ''));
  };

  return (piece) => {
    const text = rest + piece;
    // A carriage return at the very end may be half of a line end: it waits for the next piece.
    const end = text.endsWith('\r') ? text.length - 1 : text.length;
    let from = 0;
    for (const match of text.slice(0, end).matchAll(/\r\n|\n|\r/g)) {
      line(text.slice(from, match.index));
      from = match.index + match[0].length;
    }
    rest = text.slice(from);
  };
};
