import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listScreenFiles } from '../core/host/screen-files.ts'
import { answerAppRequest } from './app-protocol.ts'

const folder = mkdtempSync(join(tmpdir(), 'segmento-protocol-'))
const core = {
  output(id: string) {
    if (id === 'cards') return { path: join(folder, 'cards'), fileName: 'cards.html', mime: 'text/html' }
    if (id === 'list') return { path: join(folder, 'cards'), fileName: 'list.csv', mime: 'text/csv' }
    throw new Error('none')
  },
}
const ask = (url: string, method = 'GET') => answerAppRequest({ url, method }, listScreenFiles(folder), core)

beforeAll(() => {
  writeFileSync(join(folder, 'index.html'), '<title>Segmento</title>')
  writeFileSync(join(folder, 'cards'), '<h1>Cards</h1>')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the scheme of the window', () => {
  it('serves the screens under their policy', async () => {
    const answer = await ask('app://bundle/index.html')
    expect(await answer.text()).toContain('Segmento')
    expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('shows a preview without any rights, and gives nothing else of the outputs', async () => {
    const answer = await ask('app://bundle/outputs/cards?inline=1')
    expect(await answer.text()).toBe('<h1>Cards</h1>')
    expect(answer.headers.get('content-security-policy')?.startsWith('sandbox; ')).toBe(true)
    expect((await ask('app://bundle/outputs/cards')).status).toBe(404)
    expect((await ask('app://bundle/outputs/list?inline=1')).status).toBe(404)
    expect((await ask('app://bundle/outputs/none?inline=1')).status).toBe(404)
  })

  it.each([
    'app://bundle/../package.json',
    'app://bundle/%2e%2e/package.json',
    'app://bundle/%252e%252e/package.json',
    'app://bundle/..%5cpackage.json',
    'app://bundle//etc/passwd',
    'app://bundle/index.html%00.js',
    'app://bundle/cards',
  ])('finds nothing at %s', async (url) => expect((await ask(url)).status).toBe(404))

  it.each(['app://other/index.html', 'https://bundle/index.html'])('answers nobody at %s', async (url) =>
    expect((await ask(url)).status).toBe(403),
  )

  it('only reads', async () => expect((await ask('app://bundle/index.html', 'POST')).status).toBe(403))
})
