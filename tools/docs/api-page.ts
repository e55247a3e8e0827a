import { staffRoles, type Access, type RouteDefinition } from '@espresso/contract';
import { schemaOf } from '../json-schema.ts';
import { fieldsOf } from './fields.ts';
import { anchor, code, join, list, page, sentence, table, titleOf } from './page.ts';

/** The routes of a part of the bar. */
export interface Served {
  readonly part: string;
  readonly routes: readonly RouteDefinition[];
}

/** Every route of the API: what it is for, who may call it, what it takes and how it may say no. */
export const apiPage = (served: readonly Served[]): string => {
  const parts = served.filter(({ routes }) => routes.length > 0);
  return page(
    'The API',
    'Drawn from the routes that are served. The same, with what is answered, is in [openapi.json](openapi.json), and at `/api/openapi.json` of a running bar. A refusal is a problem (RFC 9457) whose type ends in its name. Who may not call a route at all gets `sign-in-needed` (401) or `not-allowed` (403); what does not fit its schema gets `invalid-request` (422).',
    `A role may do what the roles below it may: ${staffRoles.join(', ')}. A display is on its own: it may do only what says so.`,
    list(
      parts.map(({ part, routes }) => {
        const links = routes.map((route) => `[${code(headingOf(route))}](#${anchor(headingOf(route))})`);
        return `[${titleOf(part)}](#${anchor(titleOf(part))}): ${links.join(', ')}`;
      }),
    ),
    ...parts.map(({ part, routes }) => join(`## ${titleOf(part)}`, ...routes.map(sectionOf))),
  );
};

const headingOf = ({ method, path }: RouteDefinition): string => `${method} ${path}`;

/** Who may call it, in words. */
export const whoOf = (access: Access): string =>
  access.map((who) => (who === 'barista' || who === 'viewer' ? `${who} or above` : who)).join(', ');

const sectionOf = (route: RouteDefinition): string =>
  join(
    `### ${headingOf(route)}`,
    sentence(route.summary),
    `For: ${whoOf(route.access)}. Answers ${String(route.status ?? 200)}.`,
    table(
      ['takes', 'in', 'type', ''],
      (['params', 'query', 'body'] as const)
        .filter((place) => place !== 'body' || route.method !== 'GET')
        .flatMap((place) =>
          fieldsOf(schemaOf(route[place], 'input', 'any')).map((field) => [
            code(field.path),
            place === 'params' ? 'path' : place,
            field.type,
            field.required ? '' : field.default === undefined ? 'optional' : `usually ${JSON.stringify(field.default)}`,
          ]),
        ),
    ),
    table(
      ['says no', 'status', 'title'],
      Object.entries(route.refusals).map(([reason, [status, title]]) => [code(reason), String(status), title]),
    ),
  );
