import type { NamedGuid } from '../../model/model.ts';

/** C type of a named GUID's constant. */
export const GUID_TYPES: Readonly<Record<NamedGuid['kind'], string>> = {
  clsid: 'CLSID',
  iid: 'IID',
  libid: 'IID',
  guid: 'GUID',
};
