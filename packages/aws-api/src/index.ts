export { createAwsApi, type AwsApiOptions } from './create-aws-api.ts';
export type { Credentials } from './signature/verify.ts';
export { services } from './services.ts';
