import { unreachable, type Json } from '@espresso/kernel';
import type { Finding } from './compare-locks.ts';
import type { SchemaChange } from './compare-schemas.ts';

/** What changed and what to do about it, for a person; nothing where nothing changed. */
export const report = (findings: readonly Finding[]): string => {
  const breaking = findings.filter(({ compatible }) => !compatible);
  const grown = findings.filter(({ compatible }) => compatible);
  const blocks = [
    ...(breaking.length === 0
      ? []
      : ['Contracts changed in a way that others do not survive:', ...breaking.map(lineOf), ...remediesOf(breaking)]),
    ...(grown.length === 0
      ? []
      : ['Contracts grew, and everybody survives it:', ...grown.map(lineOf), 'To write that down: npm run lock']),
  ];
  return blocks.join('\n');
};

const lineOf = (finding: Finding): string => `  ${finding.contract}: ${sentenceOf(finding)}`;

const remediesOf = (breaking: readonly Finding[]): readonly string[] => {
  const of = new Set(breaking.map((finding) => finding.of));
  return [
    ...(of.has('event')
      ? ['Leave the version as it was, and define the next one beside it (CONTRIBUTING.md, "Change an event").']
      : []),
    ...(of.has('function')
      ? ['Leave the function as it was, and serve one of another name beside it, until no execution calls the old one.']
      : []),
    'Only while nobody else relies on it: npm run lock -- --break',
  ];
};

const sentenceOf = ({ change }: Finding): string => {
  switch (change.kind) {
    case 'new':
      return 'is new';
    case 'gone':
      return 'is gone, but archives hold it and running executions call it';
    case 'fact':
      return `its ${change.fact} was ${said(change.before)} and is ${said(change.after)}`;
    case 'mark':
      return change.after === undefined
        ? `field "${change.at}" is no longer marked ${String(change.before)}, and would be shown`
        : `field "${change.at}" is marked ${change.after} now${change.before === undefined ? '' : `, and was ${change.before}`}`;
    case 'error':
      return change.isNew ? `error ${change.name} is new; nobody catches it yet` : `error ${change.name} is gone`;
    case 'field':
      return `${change.part === 'detail' ? '' : `${change.part}: `}${fieldSentence(change.change)}`;
    default:
      return unreachable(change);
  }
};

const fieldSentence = (change: SchemaChange): string => {
  const field = change.at === '' ? 'the whole' : `field "${change.at}"`;
  switch (change.kind) {
    case 'added':
      if (change.closed) return `${field} is new, in an object that refuses what it does not know`;
      return change.required ? `${field} is new and required` : `${field} is new`;
    case 'removed':
      return change.renamedTo === undefined
        ? `${field} is gone`
        : `${field} is gone (renamed to "${change.renamedTo}"?)`;
    case 'made-required':
      return `${field} is required now`;
    case 'made-optional':
      return `${field} is optional now, but readers count on it`;
    case 'altered':
      return `${field} had ${change.keyword} ${said(change.before)} and has ${said(change.after)}`;
    default:
      return unreachable(change);
  }
};

const SAID_MAX = 200;

const said = (value: Json | undefined): string => {
  const text = value === undefined ? 'none' : JSON.stringify(value);
  return text.length <= SAID_MAX ? text : `${text.slice(0, SAID_MAX)}…`;
};
