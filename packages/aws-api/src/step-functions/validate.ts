import { choiceIn, countIn, requiredText } from '../protocol/fields.ts';
import type { Operation } from '../protocol/operation.ts';
import { readDefinition } from './definition.ts';

const DIAGNOSTICS_MAX = 100;

export const validateStateMachineDefinition: Operation = (_call, input) => {
  const text = requiredText(input, 'definition');
  const type = choiceIn(input, 'type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
  const least = choiceIn(input, 'severity', ['ERROR', 'WARNING']) ?? 'ERROR';
  const asked = countIn(input, 'maxResults', 0, DIAGNOSTICS_MAX) ?? 0;
  const limit = asked === 0 ? DIAGNOSTICS_MAX : asked;
  const { diagnostics } = readDefinition(text, type);
  const wanted = diagnostics.filter(({ severity }) => severity === 'ERROR' || least === 'WARNING');
  return Promise.resolve({
    result: diagnostics.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: wanted.slice(0, limit).map(({ code, message, location, severity }) => ({
      severity,
      code,
      message,
      ...(location !== '' && { location }),
    })),
    truncated: wanted.length > limit,
  });
};
