import type { CodeEntry } from '../catalogue.ts';

/** Codes of the band CB4xx: model and consistency. */
export const modelCodes = {
  CB401: { severity: 'warning', title: 'Type is not defined anywhere' },
  CB402: { severity: 'warning', title: 'Two pages document the same symbol' },
  CB403: { severity: 'warning', title: 'Page and declaration name different symbols' },
  CB404: { severity: 'warning', title: 'Method page without a known owner' },
  CB405: { severity: 'warning', title: 'Documented method has no vtable slot' },
  CB406: { severity: 'warning', title: 'Interface without a known vtable' },
  CB407: { severity: 'warning', title: 'No signature known' },
  CB408: { severity: 'note', title: 'Documented parameter is not in the declaration' },
  CB409: { severity: 'note', title: 'Direction in the text contradicts the declaration' },
  CB410: { severity: 'note', title: 'HRESULT without a known value' },
  CB411: { severity: 'warning', title: 'HRESULT value contradicts the known one' },
  CB412: { severity: 'warning', title: 'Value of an enumerator is not known' },
  CB414: { severity: 'note', title: 'Method of a structure' },
  CB415: { severity: 'warning', title: 'Typedef row defines another name' },
  CB416: { severity: 'note', title: 'Documented constant has no known value' },
  CB417: { severity: 'note', title: 'Type name in another case than its definition' },
  CB420: { severity: 'error', title: 'Model file is not valid' },
  CB421: { severity: 'error', title: 'Selection matches nothing' },
  CB422: { severity: 'warning', title: 'Sources use nothing of the API' },
  CB423: { severity: 'error', title: 'TypeScript sources cannot be read' },
  CB424: { severity: 'warning', title: 'Name belongs to something else' },
  CB425: { severity: 'warning', title: 'Declaration that C cannot have' },
} as const satisfies Record<string, CodeEntry>;
