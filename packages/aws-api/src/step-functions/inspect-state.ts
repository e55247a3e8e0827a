import { parseJson, type Json, type JsonObject } from '@espresso/kernel';
import { compile, start, type HistoryEvent, type World } from '@espresso/states';
import { defined } from '../protocol/fields.ts';
import type { TestedMachine } from './tested-machine.ts';

const request = (input: Json) => ({
  executionArn: '',
  name: '',
  stateMachineArn: '',
  stateMachineName: '',
  roleArn: '',
  input,
});

/** What a Pass state of these fields makes of an input; undefined where it fails. */
const passed = async (fields: JsonObject, input: Json, world: World): Promise<Json | undefined> => {
  const state = { ...fields, Type: 'Pass', End: true };
  const machine = compile({ StartAt: 'Pass', States: { Pass: state } });
  const { execution } = await start(machine, request(input), world);
  return execution.output;
};

const detail = (events: readonly HistoryEvent[], type: RegExp, name: string): string | undefined => {
  const value = events.findLast((event) => type.test(event.type))?.details[name];
  return typeof value === 'string' ? value : undefined;
};

const HAS_RESULT = ['Task', 'Pass', 'Map', 'Parallel'];

const text = (value: Json | undefined): string | undefined => (value === undefined ? undefined : JSON.stringify(value));

/** What became of the data at each step through a state (TestState, inspection level DEBUG). */
export const inspect = async (
  { state, language }: TestedMachine,
  input: Json,
  events: readonly HistoryEvent[],
  world: World,
): Promise<JsonObject> => {
  const kind = typeof state['Type'] === 'string' ? state['Type'] : '';
  const hasResult = HAS_RESULT.includes(kind);
  const taskArguments =
    detail(events, /Scheduled$/, kind === 'Task' ? 'parameters' : 'none') ?? detail(events, /Scheduled$/, 'input');
  const taskResult = detail(events, /^(Task|LambdaFunction|Activity)Succeeded$/, 'output');
  if (language === 'JSONata') {
    return defined({ input: JSON.stringify(input), afterArguments: taskArguments, result: taskResult });
  }
  if (kind === 'Fail') return { input: JSON.stringify(input) };
  const pick = (...names: readonly string[]): JsonObject =>
    defined(Object.fromEntries(names.map((name) => [name, state[name]])));
  const afterInputPath = await passed(pick('InputPath'), input, world);
  if (!hasResult) return defined({ input: JSON.stringify(input), afterInputPath: text(afterInputPath) });
  const parameters = await passed(pick('InputPath', 'Parameters'), input, world);
  const result = kind === 'Pass' ? text(state['Result'] ?? parameters) : taskResult;
  const selector = state['ResultSelector'];
  const given: Json | undefined = result === undefined ? undefined : parseJson(result);
  const selected =
    given === undefined || selector === undefined ? given : await passed({ Parameters: selector }, given, world);
  const placed =
    selected === undefined ? undefined : await passed({ Result: selected, ...pick('ResultPath') }, input, world);
  return defined({
    input: JSON.stringify(input),
    afterInputPath: text(afterInputPath),
    afterParameters: text(parameters),
    result,
    afterResultSelector: kind === 'Pass' ? undefined : text(selected),
    afterResultPath: text(placed),
  });
};
