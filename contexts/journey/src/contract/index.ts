export { journeyView, outcome, stepView, whom, type Journey, type Outcome, type Step, type Whom } from './views.ts';
