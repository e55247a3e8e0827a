export { follow, type Following, type FollowState, type Refusal } from './follow.ts';
export { eventStreamParser, type StreamEvent } from './parser.ts';
