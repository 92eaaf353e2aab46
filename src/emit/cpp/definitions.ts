import type { Model } from '../../model/model.ts';
import { cppIdentifier } from '../identifier.ts';
import { guidArguments } from './guid-text.ts';
import { GUID_TYPES } from './guid-types.ts';
import { type Names, platformInterfaces } from './names.ts';

/** One constant of the definition file. */
export interface GuidDefinition {
  readonly type: string;
  readonly name: string;
  readonly guid: string;
}

/** Every GUID constant that the headers declare, each once: IIDs, CLSIDs of coclasses, the named GUIDs. */
export function allGuids(model: Model, names: Names): readonly GuidDefinition[] {
  const guids = new Map<string, GuidDefinition>();
  const add = (type: string, name: string, guid: string | undefined): void => {
    const parts = guidArguments(guid ?? '');
    if (parts !== '' && !guids.has(name)) guids.set(name, { type, name, guid: parts });
  };
  for (const entity of model.interfaces) {
    const declared = names.types.get(entity.name);
    const own = !platformInterfaces.has(entity.name);
    if (own && declared) add('IID', `IID_${cppIdentifier(entity.name)}`, entity.iid);
  }
  for (const entity of model.guids) add(GUID_TYPES[entity.kind], cppIdentifier(entity.name), entity.guid);
  for (const entity of model.coclasses) add('CLSID', `CLSID_${cppIdentifier(entity.name)}`, entity.clsid);
  return [...guids.values()];
}
