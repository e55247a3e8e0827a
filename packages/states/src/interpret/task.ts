import type { JsonObject } from '@espresso/kernel';
import type { TaskNode } from '../compile/nodes.ts';
import type { Thread, Wait } from '../types.ts';
import { settle, type Work } from '../work.ts';
import type { Run } from './run.ts';

const MS_PER_SECOND = 1_000;

/** The names of a task's events: functions and activities by ARN have their own. */
export type TaskFamily = 'LambdaFunction' | 'Activity' | 'Task';

export const familyOf = ({ integration }: TaskNode): TaskFamily => {
  if (integration.service === 'function') return 'LambdaFunction';
  return integration.service === 'activity' ? 'Activity' : 'Task';
};

/** Which service an event of a service integration is about; the other families say it when scheduled only. */
export const aboutService = (node: TaskNode): JsonObject => (familyOf(node) === 'Task' ? node.names : {});

/** Asks for the call and begins to wait for its outcome. */
export function* callTask(run: Run, thread: Thread, node: TaskNode): Work<void> {
  const ref = run.nextRef();
  const { integration, resource } = node;
  const takesToken = integration.pattern === 'callback' || integration.service === 'activity';
  const scope = run.scope(thread, integration.pattern === 'callback' ? ref : undefined);
  const argument = yield* settle(node.flow.argument(scope));
  const timeoutSeconds = node.timeoutSeconds && (yield* settle(node.timeoutSeconds(scope, argument)));
  const heartbeatSeconds = node.heartbeatSeconds && (yield* settle(node.heartbeatSeconds(scope, argument)));

  run.proceed(thread.id, logCall(run, thread, node, run.text(argument), timeoutSeconds, heartbeatSeconds));
  const { nowMs } = run.world;
  const heartbeatMs = heartbeatSeconds === undefined ? undefined : heartbeatSeconds * MS_PER_SECOND;
  const wait: Wait = {
    for: 'task',
    ref,
    sinceMs: nowMs,
    resource,
    callback: integration.pattern === 'callback',
    submitted: false,
    ...(timeoutSeconds !== undefined && { timeoutAtMs: nowMs + timeoutSeconds * MS_PER_SECOND }),
    ...(heartbeatMs !== undefined && { heartbeatMs, heartbeatAtMs: nowMs + heartbeatMs }),
  };
  run.set({ ...run.thread(thread.id), wait });
  run.effects.push({
    type: 'task',
    ref,
    state: node.name,
    resource,
    integration,
    arguments: argument,
    ...(takesToken && { taskToken: run.world.taskToken(ref) }),
  });
  const dueMs = dueOf(wait);
  if (dueMs !== undefined) run.effects.push({ type: 'timer', ref, dueMs });
}

/** When a waiting task runs out of time, by its timeout or its heartbeat. */
export const dueOf = ({ timeoutAtMs, heartbeatAtMs }: Extract<Wait, { for: 'task' }>): number | undefined => {
  if (timeoutAtMs === undefined || heartbeatAtMs === undefined) return timeoutAtMs ?? heartbeatAtMs;
  return Math.min(timeoutAtMs, heartbeatAtMs);
};

const logCall = (
  run: Run,
  thread: Thread,
  node: TaskNode,
  text: string,
  timeoutSeconds: number | undefined,
  heartbeatSeconds: number | undefined,
): number => {
  const family = familyOf(node);
  const timeout = timeoutSeconds === undefined ? undefined : { timeoutInSeconds: timeoutSeconds };
  const heartbeat = heartbeatSeconds === undefined ? undefined : { heartbeatInSeconds: heartbeatSeconds };
  if (family !== 'Task') {
    const details = { resource: node.resource, input: text, ...timeout, ...(family === 'Activity' && heartbeat) };
    const scheduledId = run.log(`${family}Scheduled`, thread.previousId, details);
    // An activity starts when a worker takes it.
    return family === 'Activity' ? scheduledId : run.log('LambdaFunctionStarted', scheduledId, {});
  }
  const details = { ...node.names, region: run.region, parameters: text, ...timeout, ...heartbeat };
  return run.log('TaskStarted', run.log('TaskScheduled', thread.previousId, details), node.names);
};
