import { expect, it } from 'vitest'
import { hostile, sampleCards } from '../../../../test/support/persona-samples.ts'
import { renderCardsMarkdown } from './markdown.ts'

const options = {
  maker: { name: 'Nordlicht', logo: null, date: '2011-12-12' },
  projectName: 'Gift_shop',
  currency: 'GBP',
  locale: 'en',
  asOf: '2011-12-09',
}

it('writes each card with its figures, reasons, next step and brief', () => {
  const text = renderCardsMarkdown(sampleCards(), options)
  expect(text.match(/^## .*/gm)).toEqual(['## Hibernating', '## Potential Loyalist', '## Champions'])
  expect(text).toContain('# Persona cards: Gift\\_shop')
  expect(text).toContain('Nordlicht · December 12, 2011 · Gift\\_shop · figures as of December 9, 2011')
  expect(text).toContain('| Average spend | £9,412 | £2,417 |')
  expect(text).toContain('2. WHITE HANGING HEART T-LIGHT HOLDER (1,511 purchase rows, 1.1 times everyone’s share)')
  expect(text).toMatch(/### What to do next\n\nWrite to the quiet ones first: 17 .* \*\(17 of 735 .*\)\*\n/)
  expect(text).toContain('- **Headline:** You chose Lunch bag black skull.')
})

it('keeps what people typed from being read as markup', () => {
  const attack = '<script>alert(1)</script> | [x](http://y) `z` *b*\n# h'
  const text = renderCardsMarkdown(
    sampleCards().map((card) => hostile(card, attack)),
    options,
  )
  const unescaped = text.replace(/\\[\\`*_[\]<>|~#.-]/g, '')
  expect(unescaped).not.toMatch(/[<[\]`]|\*b\*/)
  expect(text.match(/^# /gm)).toHaveLength(1)
})

it('says so where there are no cards', () => {
  expect(renderCardsMarkdown([], options)).toContain('There are no cards yet.')
})
