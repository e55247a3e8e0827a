import { InvalidRequest } from '@espresso/tables';
import { TooBusy, type Host, type Logger, silent } from '@espresso/host';
import type { Clock, Ids } from '@espresso/kernel';
import { answer, answerError, unknownService } from './protocol/answer.ts';
import { AwsError } from './protocol/errors.ts';
import type { Service, Surroundings } from './protocol/operation.ts';
import { parseBody, readBody } from './protocol/read-body.ts';
import { systemSleep } from './protocol/sleep.ts';
import { services } from './services.ts';
import { verifier, type Credentials } from './signature/verify.ts';

export interface AwsApiOptions {
  readonly host: Host;
  readonly clock: Clock;
  /** Names requests, messages, executions without a name. */
  readonly ids: Ids;
  /** The keys that requests are signed with. */
  readonly credentials: Credentials;
  /** What a router took off the front of the path before the request came here, such as `/aws`; nothing without it. */
  readonly strippedPath?: string;
  /** The most bytes of a request; 16 MiB without it. */
  readonly bodyBytesMax?: number;
  /** How long operations that wait do so, in milliseconds: the machine's own timer without it. */
  readonly sleep?: (ms: number) => Promise<void>;
  readonly log?: Logger;
}

const BODY_BYTES_MAX = 16 * 1024 * 1024;
const spoken: readonly Service[] = Object.values(services);

/**
 * EventBridge, Step Functions and DynamoDB in AWS's own JSON protocols, in front of a host: a function from request to
 * response, at whatever path it is mounted. Requests are signed with the given keys (Signature Version 4), for any region.
 * It never throws: what goes wrong is an answer in the service's own form.
 */
export const createAwsApi = (options: AwsApiOptions): ((request: Request) => Promise<Response>) => {
  const { host, clock, ids, credentials, strippedPath = '', bodyBytesMax = BODY_BYTES_MAX, log = silent } = options;
  const verify = verifier(credentials, clock);
  const surroundings: Surroundings = { host, clock, ids, sleep: options.sleep ?? systemSleep };

  const serve = async (request: Request, service: Service | undefined, name: string, id: string): Promise<Response> => {
    const url = new URL(request.url);
    const path = `${strippedPath}${url.pathname}`;
    const body = await readBody(request, bodyBytesMax);
    const headers = new Headers(request.headers);
    if (!headers.has('host')) headers.set('host', url.host);
    verify({ method: request.method, path, query: url.searchParams, headers, body });
    const operation = service === undefined ? undefined : ownOperation(service, name);
    if (service === undefined || operation === undefined) throw new AwsError('UnknownOperationException', '');
    const address = `${url.protocol}//${headers.get('host') ?? url.host}${path.replace(/\/+$/, '')}`;
    const call = { ...surroundings, signal: request.signal, address };
    return answer(service, id, 200, await operation(call, parseBody(body)));
  };

  return async (request) => {
    const id = ids.next();
    const [target = '', name = ''] = (request.headers.get('x-amz-target') ?? '').split('.');
    const service = spoken.find((known) => known.target === target);
    try {
      return await serve(request, service, name, id);
    } catch (error) {
      const told = awsErrorOf(error);
      if (told.status >= 500) log.error({ err: error, target, operation: name }, 'an AWS operation failed');
      return answerError(service ?? unknownService, id, told);
    }
  };
};

const ownOperation = ({ operations }: Service, name: string) =>
  Object.hasOwn(operations, name) ? operations[name] : undefined;

const awsErrorOf = (error: unknown): AwsError => {
  if (error instanceof AwsError) return error;
  if (error instanceof InvalidRequest) return new AwsError(error.code, error.message);
  if (error instanceof TooBusy) return new AwsError('ThrottlingException', 'Rate exceeded');
  return new AwsError('InternalServerError', 'The request processing has failed because of an unknown error.', {
    status: 500,
  });
};
