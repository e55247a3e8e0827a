import { problem, type Problem } from '@espresso/kernel';

/** A problem with what a program needs to know of it: extension members, RFC 9457, 3.2. */
export type Told = Problem & Readonly<Record<string, unknown>>;

/** Problems of the server itself, before or around any route. Those of routes are named in their definitions. */
export const serverProblems = {
  'unknown-path': [404, 'Nothing is here', 'There is no page and no route of the API at this address.'],
  'method-not-allowed': [
    405,
    'Not this method',
    'The address is right, the method is not; the Allow header names those that are.',
  ],
  'unknown-sandbox': [404, 'No such sandbox', 'There is no sandbox of this id; one that nobody looks at is closed.'],
  'sign-in-needed': [
    401,
    'Sign in first',
    'This needs a session: a customer signs in with an e-mail address, staff by an invitation.',
  ],
  'session-ended': [401, 'Signed out', 'The session is over or was ended. Sign in again.'],
  'not-allowed': [
    403,
    'Not allowed',
    'This session may not do this: it needs another role, or belongs to another shop.',
  ],
  'this-machine-only': [
    403,
    'For this machine only',
    'AWS’s protocols are offered to programs on the bar’s own machine; ESPRESSO_AWS_ANYWHERE=1 offers them to others, too.',
  ],
  'other-site': [
    403,
    'Asked from another site',
    'A browser asked this on behalf of another web site. Only pages of this bar may do that.',
  ],
  'not-json': [415, 'JSON is wanted', 'The body of a request is JSON, and says so: Content-Type: application/json.'],
  'broken-json': [400, 'Not readable as JSON', 'The body of the request is not well-formed JSON.'],
  'too-large': [413, 'Too large', 'The body of a request has at most 32 KB, a menu 256 KB.'],
  'invalid-request': [
    422,
    'Something in the request does not fit',
    'Each of the errors names the place and what is wrong there.',
  ],
  'idempotency-key-invalid': [
    400,
    'Not an idempotency key',
    'An Idempotency-Key has 1 to 128 visible ASCII characters, and at least 16 where nobody is signed in or the reply holds a secret.',
  ],
  'idempotency-key-reused': [
    422,
    'This idempotency key was used already',
    'The key came before with another request. A new wish takes a new key.',
  ],
  'too-many-requests': [429, 'Too many requests', 'Wait as long as the Retry-After header says.'],
  'too-many-readers': [
    503,
    'Too many followers',
    'So many screens follow the bar that no other can be let in just now.',
  ],
  'too-many-of-yours': [429, 'Too many streams', 'Close one of the pages that follow the bar, and try again.'],
  'too-busy': [503, 'Too busy', 'More is waiting than the bar can take on. Try again in a moment; nothing was done.'],
  'try-again': [
    503,
    'Try again',
    'Somebody else changed the same thing at the same moment, again and again. Nothing was done.',
  ],
  stopping: [503, 'Closing down', 'The server is stopping or starting again. Nothing was done; try again in a moment.'],
  'internal-error': [500, 'A fault of ours', 'Something went wrong that should not have. The id finds it in the log.'],
} as const satisfies Readonly<Record<string, readonly [status: number, title: string, detail: string]>>;

export type ServerProblem = keyof typeof serverProblems;

/** A problem of the server's own, as told. */
export const told = (name: ServerProblem, more: Readonly<Record<string, unknown>> = {}): Told => {
  const [status, title, detail] = serverProblems[name];
  return { ...more, ...problem(name, status, title, { detail, ...asDetail(more['detail']) }) };
};

const asDetail = (detail: unknown) => (typeof detail === 'string' ? { detail } : {});

/** A problem as a reply. */
export const problemReply = (body: Told, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

/** One of the server's own problems, as a reply. */
export const refused = (
  name: ServerProblem,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Response => problemReply(told(name, more), headers);
