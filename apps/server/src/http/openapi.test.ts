import { isJsonObject, type Json, type JsonObject } from '@espresso/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBar, type TestBar } from '../testing/test-bar.ts';

let bar: TestBar;
let document: JsonObject;
beforeAll(async () => {
  bar = await openTestBar();
  document = (await bar.call('GET', '/api/openapi.json')).body;
});
afterAll(() => bar.close());

const at = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((inner, name) => (isJsonObject(inner) ? inner[name] : undefined), value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const objects = (value: Json | undefined): readonly JsonObject[] => {
  if (isList(value)) return value.flatMap(objects);
  return isJsonObject(value) ? [value, ...Object.values(value).flatMap(objects)] : [];
};
const operations = () =>
  bar.app.endpoints.map((endpoint) => {
    const { path, method } = endpoint.served.route;
    const operation = at(document, 'paths', path, method.toLowerCase());
    if (!isJsonObject(operation)) throw new TypeError(`${method} ${path} is not described`);
    return { endpoint, operation };
  });

test('it describes every route, and none that is not there', () => {
  expect(operations()).toHaveLength(bar.app.endpoints.length);
  const paths = at(document, 'paths');
  const described = isJsonObject(paths)
    ? Object.values(paths).flatMap((methods) => (isJsonObject(methods) ? Object.keys(methods) : []))
    : [];
  expect(described).toHaveLength(bar.app.endpoints.length);
});

test('every reference leads somewhere, and every operation has a name of its own', () => {
  for (const { $ref } of objects(document)) {
    if (typeof $ref !== 'string' || !$ref.startsWith('#/components/')) continue;
    expect([$ref, at(document, ...$ref.slice(2).split('/'))]).not.toEqual([$ref, undefined]);
  }
  const ids = operations().map(({ operation }) => operation['operationId']);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every parameter of a path is described, and what a query may say', () => {
  for (const { endpoint, operation } of operations()) {
    const { path } = endpoint.served.route;
    const described = objects(operation['parameters']).flatMap(({ in: place, name }) =>
      place === 'path' ? [name] : [],
    );
    expect([path, described]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)]);
  }
  const events = operations().find(({ operation }) => operation['operationId'] === 'get-events');
  expect(objects(events?.operation['parameters']).map(({ name }) => name)).toContain('pattern');
});

test('every refusal of a route is told under its status, as a problem', () => {
  for (const { endpoint, operation } of operations()) {
    for (const [name, [status]] of Object.entries(endpoint.served.route.refusals)) {
      const reply = at(operation, 'responses', String(status));
      expect(at(reply, 'description')).toContain(`\`${name}\``);
      expect(at(reply, 'content', 'application/problem+json', 'schema', '$ref')).toBe('#/components/schemas/Problem');
    }
  }
});

test('what the server itself may say is told, too', () => {
  const told = (method: string, path: string, status: number) =>
    at(document, 'paths', path, method, 'responses', String(status), 'description');
  expect(told('get', '/api/shops/{shopId}/board/live', 503)).toContain('`too-many-readers`');
  expect(told('get', '/api/shops/{shopId}/board/live', 429)).toContain('`too-many-of-yours`');
  expect(told('post', '/api/orders', 401)).toContain('`session-ended`');
  expect(told('post', '/api/orders', 403)).toContain('`other-site`');
  expect(told('post', '/api/orders', 503)).toContain('`stopping`');
  for (const { operation } of operations())
    expect(at(operation, 'responses', '500', 'description')).toContain('`internal-error`');
});

test('what needs a session says so, and every command takes an idempotency key', () => {
  for (const { endpoint, operation } of operations()) {
    const { route } = endpoint.served;
    const { access } = route;
    expect('security' in operation).toBe(!access.includes('anyone'));
    const named = objects(operation['parameters']).map(({ name }) => name);
    expect(named.includes('Idempotency-Key')).toBe(endpoint.served.route.method !== 'GET');
    expect(named.includes('Last-Event-ID')).toBe(endpoint.runs === 'stream');
  }
});
