import type { Journey } from '../contract/index.ts';
import { html, nothing, type Html } from './html.ts';
import { story } from './story.ts';
import { style } from './style.ts';
import { duration, inShort } from './words.ts';

/**
 * An order's journey as a whole web page: one document with its own style and no script, readable on a phone, in the dark,
 * by ear, and on paper.
 */
export const renderJourney = (journey: Journey): string => {
  const { orderNumber, drink } = journey.summary;
  const title = orderNumber === undefined ? 'An order without a number' : `Order #${orderNumber}`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}: its journey</title>
        <style>
          ${{ html: style }}
        </style>
      </head>
      <body>
        <main>
          <header>
            <p class="eyebrow">The journey of</p>
            <h1>${title}</h1>
            <p class="lede">${drink === undefined ? nothing : html`<strong>${drink}.</strong> `}${inShort(journey)}</p>
          </header>
          <section aria-labelledby="time">
            <h2 id="time">Where the time went</h2>
            ${whereTheTimeWent(journey)}
          </section>
          <section aria-labelledby="story">
            <h2 id="story">What happened</h2>
            <p class="soft">Minutes and seconds since the scan. It began ${began(journey)}.</p>
            ${story(journey)}
          </section>
          <footer>
            Nobody steered this order from a desk. Every line above is an event that one part of the bar published and
            others heard; a workflow remembered where the order was and waited, without working, for people.
          </footer>
        </main>
      </body>
    </html>`.html;
};

const began = ({ steps }: Journey): Html => {
  const at = steps[0]?.at ?? '';
  return html`<time datetime="${at}">${at.slice(0, 10)} at ${at.slice(11, 19)} UTC</time>`;
};

const whereTheTimeWent = ({ summary }: Journey): Html => {
  const shares = [
    { who: 'customer', name: 'Waiting for the customer', ms: summary.waitedForCustomerMs },
    { who: 'barista', name: 'Waiting for a barista', ms: summary.waitedForBaristaMs },
    {
      who: 'software',
      name: 'Software at work',
      ms: Math.max(summary.totalMs - summary.waitedForCustomerMs - summary.waitedForBaristaMs, 0),
    },
  ];
  return html`${bar(shares)}
    <dl>
      ${shares.map(
        ({ who, name, ms }) =>
          html`<dt><span class="dot ${who}" aria-hidden="true"></span>${name}</dt>
            <dd>${duration(ms)}</dd>`,
      )}
      <dt><strong>In all</strong></dt>
      <dd><strong>${duration(summary.totalMs)}</strong></dd>
    </dl>`;
};

interface Share {
  readonly who: string;
  readonly ms: number;
}

/** The shares as one bar. Decoration: the list below it says the same in words. */
const bar = (shares: readonly Share[]): Html => {
  const allMs = shares.reduce((sum, { ms }) => sum + ms, 0) || 1;
  let x = 0;
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    ${shares.map(({ who, ms }) => {
      const width = (100 * ms) / allMs;
      const rect = html`<rect class="${who}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="4" />`;
      x += width;
      return rect;
    })}
  </svg>`;
};
