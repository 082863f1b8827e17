import { describe, expect, it } from 'vitest'
import { lineDelimiter, splitLine } from './split-cells.ts'

describe('lines of a delimited file in one column', () => {
  it.each([
    ['a;b;c', ';', ['a', 'b', 'c']],
    ['a;;', ';', ['a', '', '']],
    ['"a;b";"say ""hi""";c', ';', ['a;b', 'say "hi"', 'c']],
    ['5" pipe;"x" y;z', ';', ['5" pipe', '"x" y', 'z']],
    ['', ',', ['']],
  ])('%s', (line, delimiter, cells) => {
    expect(splitLine(line, delimiter)).toEqual(cells)
  })

  it('are known by the same number of cells in nearly all of them', () => {
    const lines = ['id;day;sum', '1;2024-01-01;2,5', '2;2024-01-02;3,5', '3;2024-01-03;1,0']
    expect(lineDelimiter(lines.map((line) => [line]))).toBe(';')
    expect(lineDelimiter([['Report'], [], ...lines.map((line) => [line])])).toBe(null)
    expect(lineDelimiter(lines.map((line) => [line, 'more']))).toBe(null)
    expect(lineDelimiter(['Dear all,', 'this is', 'a note, as it is', 'written'].map((line) => [line]))).toBe(null)
    expect(lineDelimiter(lines.slice(0, 3).map((line) => [line]))).toBe(null)
  })
})
