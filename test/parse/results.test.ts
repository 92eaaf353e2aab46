import { describe, expect, test } from 'vitest';
import { findResultMentions, readResultCell, readResultValue } from '../../src/parse/results.ts';

describe('names of results', () => {
  test.each([
    ['S_OK', ['S_OK']],
    ['`HRESULT_FROM_WIN32( ERROR_X )`', ['HRESULT_FROM_WIN32(ERROR_X)']],
    ['E_A or E_B', ['E_A', 'E_B']],
    ['E_FAIL (or other E_ codes)', ['E_FAIL']],
  ])('%s', (cell, names) => {
    const read = readResultCell(cell);
    expect(read?.names.map(({ name }) => name)).toEqual(names);
    expect(read?.repaired).toBe(false);
  });

  test.each([
    ['HRESULT_FROM_WIN32(ERROR_INSUFFICIENT BUFFER)', 'HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER)'],
    ['E_ CORPROF_E_X', 'CORPROF_E_X'],
    ['WBEM_E_INVALID OPERATION', 'WBEM_E_INVALID_OPERATION'],
  ])('%s is repaired', (cell, name) => {
    expect(readResultCell(cell)).toEqual({ names: [{ name }], rest: '', repaired: true });
  });

  test.each(['Other error codes', 'true', 'Other failing `HRESULT` values.', '', 'TRUE', '0'])('%s is none', (cell) => {
    expect(readResultCell(cell)).toBeUndefined();
  });

  test('a number in parentheses is the value', () => {
    expect(readResultCell('COR_E_X (0x80070002)')?.names).toEqual([{ name: 'COR_E_X', value: 0x80070002 }]);
  });

  test.each([
    ['0x80041001', 0x80041001],
    ['0x8', 8],
    ['262145', 262145],
    ['-1', 0xffffffff],
    ['0xC000007BL', 0xc000007b],
    ['', undefined],
    ['many', undefined],
    ['99999999999', undefined],
  ])('value %j', (cell, value) => {
    expect(readResultValue(cell)).toBe(value);
  });

  test('names in prose, each once and with its value', () => {
    const text =
      'Returns `S_OK` (0), or CORDBG_E_X; else HRESULT_FROM_WIN32(ERROR_A), S_OK, E_ codes, SN_CMP_DIFFERENT.';
    expect(findResultMentions(text).map(({ name, value }) => [name, value])).toEqual([
      ['S_OK', 0],
      ['CORDBG_E_X', undefined],
      ['HRESULT_FROM_WIN32(ERROR_A)', undefined],
    ]);
  });
});
