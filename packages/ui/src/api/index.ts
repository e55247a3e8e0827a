export { openApi, pause, type Api, type ApiOptions, type CommandOptions } from './client.ts';
export { reasonIn, type Outcome, type Refused } from './outcome.ts';
