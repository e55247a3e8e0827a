export { summary, type Summary } from './summary.ts';
