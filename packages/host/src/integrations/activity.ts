import type { Service } from '../engine.ts';
import { failed } from '../engine.ts';
import { offerTask, readActivity } from '../resources/activities.ts';

/** An activity: the work is put up for whoever asks for it (GetActivityTask). */
export const activity: Service = {
  invoke: ({ unit, task }) => {
    const arn = task.integration.action;
    const name = arn.split(':activity:').at(-1) ?? arn;
    if (readActivity(unit.layer, name) === undefined)
      return Promise.resolve(failed('States.Runtime', `The activity ${arn} does not exist.`));
    const { taskToken: token = '', ref } = task;
    const input = JSON.stringify(task.arguments);
    offerTask(unit.layer, name, `${ref}-${unit.ids.next()}`, unit.nowMs, { token, input });
    return Promise.resolve({ type: 'pending' });
  },
};
