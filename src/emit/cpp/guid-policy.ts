/**
 * Headers whose originals only declare the IIDs and CLSIDs of their interfaces and coclasses: clients of these have a
 * definition file, a library, or definitions of their own in a source that includes the header. The other originals
 * define their GUIDs themselves (`EXTERN_GUID`), and clients link nothing for them.
 */
const DECLARING_HEADERS: ReadonlySet<string> = new Set([
  'clrdata.h',
  'clrinternal.h',
  'cordebug.h',
  'corprof.h',
  'corpub.h',
  'corsym.h',
  'sospriv.h',
  'xclrdata.h',
  'xcordebug.h',
]);

/** Whether a header defines its GUIDs wherever it is included, also beside a platform whose clients define others. */
export function definesGuids(header: string): boolean {
  return !DECLARING_HEADERS.has(header);
}
