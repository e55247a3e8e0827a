import { AwsError } from '../protocol/errors.ts';

const invalid = (why: string): AwsError => new AwsError('InvalidArn', `Invalid Arn: '${why}'`);

/** What an ARN of Step Functions names: `stateMachine` and its name, `execution` and machine and name. */
const partsOf = (arn: string): readonly string[] => {
  const [prefix, partition, service, region, , ...resource] = arn.split(':');
  if (
    prefix !== 'arn' ||
    partition === undefined ||
    service !== 'states' ||
    region === undefined ||
    resource.length < 2
  )
    throw invalid(`Invalid ARN prefix: ${arn}`);
  return resource;
};

const named = (arn: string, type: string): readonly string[] => {
  const [found = '', ...rest] = partsOf(arn);
  if (found !== type) throw invalid(`Resource type not valid in this context: ${found}`);
  return rest;
};

/** The name of a state machine. @throws AwsError InvalidArn */
export const stateMachineName = (arn: string): string => named(arn, 'stateMachine')[0] ?? '';

/** The name of a state machine, and what its ARN says after it: a version's number or an alias. @throws AwsError InvalidArn */
export const qualifiedName = (arn: string): { readonly name: string; readonly qualifier?: string } => {
  const [name = '', qualifier] = named(arn, 'stateMachine');
  return { name, ...(qualifier !== undefined && { qualifier }) };
};

/** The name of an activity. @throws AwsError InvalidArn */
export const activityName = (arn: string): string => named(arn, 'activity')[0] ?? '';

/** What an execution is kept under: its machine, and its name (for an Express one, with its id). @throws AwsError InvalidArn */
export const executionNames = (
  arn: string,
): { readonly stateMachine: string; readonly name: string; readonly isExpress: boolean } => {
  const [type = '', stateMachine = '', ...name] = partsOf(arn);
  if (type !== 'execution' && type !== 'express') throw invalid(`Resource type not valid in this context: ${type}`);
  return { stateMachine, name: name.join(':'), isExpress: type === 'express' };
};

const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f]/u;

/** A name for a machine, an execution or an activity. @throws AwsError InvalidName */
export const checkedName = (name: string): string => {
  if (name.length === 0 || name.length > 80 || FORBIDDEN.test(name))
    throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  return name;
};
