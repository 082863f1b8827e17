import { describe, expect, it } from 'vitest'
import { serviceKind } from './service-names.ts'

describe('lines that are no goods', () => {
  it.each([
    ['postage', 'POSTAGE', 'Versandkosten', 'DHL Versand', 'Versandkosten Österreich', 'Kargo Bedeli', 'KARGO ÜCRETİ'],
    [
      'postage',
      'Frais de port',
      "Frais d'envoi",
      'Gastos de envío',
      'Gasto de envio',
      'Shipping: Standard',
      'Delivery charge',
    ],
    ['fees', 'Nachnahmegebühr', 'Kapıda Ödeme Bedeli', 'Frais de dossier', 'Propina', 'Tip', 'Bank Charges', 'Pfand'],
    ['manual', 'Manual', 'Rundungsdifferenz', 'Düzeltme', 'Ajustement', 'Ajuste manual', 'Freie Position'],
    ['discount', 'Gutschein', 'İndirim', 'Carte cadeau', 'Descuento 10%', 'Gift card', 'Rabatt 5 %'],
    ['test', 'Test', 'Testartikel', 'Deneme ürünü', 'Produit de test', 'Artículo de prueba', 'TEST PRODUCT'],
  ] as const)('%s: %s, …', (kind, ...texts) => {
    expect(texts.map((text) => [text, serviceKind(text)])).toEqual(texts.map((text) => [text, kind]))
  })

  it('goods that sound like it are goods', () => {
    const goods = ['Shipping box 40 × 30', 'Versandkarton', 'Travel insurance guide', 'Kargo pantolon', 'Cargo pants']
    const more = [
      'Post-it notes',
      'Porto wine',
      'Tip toe socks',
      'Test tube rack',
      'Discount coffee beans',
      'Schnittmuster Kleid',
    ]
    const codes = ['85123A', 'POSTER', 'M', 'S', 'Portemonnaie', 'Manual coffee grinder', 'Probeset Tee']
    expect([...goods, ...more, ...codes].filter((text) => serviceKind(text) !== null)).toEqual([])
  })
})
