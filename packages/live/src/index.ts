export { follow, type Following, type FollowState, type Refusal } from './client/index.ts';
export { eventFrame, resetFrame, positionFrame } from './frames.ts';
export { LiveHub, type LiveHubOptions, type Log, type NumberedEvent, type Update } from './hub.ts';
export { defaultLimits, type LiveLimits } from './limits.ts';
export type { Opened, Reading } from './reader.ts';
export { serverSentEvents } from './server-sent-events.ts';
export type { Sink } from './sink.ts';
