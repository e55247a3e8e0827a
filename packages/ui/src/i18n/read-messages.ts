import { object, table, text, type Read } from '../read.ts';
import type { Message, Messages } from './messages.ts';

const plural = object({ other: text });

/** A message as a page carries it. */
const message: Read<Message> = (json, place) =>
  typeof json === 'string' ? json : { ...table(text)(json, place), ...plural(json, place) };

/** Reads one language's messages where the server put them into the page. */
export const readMessages: Read<Messages> = table(message);
