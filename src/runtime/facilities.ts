/** Names of the facilities that the API uses, as winerror.h and corerror.h have them. */
export const FACILITIES: Readonly<Record<number, string>> = {
  0: 'NULL',
  1: 'RPC',
  2: 'DISPATCH',
  3: 'STORAGE',
  4: 'ITF',
  7: 'WIN32',
  8: 'WINDOWS',
  9: 'SSPI',
  10: 'CONTROL',
  11: 'CERT',
  12: 'INTERNET',
  17: 'COMPLUS',
  18: 'AAF',
  19: 'URT',
  20: 'ACS',
};
