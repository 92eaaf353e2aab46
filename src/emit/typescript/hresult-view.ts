import type { Hresult } from '../../model/model.ts';
import { FACILITIES } from '../../runtime/facilities.ts';
import type { Tsdoc } from './documentation.ts';
import { stringLiteral, tsIdentifier } from './names.ts';

/** The view of hresult.ts. */
export function hresultView(hresults: readonly Hresult[], docs: Tsdoc): Record<string, unknown> {
  const used = [...new Set(hresults.map(({ facility }) => facility))].sort((a, b) => a - b);
  return {
    members: hresults.map(({ name, value, description, documented, page, docs: prose }) => ({
      name: tsIdentifier(name),
      value: hex(value),
      comment: docs.lines(
        { documented, ...(page && { page }), ...(prose && { docs: prose }) },
        description ? [description] : [],
      ),
    })),
    descriptions: hresults
      .filter(({ description }) => description !== undefined)
      .map(({ name, description }) => ({ name: tsIdentifier(name), text: stringLiteral(description as string) })),
    facilities: used.map((facility) => ({
      facility,
      name: stringLiteral(FACILITIES[facility] ?? `FACILITY_${facility}`),
    })),
  };
}

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;
