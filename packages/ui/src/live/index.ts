export { openChime, type Chime } from './chime.ts';
export { followWhileVisible, type Watching } from './follow-while-visible.ts';
export { latest } from './latest.ts';
export { serverTime } from './server-time.ts';
