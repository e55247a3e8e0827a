import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { escapeHtml, page } from './layout.ts';

/** The API for people, from its OpenAPI document: no script, nothing from elsewhere. */
export const docsPage = (document: JsonObject): string => {
  const operations = Object.entries(objectOf(document['paths'])).flatMap(([path, methods]) =>
    Object.entries(objectOf(methods)).map(([method, operation]) => ({ path, method, operation: objectOf(operation) })),
  );
  const byTag = Map.groupBy(operations, ({ operation }) => listOf(operation['tags']).map(String)[0] ?? '');
  return page(
    'The API of Serverless Espresso',
    `<h1>The API</h1>
<p>Everything the bar's own pages can do, you can. A command answers when what it did is durable, and takes an
<code>Idempotency-Key</code>, so that a second try does no harm. What cannot be is told as a problem (RFC 9457), whose
<code>type</code> leads to a page that explains it.</p>
<p>Sign in as a customer with <code>POST /api/sessions/customer</code>, or join the staff by an invitation; send the token as
<code>Authorization: Bearer …</code>. Programs read <a href="/api/openapi.json">the same as OpenAPI 3.1</a>.</p>
${[...byTag].map(([tag, of]) => `<h2>${escapeHtml(tag)}</h2>${of.map(operationHtml).join('')}`).join('')}`,
  );
};

const operationHtml = ({
  path,
  method,
  operation,
}: {
  path: string;
  method: string;
  operation: JsonObject;
}): string => {
  const parameters = listOf(operation['parameters']).map(objectOf);
  const body = schemaIn(objectOf(operation['requestBody']));
  return `<details><summary><span class="method">${method.toUpperCase()}</span> <code>${escapeHtml(path)}</code><br><span class="soft">${text(operation['summary'])}</span></summary>
<p>${text(operation['description'])}</p>
${parameters.length === 0 ? '' : `<h3>Parameters</h3><ul>${parameters.map(parameterHtml).join('')}</ul>`}
${body === undefined ? '' : `<h3>Body</h3>${code(body)}`}
<h3>Replies</h3>${Object.entries(objectOf(operation['responses'])).map(replyHtml).join('')}</details>`;
};

const parameterHtml = ({ name = '', in: place = '', required = false, description = '' }: JsonObject): string =>
  `<li><code>${text(name)}</code> <span class="soft">(${text(place)}${required === true ? ', needed' : ''})</span> ${text(description)}</li>`;

const replyHtml = ([status, reply]: [string, Json]): string => {
  const { description = '' } = objectOf(reply);
  const schema = schemaIn(objectOf(reply));
  const isProblem = schema !== undefined && '$ref' in schema;
  return `<p><strong>${escapeHtml(status)}</strong> ${text(description).replaceAll(/`([a-z0-9-]+)`/g, '<a href="/problems/$1"><code>$1</code></a>')}</p>${schema === undefined || isProblem ? '' : code(schema)}`;
};

const schemaIn = ({ content }: JsonObject): JsonObject | undefined => {
  const [media] = Object.values(objectOf(content));
  const { schema } = objectOf(media);
  return isJsonObject(schema) ? schema : undefined;
};

const code = (value: Json): string => `<pre tabindex="0">${escapeHtml(JSON.stringify(value, undefined, 2))}</pre>`;
const text = (value: Json | undefined): string => (typeof value === 'string' ? escapeHtml(value) : '');
const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const listOf = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
