import { escapeHtml, page } from './layout.ts';

/** What runs here, and the ways in that exist. */
export const landingPage = (shops: readonly { readonly name: string; readonly status: string }[]): string =>
  page(
    'Serverless Espresso',
    `<h1>Serverless Espresso</h1>
<p>A pop-up coffee bar that runs itself on events. Every order you place travels as events from one part of the bar to the
next, and a workflow remembers where it is.</p>
<h2>Shops</h2>
<ul>${shops.map(({ name, status }) => `<li>${escapeHtml(name)} <span class="soft">(${escapeHtml(status)})</span></li>`).join('')}</ul>
<h2>Ways in</h2>
<ul>
<li><a href="/api/docs">The API</a>, and its <a href="/api/openapi.json">description for programs</a></li>
<li><a href="/metrics">Figures</a> and <a href="/healthz">health</a></li>
</ul>
<p class="soft">The story of an order, event by event, is at <code>/orders/{its id}/journey</code> for whoever ordered it and for the staff.</p>`,
  );
