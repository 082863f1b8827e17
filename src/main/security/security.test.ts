import { describe, expect, it } from 'vitest'
import { isOurs, isPreview, isStartPage } from './origin.ts'
import { isPermitted, permissions } from './permissions.ts'
import { isLocal } from './requests.ts'
import { isFromOurPage } from './sender.ts'
import { refusedSwitch } from './switches.ts'

const foreign = [
  'https://example.com/',
  'http://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:app://bundle/1',
  'view-source:app://bundle/index.html',
  'chrome://settings',
  'devtools://devtools/bundled/inspector.html',
  'about:blank',
  'about:srcdoc',
  'app://other/index.html',
  'app://bundle@evil/index.html',
  'app://user@bundle/index.html',
  'app://bundle:1/index.html',
  'app://bundle.evil/index.html',
  'app:/evil',
  'app:index.html',
  'APP2://bundle/index.html',
  'https://evil.example/?next=app://bundle/index.html',
  '',
  'not an address',
]

describe('navigation', () => {
  it.each(foreign)('%j is not ours', (address) => {
    expect(isOurs(address)).toBe(false)
    expect(isStartPage(address)).toBe(false)
    expect(isPreview(address)).toBe(false)
  })

  it('knows the page and its previews apart', () => {
    expect(isStartPage('app://bundle/index.html#/segments')).toBe(true)
    expect(isStartPage('app://bundle/outputs/a1')).toBe(false)
    expect(isPreview('app://bundle/outputs/a1?inline=1')).toBe(true)
    expect(isPreview('app://bundle/outputs/..%2findex.html')).toBe(false)
    expect(isPreview('app://bundle/index.html')).toBe(false)
  })
})

describe('messages', () => {
  const contents = {}
  const page = { url: 'app://bundle/index.html', parent: null }

  it('count from the top frame of our window alone', () => {
    expect(isFromOurPage({ sender: contents, senderFrame: page }, contents)).toBe(true)
    expect(isFromOurPage({ sender: contents, senderFrame: null }, contents)).toBe(false)
    expect(isFromOurPage({ sender: {}, senderFrame: page }, contents)).toBe(false)
    expect(isFromOurPage({ sender: contents, senderFrame: { ...page, parent: page } }, contents)).toBe(false)
  })

  it.each(foreign)('from %j do not count', (url) => {
    expect(isFromOurPage({ sender: contents, senderFrame: { url, parent: null } }, contents)).toBe(false)
  })
})

it('permits what the table permits and nothing else', () => {
  expect(Object.keys(permissions).filter(isPermitted)).toEqual(['clipboard-sanitized-write', 'fullscreen'])
  for (const name of ['unknown', 'constructor', '__proto__', 'toString']) expect(isPermitted(name)).toBe(false)
})

it('loads nothing from another machine', () => {
  expect(isLocal('app://bundle/assets/x.js')).toBe(true)
  expect(isLocal('data:image/png;base64,')).toBe(true)
  for (const address of ['https://a.example', 'http://127.0.0.1:1', 'ws://a', 'ftp://a', 'file:///x', 'x']) {
    expect(isLocal(address)).toBe(false)
  }
})

it('names a switch that a packaged app does not start with', () => {
  expect(refusedSwitch({ hasSwitch: (name) => name === 'remote-debugging-port' })).toBe('remote-debugging-port')
  expect(refusedSwitch({ hasSwitch: () => false })).toBeNull()
})
