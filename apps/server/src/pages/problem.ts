import type { Endpoint } from '../http/endpoint.ts';
import { serverProblems } from '../http/problems.ts';
import { escapeHtml, page } from './layout.ts';

interface Explained {
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly routes: readonly string[];
}

/** Explains a kind of problem; undefined where there is none of this name. */
export const problemPage = (name: string, endpoints: readonly Endpoint[]): string | undefined => {
  const problem = explain(name, endpoints);
  if (problem === undefined) return undefined;
  const { status, title, detail, routes } = problem;
  return page(
    title,
    `<h1>${escapeHtml(title)}</h1>
<p class="soft">Problem <code>${escapeHtml(name)}</code>, HTTP status ${status}.</p>
${detail === undefined ? '<p>The reply that brought you here says in its <code>detail</code> what was the matter this time.</p>' : `<p>${escapeHtml(detail)}</p>`}
${routes.length === 0 ? '' : `<h2>Who says this</h2><ul>${routes.map((route) => `<li><code>${escapeHtml(route)}</code></li>`).join('')}</ul>`}
<p><a href="/api/docs">All of the API</a></p>`,
  );
};

const explain = (name: string, endpoints: readonly Endpoint[]): Explained | undefined => {
  const own = Object.entries(serverProblems).find(([known]) => known === name)?.[1];
  if (own !== undefined) return { status: own[0], title: own[1], detail: own[2], routes: [] };
  const saying = endpoints.map(({ served }) => served.route).filter(({ refusals }) => Object.hasOwn(refusals, name));
  const [status, title, detail] = saying[0]?.refusals[name] ?? [];
  if (status === undefined || title === undefined) return undefined;
  return {
    status,
    title,
    ...(detail !== undefined && { detail }),
    routes: saying.map(({ method, path }) => `${method} ${path}`),
  };
};
