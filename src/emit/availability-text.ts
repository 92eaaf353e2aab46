import type { Availability } from '../model/model.ts';

/** Since when an API exists, in the order Framework, Core; the docs' own words where they give no version. */
export function since(availability: Availability): string {
  const versions = [
    availability.framework === undefined ? '' : `.NET Framework ${availability.framework}`,
    availability.core === undefined ? '' : `.NET Core ${availability.core}`,
  ].filter((version) => version !== '');
  return versions.length > 0 ? versions.join(', ') : availability.text;
}
