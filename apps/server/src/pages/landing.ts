import { isBuilt, pageNames, pathOf, type PageName } from './built.ts';
import { escapeHtml, page } from './layout.ts';

const about: Readonly<Record<PageName, readonly [name: string, what: string]>> = {
  customer: ['Order', 'the menu, as a phone shows it'],
  display: ['Display', 'the code and the numbers, for the screen over the bar'],
  barista: ['Barista', 'the queue, for the tablet at the machine'],
  admin: ['Organiser', 'open, close, menu, people, figures'],
  explorer: ['Explorer', 'every event, every rule, every step'],
  lab: ['Lab', 'learn how it works by changing it'],
};

interface Shop {
  readonly shopId: string;
  readonly name: string;
  readonly status: string;
}

/** What runs here, and the ways in that exist. */
export const landingPage = (shops: readonly Shop[]): string => {
  const order = isBuilt('customer');
  const ways = pageNames.filter((name) => name !== 'customer' && isBuilt(name));
  return page(
    'Serverless Espresso',
    `<h1>Serverless Espresso</h1>
<p>A pop-up coffee bar that runs itself on events. Every order you place travels as events from one part of the bar to the
next, and a workflow remembers where it is.</p>
<h2>Shops</h2>
<ul>${shops.map(({ shopId, name, status }) => `<li>${order ? `<a href="/order?shop=${escapeHtml(shopId)}">${escapeHtml(name)}</a>` : escapeHtml(name)} <span class="soft">(${escapeHtml(status)})</span></li>`).join('')}</ul>
<h2>Ways in</h2>
<ul>
${ways.map((name) => `<li><a href="${pathOf(name)}">${about[name][0]}</a>: <span class="soft">${about[name][1]}</span></li>`).join('\n')}
<li><a href="/api/docs">The API</a>, and its <a href="/api/openapi.json">description for programs</a></li>
<li><a href="/metrics">Figures</a> and <a href="/healthz">health</a></li>
</ul>
<p class="soft">The story of an order, event by event, is at <code>/orders/{its id}/journey</code> for whoever ordered it and for the staff.</p>`,
  );
};

/** Whether a phone asks: whoever scans the code in the terminal wants coffee, not an overview. */
export const isPhone = (headers: { readonly get: (name: string) => string | null }): boolean =>
  headers.get('sec-ch-ua-mobile') === '?1' || /\bMobi/.test(headers.get('user-agent') ?? '');
