import { describe, expect, it } from 'vitest'
import { escapeHtml, escapeMarkdown } from './escape.ts'

describe('escapeHtml', () => {
  it('leaves nothing that ends a text or an attribute', () => {
    expect(escapeHtml(`<a href="x" title='y'>&amp;`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;')
  })

  it('takes control characters and lone surrogates out', () => {
    expect(escapeHtml('a\u0000b\u001Bc\uD800d')).toBe('a b c\uFFFDd')
  })
})

describe('escapeHtml on paper', () => {
  it('keeps percent signs with their numbers', () => {
    expect(escapeHtml('bring only 2.7 % of revenue')).toBe('bring only 2.7\u00A0% of revenue')
  })
})

describe('escapeMarkdown', () => {
  it.each([
    ['*bold* _it_ `code` ~no~', '\\*bold\\* \\_it\\_ \\`code\\` \\~no\\~'],
    ['[x](javascript:alert(1))', '\\[x\\](javascript:alert(1))'],
    ['<script>', '\\<script\\>'],
    ['a | b', 'a \\| b'],
    ['# head\n\nand more', '\\# head and more'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['1. item', '1\\. item'],
    ['1.4 %', '1.4 %'],
    ['back\\slash', 'back\\\\slash'],
  ])('%s', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped)
  })
})
