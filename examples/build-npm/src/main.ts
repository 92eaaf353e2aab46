import { HRESULT, hresultInfo, hresultName } from './clr/typescript/hresult.ts';
import { IHostTaskManager } from './clr/typescript/mscoree.ts';

/** Tells the scheduler that a task goes back to native code; what it answers. */
export function leave(tasks: IHostTaskManager): string {
  return hresultName(tasks.$raw.ReverseLeaveRuntime());
}

console.log(`${IHostTaskManager.name} ${IHostTaskManager.iid}`);
console.log(`${hresultName(HRESULT.HOST_E_TIMEOUT)}: ${hresultInfo(HRESULT.HOST_E_TIMEOUT).description}`);
