import { describe, expect, it } from 'vitest'
import { findAppRoot } from './app-root.ts'
import { attachment, safeFileName } from './content-disposition.ts'
import { defaultDataFolder } from './data-folder.ts'
import { nodeTooOld } from './node-version.ts'

describe('file names from outside', () => {
  it.each([
    ['orders.csv', 'orders.csv'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Users\\x\\orders.csv', 'orders.csv'],
    ['../../x.csv', 'x.csv'],
    ['..', 'file'],
    ['', 'file'],
    ['...', 'file'],
    ['.bashrc', 'bashrc'],
    ['a\0b\r\n.csv', 'ab.csv'],
    ['x\u202egpj.csv', 'xgpj.csv'],
    ['name. ', 'name'],
    ['Bestellungen März 🎉.xlsx', 'Bestellungen März 🎉.xlsx'],
  ])('%j becomes %j', (given, safe) => expect(safeFileName(given)).toBe(safe))

  it('are cut without breaking a character', () => {
    const name = safeFileName('🎉'.repeat(150))
    expect(name.length).toBeLessThanOrEqual(200)
    expect(name.isWellFormed()).toBe(true)
  })

  it('cannot break out of the header', () => {
    expect(attachment(`a"; filename=evil\r\nSet-Cookie: x.csv`)).toBe(
      `attachment; filename="a__ filename=evilSet-Cookie_ x.csv"; filename*=UTF-8''a_%3B%20filename%3DevilSet-Cookie_%20x.csv`,
    )
  })
})

describe('the data folder', () => {
  it('is where each system keeps such things', () => {
    expect(defaultDataFolder('linux', {}, '/home/a')).toBe('/home/a/.local/share/segmento')
    expect(defaultDataFolder('linux', { XDG_DATA_HOME: '/data' }, '/home/a')).toBe('/data/segmento')
    expect(defaultDataFolder('darwin', {}, '/Users/a')).toBe('/Users/a/Library/Application Support/Segmento')
    expect(defaultDataFolder('linux', { SEGMENTO_DATA: '/elsewhere' }, '/home/a')).toBe('/elsewhere')
  })
})

it('says which Node is needed before anything can crash', () => {
  expect(nodeTooOld('9', 'v20.20.2')).toContain('Node 22.14')
  expect(nodeTooOld(undefined, 'v1')).not.toBeNull()
  expect(nodeTooOld('10', 'v24.0.0')).toBeNull()
})

it('finds the folder of the app from anywhere inside it', () => {
  const { folder, version } = findAppRoot(import.meta.dirname)
  expect(import.meta.dirname.startsWith(folder)).toBe(true)
  expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})
