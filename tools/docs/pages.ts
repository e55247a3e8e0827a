import type { WholeBar } from '../whole-bar.ts';
import { apiPage } from './api-page.ts';
import { asyncApi } from './async-api.ts';
import { conformancePage } from './conformance-page.ts';
import { eventsPage } from './events-page.ts';
import { withInterface } from './interface-part.ts';
import { mapPage } from './map-page.ts';
import { titleOf } from './page.ts';
import { rulesPage } from './rules-page.ts';
import { openHostRoutes } from './server-routes.ts';
import { workflowsPage } from './workflows-page.ts';

/** Every page that is drawn from definitions: its path from the project's folder, and its text. */
export const pagesOf = async (
  bar: WholeBar,
  readText: (path: string) => string | undefined,
): Promise<readonly (readonly [path: string, text: string])[]> => {
  const { routes, openApi } = await openHostRoutes();
  return [
    ['docs/map.md', mapPage(bar)],
    ['docs/events.md', eventsPage(bar)],
    ['docs/rules.md', rulesPage(bar)],
    ['docs/workflows.md', workflowsPage(bar)],
    ['docs/conformance.md', conformancePage()],
    [
      'docs/api.md',
      apiPage([
        ...bar.contexts.map(({ name, routes: served }) => ({ part: name, routes: served.map(({ route }) => route) })),
        { part: 'the-host', routes },
      ]),
    ],
    ['docs/openapi.json', JSON.stringify(openApi)],
    ['docs/asyncapi.json', JSON.stringify(asyncApi(bar))],
    ...bar.contexts.map((context) => {
      const path = `${context.kind}s/${context.name}/README.md`;
      const readme = readText(path) ?? `# ${titleOf(context.name)}\n\n${context.purpose}\n`;
      return [path, withInterface(readme, context)] as const;
    }),
  ];
};
