export { follow, type Following, type FollowState, type Refusal } from './client/index.ts';
export { eventFrame, resetFrame, positionFrame } from './frames.ts';
export { LiveHub, type LiveHubOptions } from './hub.ts';
export { defaultLimits, type LiveLimits } from './limits.ts';
export type { Log, NumberedEvent, Update } from './log.ts';
export type { Opened, Reading } from './reader.ts';
export { serverSentEvents } from './server-sent-events.ts';
export type { Sink } from './sink.ts';
