/** Amazon resource names of what lives in one account and region. */
export interface Arns {
  readonly account: string;
  readonly region: string;
  eventBus(name: string): string;
  rule(bus: string, name: string): string;
  stateMachine(name: string): string;
  execution(stateMachine: string, name: string): string;
  expressExecution(stateMachine: string, name: string, id: string): string;
  activity(name: string): string;
  table(name: string): string;
  queue(name: string): string;
  archive(name: string): string;
  replay(name: string): string;
  /** A function by the name that Lambda knows it by, `owner-name`. */
  functionNamed(name: string): string;
  function(definition: { readonly owner: string; readonly name: string }): string;
}

export const arns = ({ account, region }: { readonly account: string; readonly region: string }): Arns => {
  const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`;
  return {
    account,
    region,
    eventBus: (name) => arn('events', `event-bus/${name}`),
    rule: (bus, name) => arn('events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`),
    stateMachine: (name) => arn('states', `stateMachine:${name}`),
    execution: (stateMachine, name) => arn('states', `execution:${stateMachine}:${name}`),
    expressExecution: (stateMachine, name, id) => arn('states', `express:${stateMachine}:${name}:${id}`),
    activity: (name) => arn('states', `activity:${name}`),
    table: (name) => arn('dynamodb', `table/${name}`),
    queue: (name) => arn('sqs', name),
    archive: (name) => arn('events', `archive/${name}`),
    replay: (name) => arn('events', `replay/${name}`),
    functionNamed: (name) => arn('lambda', `function:${name}`),
    function: ({ owner, name }) => arn('lambda', `function:${owner}-${name}`),
  };
};
