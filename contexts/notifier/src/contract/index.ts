export { letterDue, pushDue } from './events.ts';
