import { RetryPolicy } from './clr/typescript/hostretry.ts';
import { HRESULT, hresultName } from './clr/typescript/hresult.ts';

console.log(`${hresultName(HRESULT.HOST_E_TIMEOUT)}: policies are ${Object.keys(RetryPolicy).join(', ')}`);
