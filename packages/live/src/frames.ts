/** What goes over the wire: frames of the event stream format (WHATWG HTML, 9.2.5). */

/** A message: its data as one line of JSON, its id the number of its event. */
export const eventFrame = (number: number, data: string): string => `id: ${number}\ndata: ${data}\n\n`;

/** Tells a reader how far the log has come: it takes the id, and sees no event (9.2.6: an empty data buffer). */
export const positionFrame = (number: number): string => `:\nid: ${number}\n\n`;

/** Tells a reader that what it missed is more than it is told: it fetches the state anew, and goes on from here. */
export const resetFrame = (number: number): string => `event: reset\nid: ${number}\ndata: {"position":${number}}\n\n`;

/** How long a client waits before it comes back, in milliseconds; it spreads that by chance. */
export const retryFrame = (retryMs: number): string => `retry: ${retryMs}\n\n`;
