import type { Journey, Step } from '../contract/index.ts';
import { html, nothing, type Html } from './html.ts';
import { duration, nameOf, stopwatch } from './words.ts';

/** Waits shorter than this are not worth a line of their own, in milliseconds. */
const WORTH_TELLING_MS = 1_000;

/** Every event as a line of the story, and between them the waits. */
export const story = ({ steps, summary }: Journey): Html => {
  const startMs = Date.parse(steps[0]?.at ?? '');
  const here = new Set(steps.map(({ eventId }) => eventId));
  return html`<ol>
    ${steps.map((step) => html`${wait(step)}${line(step, Date.parse(step.at) - startMs, here)}`)}
    ${
      summary.waitsFor === undefined
        ? nothing
        : html`<li class="wait ${summary.waitsFor}"><p>Waiting for ${nameOf[summary.waitsFor]} …</p></li>`
    }
  </ol>`;
};

const wait = ({ waitedFor, sincePreviousMs }: Step): Html =>
  waitedFor === undefined || sincePreviousMs < WORTH_TELLING_MS
    ? nothing
    : html`<li class="wait ${waitedFor}"><p>${duration(sincePreviousMs)} waiting for ${nameOf[waitedFor]}</p></li>`;

const line = (step: Step, sinceStartMs: number, here: ReadonlySet<string>): Html =>
  html`<li id="event-${step.eventId}">
    <time datetime="${step.at}">${stopwatch(sinceStartMs)}</time>
    <p>${step.sentence}</p>
    ${step.workflowStep === undefined ? nothing : html`<p class="where">Workflow step: ${step.workflowStep}</p>`}
    <details>
      <summary>The event behind it</summary>
      <code>${step.type}</code>, published by the context <code>${step.context}</code> at ${step.at}.
      ${cause(step, here)}
    </details>
  </li>`;

const cause = ({ causationId }: Step, here: ReadonlySet<string>): Html => {
  if (causationId === undefined) return html`A person did it, or a clock.`;
  return here.has(causationId)
    ? html`It follows from <a href="#event-${causationId}">an event before it</a>.`
    : html`It follows from event <code>${causationId}</code>.`;
};
