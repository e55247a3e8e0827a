import { generate } from 'lean-qr';
import { isBuilt, pageNames, pathOf } from '../pages/built.ts';
import type { Addresses } from './addresses.ts';

/** What a start prints for the person in front of the terminal. */
export const banner = (facts: {
  readonly addresses: Addresses;
  /** The path of the link that makes the first owner, until there is one. */
  readonly setUpPath?: string;
  readonly aws: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly tookMs: number;
}): string => {
  const { addresses, setUpPath, aws, tookMs } = facts;
  const { local, phones } = addresses;
  const lines = [
    `Serverless Espresso is open (${Math.round(tookMs)} ms).`,
    '',
    `  On this machine  ${local}/`,
    ...(phones === undefined ? [] : [`  For phones       ${phones}/`]),
    ...pageNames
      .filter((name) => name !== 'customer' && isBuilt(name))
      .map((name) => `  ${titleOf(name).padEnd(17)}${local}${pathOf(name)}`),
    `  The API          ${local}/api/docs`,
    `  AWS endpoints    ${local}/aws  (AWS_ACCESS_KEY_ID=${aws.accessKeyId} AWS_SECRET_ACCESS_KEY=${aws.secretAccessKey})`,
    ...(setUpPath === undefined
      ? []
      : [
          '',
          'Nobody owns this bar yet. This link makes you its organiser; it works once, for a day:',
          `  ${local}${setUpPath}`,
        ]),
  ];
  return `${[...lines, '', ...(phones === undefined ? [] : [qrCode(`${phones}/`), ''])].join('\n')}\n`;
};

const titleOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Two rows of dots in one row of letters, dark on light whatever the terminal's colours are. */
export const qrCode = (text: string): string => {
  const code = generate(text);
  const QUIET = 2;
  const dark = (x: number, y: number) => code.get(x, y);
  const rows: string[] = [];
  for (let y = -QUIET; y < code.size + QUIET; y += 2) {
    let row = '  \u001B[30;107m';
    for (let x = -QUIET; x < code.size + QUIET; x++) {
      row += dark(x, y) ? (dark(x, y + 1) ? '█' : '▀') : dark(x, y + 1) ? '▄' : ' ';
    }
    rows.push(`${row}\u001B[0m`);
  }
  return rows.join('\n');
};
