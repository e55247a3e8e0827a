/** An Authorization header of Signature Version 4, taken apart. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `20261123/eu-west-1/dynamodb/aws4_request`. */
  readonly scope: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The header's parts; where some are missing, what AWS says about them. */
export const parseAuthorization = (header: string): Authorization | { readonly incomplete: string } => {
  if (!header.startsWith(`${ALGORITHM} `))
    return { incomplete: `Authorization header requires '${ALGORITHM}' algorithm. Authorization=${header}` };
  const parts = new Map(
    header
      .slice(ALGORITHM.length)
      .split(',')
      .map((part) => {
        const [name = '', ...value] = part.trim().split('=');
        return [name, value.join('=')] as const;
      }),
  );
  const missing = ['Credential', 'Signature', 'SignedHeaders'].filter((name) => !parts.get(name));
  if (missing.length > 0) {
    const said = missing.map((name) => `Authorization header requires '${name}' parameter.`).join(' ');
    return { incomplete: `${said} Authorization=${header}` };
  }
  const credential = parts.get('Credential') ?? '';
  const [terminator, service = '', region = '', date = '', ...key] = credential.split('/').reverse();
  if (terminator !== 'aws4_request' || key.length === 0)
    return { incomplete: `Credential must have at least 5 slash-separated elements: ${credential}` };
  return {
    accessKeyId: key.reverse().join('/'),
    scope: [date, region, service, 'aws4_request'].join('/'),
    date,
    region,
    service,
    signedHeaders: (parts.get('SignedHeaders') ?? '').split(';'),
    signature: parts.get('Signature') ?? '',
  };
};
