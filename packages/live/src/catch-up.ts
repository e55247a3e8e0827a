import { eventFrame, positionFrame, resetFrame } from './frames.ts';
import type { Log, NumberedEvent, Update } from './log.ts';
import type { LiveLimits } from './limits.ts';
import type { Reader } from './reader.ts';

export interface CatchingUp<Event extends NumberedEvent, Message> {
  readonly log: Log<Event>;
  readonly updatesFor: (event: Event) => readonly Update<Message>[];
  readonly limits: LiveLimits;
  /** The number of the last event that live readers were told. */
  readonly position: () => number;
}

/**
 * Tells a reader from the log what it missed, page by page, until it is where the hub is; from then on it is live.
 * @returns false when the reader does not take what it is told
 */
export const catchUp = async <Event extends NumberedEvent, Message>(
  hub: CatchingUp<Event, Message>,
  reader: Reader<Message>,
): Promise<boolean> => {
  const { sink } = reader.reading;
  if (isLost(hub, reader)) {
    reader.position = hub.position();
    sink.write(resetFrame(reader.position));
  }
  while (isCatchingUp(reader)) {
    const told = tellPage(hub, reader);
    // L2. No turn lies between reaching the hub's position and being live.
    if (reader.position >= hub.position()) {
      reader.state = 'live';
      sink.write(told + positionFrame(reader.position));
      return true;
    }
    if (told !== '') sink.write(told);
    if (!(await sink.drained(hub.limits.drainMs))) return false;
    // Whoever else has work to do comes in between two pages.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return true;
};

/** A reader is closed from outside, between two turns of this one. */
const isCatchingUp = <Message>(reader: Reader<Message>): boolean => reader.state === 'catching-up';

/** Whether what the reader missed cannot be told: too much, not in the log any more, or of another log altogether. */
const isLost = <Event extends NumberedEvent, Message>(
  { log, limits, position }: CatchingUp<Event, Message>,
  { position: seen }: Reader<Message>,
): boolean => {
  if (seen === position()) return false;
  if (seen > position() || position() - seen > limits.behindMax) return true;
  const [next] = log.events({ after: seen, before: position() + 1, limit: 1 });
  return next?.number !== seen + 1;
};

/** The frames of the next page; the reader's position is behind it then. */
const tellPage = <Event extends NumberedEvent, Message>(
  { log, updatesFor, limits, position }: CatchingUp<Event, Message>,
  reader: Reader<Message>,
): string => {
  const { channel, accepts, correlationId } = reader.reading;
  const until = position();
  const events = log.events({
    after: reader.position,
    before: until + 1,
    limit: limits.pageEvents,
    ...(correlationId !== undefined && { correlationId }),
  });
  let frames = '';
  for (const event of events) {
    for (const { channel: of, message } of updatesFor(event)) {
      if (of !== channel || accepts?.(message) === false) continue;
      frames += eventFrame(event.number, JSON.stringify(message));
    }
  }
  // A page that is not full was the last one there is.
  reader.position = events.length < limits.pageEvents ? until : (events.at(-1)?.number ?? until);
  return frames;
};
