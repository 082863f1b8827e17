import { normalise } from './scope.ts'

export type ServiceKind = 'postage' | 'fees' | 'manual' | 'discount' | 'test'

/** What lines that are no goods are called, in five languages; whole names or codes, or words within a name. */
const services: readonly { readonly reason: ServiceKind; readonly pattern: RegExp }[] = [
  {
    reason: 'postage',
    pattern:
      /^(post|postage|dotcom postage|carriage|shipping( cost| fee)?|versand(kosten)?|porto|kargo( ücreti)?|frais de port|livraison|gastos de env[ií]o|env[ií]o)$/,
  },
  {
    reason: 'fees',
    pattern: /^(bank charges|amazon ?fee|cruk commission|fees?|gebühr(en)?|komisyon|commission|comisi[oó]n|frais)$/,
  },
  { reason: 'manual', pattern: /^(manual|adjustment|adjust bad debt|korrektur|düzeltme|ajustement|ajuste)$/ },
  { reason: 'discount', pattern: /^(discount|rabatt|gutschein|indirim|remise|descuento|voucher)$/ },
  { reason: 'test', pattern: /^(test( product| order| item)?|testartikel|muster|sample(s)?|deneme)$/ },
]

/** What kind of line that is no goods a product's name or code stands for, or null: it is something people buy. */
export function serviceKind(text: string): ServiceKind | null {
  return services.find(({ pattern }) => pattern.test(normalise(text)))?.reason ?? null
}
